import Foundation

/// The pages: what is written by hand in `Pages`, with two lines filled in.
///
/// `.\" @commands@` becomes a section for each command, `.\" @options@` the options that all have.
struct Manual {
  let pages: URL
  let folder: URL
  let tree: CommandTree

  func write() throws {
    let sections = CommandSections(tree: tree)
    let filled = [".\\\" @commands@": sections.commands, ".\\\" @options@": sections.options]
    for name in try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted() {
      let text = try String(contentsOf: pages.appendingPathComponent(name), encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
        filled[String($0)] ?? [String($0)]
      }
      let target = folder.appendingPathComponent("man\(name.suffix(1))")
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      try Data(lines.joined(separator: "\n").utf8)
        .write(to: target.appendingPathComponent(name))
    }
  }
}

import Foundation
import RecallTestSupport

/// A guide in Markdown whose fenced blocks are done as its reader would do them:
///
///     ```yaml PATH                  the file is made; csv likewise
///     ```yaml PATH below KEY:       the lines are put below that line
///     ```diff PATH                  the lines with - become those with +, until the next such block
///     ```console                    each `$ command` is typed; what it prints is what follows
///     ```server                     the same, by a login `maria` beside a PostgreSQL server
///     ```text                       only looked at
///
/// In what is printed, a line that is only `…` stands for any lines, and `…` in a line for any text.
struct Guide {
  struct Block {
    /// `yaml scripts/x.yaml`
    let info: String
    let text: [String]
    /// In the guide.
    let line: Int
  }

  let blocks: [Block]

  init(_ markdown: String) {
    var (blocks, open): ([Block], Block?) = ([], nil)
    for (index, line) in markdown.components(separatedBy: "\n").enumerated() {
      if let block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          open = Block(info: block.info, text: block.text + [line], line: block.line)
        }
      } else if line.hasPrefix("```") {
        open = Block(info: String(line.dropFirst(3)), text: [], line: index + 1)
      }
    }
    self.blocks = blocks
  }

  private init(blocks: [Block]) { self.blocks = blocks }

  var wantsServer: Bool { blocks.contains { $0.info == "server" } }

  /// What is left of it for somebody who has no PostgreSQL: nothing of the folder `lakeside`.
  var withoutServer: Guide {
    Guide(blocks: blocks.filter { $0.info != "server" && !$0.info.contains("lakeside/") })
  }
}

/// Somebody who follows a guide, block by block, in a folder of their own.
final class Newcomer {
  private let place: Workplace
  private var folder: URL
  /// Files as they were before the change that is being tried.
  private var before: [(url: URL, text: String)] = []
  /// Where what was printed is not what the guide shows.
  private(set) var stumbles: [String] = []
  /// Of which `sudo -u postgres` is the administrator.
  private let server: Cluster?

  init(_ place: Workplace, server: Cluster? = nil) throws {
    (self.place, self.server) = (place, server)
    folder = place.home
    guard server != nil else { return }
    let sudo = try place.file(
      "sudo", "#!/bin/sh\n[ \"$1\" = -u ] && { PGUSER=$2; export PGUSER; shift 2; }\nexec \"$@\"\n")
    chmod(sudo, 0o755)
  }

  func follow(_ guide: Guide) throws {
    for block in guide.blocks {
      let words = block.info.split(separator: " ").map(String.init)
      switch words.first {
      case "yaml" where words.count == 2, "csv" where words.count == 2:
        try write(block.text, to: words[1])
      case "yaml" where words.count == 4: try add(block.text, to: words[1], below: words[3])
      case "diff": try change(block, in: words[1])
      case "console": try type(block)
      case "server": try type(block)
      case "text": break
      default: throw Trouble("line \(block.line): what is \"\(block.info)\"?")
      }
    }
  }

  private func write(_ lines: [String], to path: String) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: folder.appendingPathComponent(path))
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  private func add(_ lines: [String], to path: String, below key: String) throws {
    var file = try read(path).components(separatedBy: "\n")
    guard let place = file.firstIndex(of: key) else { throw Trouble("\(path) has no \"\(key)\"") }
    file.insert(contentsOf: lines, at: place + 1)
    try Data(file.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent(path))
  }

  /// The change before is taken back first, so that each is tried alone.
  private func change(_ block: Guide.Block, in path: String) throws {
    for (url, text) in before { try Data(text.utf8).write(to: url) }
    let url = folder.appendingPathComponent(path)
    let file = try read(path)
    before = [(url, file)]
    let of = { (mark: String) in
      block.text.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst()) }
        .joined(separator: "\n")
    }
    guard let range = file.range(of: of("-")) else {
      throw Trouble("line \(block.line): \(path) does not say \"\(of("-"))\"")
    }
    try Data(file.replacingCharacters(in: range, with: of("+")).utf8).write(to: url)
  }

  private func type(_ block: Guide.Block) throws {
    var rest = block.text[...]
    while let line = rest.popFirst() {
      guard line.hasPrefix("$ ") else { throw Trouble("line \(block.line): no command: \(line)") }
      let shown = Array(rest.prefix { !$0.hasPrefix("$ ") })
      rest = rest.dropFirst(shown.count)
      let command = String(line.dropFirst(2))
      if command.hasPrefix("cd ") {
        folder = folder.appendingPathComponent(String(command.dropFirst(3)))
        continue
      }
      let printed = try run(command)
      if !Shown(shown).fits(printed) {
        stumbles.append(
          "line \(block.line): \(command)\nshown:\n\(shown.joined(separator: "\n"))\n"
            + "printed:\n\(printed)")
      }
    }
  }

  /// In a shell, as it is typed. Errors stand where a terminal would show them.
  private func run(_ command: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let program = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
    process.environment = Program.environment(
      home: place.home,
      ["PATH": "\(place.home.path):\(program):/usr/bin:/bin"]
        .merging(server.map { ["PGHOST": $0.folder, "PGUSER": "maria"] } ?? [:]) { $1 })
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// What a guide shows of an output.
struct Shown {
  private let lines: [Substring]

  init(_ lines: [String]) { self.lines = Self.trimmed(lines.map { $0[...] }) }

  func fits(_ printed: String) -> Bool {
    Self.fits(
      lines[...],
      Self.trimmed(printed.split(separator: "\n", omittingEmptySubsequences: false))[...])
  }

  /// Without empty lines at the end.
  private static func trimmed(_ lines: [Substring]) -> [Substring] {
    Array(lines.reversed().drop { $0.isEmpty }.reversed())
  }

  private static func fits(_ shown: ArraySlice<Substring>, _ printed: ArraySlice<Substring>) -> Bool
  {
    guard let first = shown.first else { return printed.isEmpty }
    if first == "…" {
      return (0...printed.count).contains { fits(shown.dropFirst(), printed.dropFirst($0)) }
    }
    guard let line = printed.first, fits(first, line) else { return false }
    return fits(shown.dropFirst(), printed.dropFirst())
  }

  /// Each part of a line in its order, the first at its beginning, the last at its end.
  private static func fits(_ shown: Substring, _ line: Substring) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return shown == line }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}

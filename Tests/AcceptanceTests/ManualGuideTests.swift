import Foundation
import RecallTestSupport
import Testing

@Suite("the guides of the manual")
struct ManualGuideTests {
  static let folder = Program.packageRoot.appendingPathComponent("Sources/Manual/Guides")

  /// Those with something to type, `operator.md`.
  static let pages: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") && $0 != "errors.md" }.sorted()
  }()

  static func text(_ page: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)
  }

  @Test("somebody who follows one word for word gets what it shows", arguments: pages)
  func followed(_ page: String) throws {
    let guide = Guide(try Self.text(page))
    let isServed = guide.wantsServer && !Cluster.isToBeSkipped
    let newcomer = try Newcomer(try Workplace(), server: isServed ? Cluster() : nil)
    try newcomer.follow(isServed ? guide : guide.withoutServer)
    for stumble in newcomer.stumbles { Issue.record("\(page), \(stumble)") }
  }
}

@Suite("the screen at the top of README")
struct ScreenGuideTests {
  @Test("is what the console of the demo shows")
  func screen() throws {
    let readme = try String(
      contentsOf: Program.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(Guide(readme).blocks.first).text.joined(separator: "\n")
    let place = try Workplace()
    try place.demo()
    let shown = try place.console(["next", "", "/park", "quit"]).output
    // What is typed behind a prompt is not printed where lines are piped.
    for piece in block.split(separator: /(recall> next|dial>|opening>)/) {
      #expect(shown.contains(piece.trimmingCharacters(in: .newlines)), "\(piece)\n\(shown)")
    }
  }
}

@Suite("the guides where they are installed")
struct InstalledGuideTests {
  @Test("every link leads to something that is installed beside them")
  func links() throws {
    let place = try Workplace()
    let share = place.home.appendingPathComponent("share")
    try install(share)
    let shown = try FileManager.default.contentsOfDirectory(atPath: share.path + "/doc/recall")
    #expect(shown.count == ManualGuideTests.pages.count + 3)  // errors, README, LICENSE
    // What a new clinic begins with is put there by the rest of `make install`.
    for name in ["scripts", "scripts/rehearsals", "locales"] {
      let folder = share.appendingPathComponent("recall/\(name)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for guide in ["README.md", "OUTCOMES.md", "RULES.md"] {
        let there = Program.packageRoot.appendingPathComponent("\(name)/\(guide)")
        guard FileManager.default.fileExists(atPath: there.path) else { continue }
        try FileManager.default.copyItem(at: there, to: folder.appendingPathComponent(guide))
      }
    }
    for name in shown where name.hasSuffix(".md") {
      let page = share.appendingPathComponent("doc/recall/\(name)")
      for link in try String(contentsOf: page, encoding: .utf8).matches(of: /\]\(([^)#]+)/) {
        let target = URL(fileURLWithPath: String(link.1), relativeTo: page)
        #expect(FileManager.default.fileExists(atPath: target.path), "\(name): \(link.1)")
      }
    }
  }

  private func install(_ share: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["Sources/Install/guides.sh"]
    process.currentDirectoryURL = Program.packageRoot
    process.environment = ["PATH": "/usr/bin:/bin", "SHARE": share.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

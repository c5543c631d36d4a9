import Foundation
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
    let newcomer = Newcomer(try Workplace())
    try newcomer.follow(Guide(try Self.text(page)))
    for stumble in newcomer.stumbles { Issue.record("\(page), \(stumble)") }
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
    let clinic = share.appendingPathComponent("recall/scripts/rehearsals")
    try FileManager.default.createDirectory(at: clinic, withIntermediateDirectories: true)
    for name in ["README.md", "OUTCOMES.md", "RULES.md", "rehearsals/README.md"] {
      let scripts = share.appendingPathComponent("recall/scripts")
      try Data().write(to: scripts.appendingPathComponent(name))
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

import Foundation
import Testing

@Suite("the README on how a list comes in")
struct ImportGuideTests {
  /// From its heading to the next.
  private static func section() throws -> String {
    let readme = try String(
      contentsOf: Program.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    let from = try #require(readme.range(of: "## The list comes in\n"))
    let rest = readme[from.upperBound...]
    return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
  }

  @Test("its files, imported as it says, do what it shows")
  func followed() throws {
    let newcomer = Newcomer(try Workplace())
    try newcomer.follow(Guide(try Self.section()))
    for stumble in newcomer.stumbles { Issue.record("\(stumble)") }
  }
}

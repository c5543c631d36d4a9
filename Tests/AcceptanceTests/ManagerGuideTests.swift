import Foundation
import Testing

@Suite("the README for the manager")
struct ManagerGuideTests {
  /// From its heading to the next.
  private static func section() throws -> String {
    let readme = try String(
      contentsOf: Program.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    let from = try #require(readme.range(of: "## For the manager\n"))
    let rest = readme[from.upperBound...]
    return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
  }

  @Test("what it shows is what is printed")
  func followed() throws {
    let newcomer = Newcomer(try Workplace())
    try newcomer.follow(Guide(try Self.section()))
    for stumble in newcomer.stumbles { Issue.record("\(stumble)") }
  }
}

import Foundation
import Testing

@Suite("a long list on a terminal goes through a pager")
struct PagerTests {
  private let list = ["worklist", "--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    return place
  }

  /// A pager that says what it was given, and what it was told.
  private func pager(_ script: String, in place: Workplace) throws -> [String: String] {
    ["PAGER": "/bin/sh \(try place.file("pager.sh", script))"]
  }

  @Test("longer than the screen it is paged, with nothing kept; shorter, or in a pipe, it is not")
  func whole() throws {
    let place = try place()
    let plain = try place.run(list)
    #expect(plain.status == 0 && plain.output.split(separator: "\n").count > 24)
    let paged = try pager(
      "echo \"[$LESSSECURE $LESSHISTFILE $LESS]\"; wc -l | sed 's/^/PAGED /'\n", in: place)
    #expect(try place.run(list, environment: paged).output == plain.output)

    let long = try TerminalSession(list, in: place, environment: paged).finish()
    #expect(long.status == 0)
    #expect(long.output.contains("[1 - FRX]") && long.output.contains("PAGED "))
    let tall = try TerminalSession(list, in: place, rows: 500, environment: paged).finish()
    #expect(tall.status == 0 && !tall.output.contains("PAGED"))
    let unpaged = try TerminalSession(list + ["--no-pager"], in: place, environment: paged).finish()
    #expect(!unpaged.output.contains("PAGED"))
    let report = ["report"] + list.dropFirst()
    #expect(
      try TerminalSession(report, in: place, environment: paged).finish().output.contains("PAGED"))
  }

  @Test("a pager that is not there leaves the text as it is; one that is left early is no error")
  func robust() throws {
    let place = try place()
    let last = try #require(try place.run(list).output.split(separator: "\n").last)
    let missing = try TerminalSession(
      list, in: place, environment: ["PAGER": "/no/such/pager -x"]
    ).finish()
    #expect(missing.status == 0 && missing.output.contains(last))
    let left = try TerminalSession(
      list, in: place, environment: pager("read -r line; echo LEFT\n", in: place)
    ).finish()
    #expect(left.status == 0 && left.output.contains("LEFT") && !left.output.contains(last))
    #expect(!left.output.contains("error"))
  }
}

import Foundation
import Testing

@Suite("--linear, for screen readers")
struct LinearTests {
  @Test(
    "option, variable and .recallrc ask for it, in this order; a whole call is said line by line")
  func asked() throws {
    let place = try Workplace()
    try place.smallDemo()
    let call = ["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "report", "quit"]
    let linear = try place.console(call, ["--linear"])
    #expect(linear.status == 0 && linear.output.contains("\nsaved\n"))
    #expect(linear.output.contains("Say: ") && !linear.output.contains("  "))
    #expect(!linear.output.contains("❝") && !linear.output.contains("█"))
    let file = place.home.appendingPathComponent(".recallrc")
    _ = try place.file(".recallrc", "linear: yes\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: file.path)
    #expect(!(try place.console(["help", "quit"]).output.contains("  ")))
    #expect(try place.console(["help", "quit"], ["--no-linear"]).output.contains("  "))
    let console = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]
    let variable = ["RECALL_LINEAR": "0"]
    let plain = try place.run(console, lines: ["help", "quit"], environment: variable)
    #expect(plain.output.contains("  "))
  }

  /// Lists and reports of the command line.
  private static let lists = [
    ["worklist"], ["worklist", "--all"], ["notes"], ["notes", "--full"], ["inbox"],
    ["inbox", "--overdue"], ["outbox", "--all"], ["report"], ["report", "--by", "segment"],
    ["review", "weekly"], ["audit", "show"], ["practice", "report"],
    ["script", "coverage"], ["script", "stumbles"],
  ]

  private func worked() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    _ = try place.console([
      "next", "", "/stumble too long", "patient", "y", "1961-03-04", "cq", "May I eat before?",
      "go_on", "ready", "1", "", "quit",
    ])
    return place
  }

  @Test("what commands print is said line by line too, and documents stay as they are")
  func commands() throws {
    let place = try worked()
    let lea = ["--clinic", "demo", "--as", "lea", "--now", Workplace.now]
    for list in Self.lists {
      let said = try place.run(lea + ["--linear"] + list)
      #expect(said.status == 0 && !said.output.isEmpty, "\(list): \(said.errors)")
      for line in said.output.split(separator: "\n") {
        let isPlain = !line.contains("  ") && !line.contains("·") && !line.contains("█")
        #expect(isPlain && line.first != " ", "\(list): \(line)")
      }
    }
    for document in [["notes", "--json"], ["report", "--csv"], ["report", "--json"]] {
      let plain = try place.run(lea + document).output
      #expect(try place.run(lea + ["--linear"] + document).output == plain)
    }
  }

  @Test("on a narrow terminal no line is broken in a word or runs over the edge")
  func narrow() throws {
    let place = try worked()
    let lea = ["--clinic", "demo", "--as", "lea", "--now", Workplace.now, "--no-pager"]
    for list in Self.lists where list[0] != "audit" {
      let terminal = try TerminalSession(
        lea + list, in: place, columns: 40, environment: ["NO_COLOR": "1"])
      let shown = terminal.finish().output
      for line in shown.split(whereSeparator: \.isNewline) {
        let isWord = !line.drop { $0 == " " }.contains(" ")
        #expect(line.count < 40 || isWord, "\(list): \(line)")
      }
    }
  }
}

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
}

import Foundation
import Testing

/// A terminal at which nobody types, by a clock that the test moves.
@Suite("a screen that nobody types at")
struct IdleScreenTests {
  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]
  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  private func atTheReason(_ more: [String] = []) throws -> (ProgramClock, TerminalSession) {
    let place = try Workplace()
    try place.smallDemo(patients: 20)
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      arguments + more, in: place, environment: clock.environment)
    for (line, prompt) in [
      (nil, "recall> "), ("next", "dial> "), ("", "opening> "), ("patient", "full_name> "),
      ("y", "date_of_birth> "), ("3/4/1961", "reason> "),
    ] {
      if let line { terminal.enter(line) }
      try terminal.wait(for: prompt)
    }
    return (clock, terminal)
  }

  @Test("is hidden after a quarter of an hour; Enter brings it and the half-typed line back")
  func hidden() throws {
    let (clock, terminal) = try atTheReason()
    // Nothing else on the screen says it: its echo means that the keys have been read.
    terminal.type("zz")
    try terminal.wait(for: "zz")
    try clock.pass(minutes: 16)
    try terminal.wait(for: Self.cleared)
    try terminal.wait(for: "The call goes on")
    // Keys for another window are not seen, and Enter is not an answer.
    terminal.type("cq secret\r")
    let shown = try terminal.wait(for: "reason> zz")
    #expect(shown.contains(Self.cleared) && shown.contains("❝"), "the words are there again")
    #expect(!terminal.heard.contains("secret"))
    terminal.type("\u{7F}\u{7F}ready\r")
    try terminal.wait(for: "offer> ")
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }

  @Test("is hidden in the console's own language")
  func spanish() throws {
    let (clock, terminal) = try atTheReason(["--locale", "es"])
    try clock.pass(minutes: 16)
    try terminal.wait(for: "La pantalla está oculta")
    terminal.type("\r")
    try terminal.wait(for: "reason> ")
    terminal.signal(SIGHUP)
    #expect(terminal.finish().status == 129)
  }

  @Test("closes after an hour, as when the terminal hangs up, and the call can be resumed")
  func left() throws {
    let (clock, terminal) = try atTheReason()
    try clock.pass(minutes: 61)
    try terminal.wait(for: Self.cleared)
    try terminal.wait(for: "This console closed")
    let before = terminal.heard
    let ended = terminal.finish()
    #expect(ended.status == 129)
    let after = ended.output.dropFirst(before.count)
    #expect(!after.contains("Delaney") && !after.contains("❝"))
  }
}

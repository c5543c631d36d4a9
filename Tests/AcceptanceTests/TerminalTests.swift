import Foundation
import Testing

@Suite("a call in a terminal")
struct TerminalTests {
  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  private func open(columns: Int32 = 80) throws -> (Workplace, TerminalSession) {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let terminal = try TerminalSession(arguments, in: place, columns: columns)
    try terminal.wait(for: "recall> ")
    return (place, terminal)
  }

  private func reachTheReason(_ terminal: TerminalSession) throws {
    terminal.enter("next")
    try terminal.wait(for: "dial> ")
    terminal.enter("")
    try terminal.wait(for: "opening> ")
    terminal.enter("1")
    try terminal.wait(for: "full_name> ")
    terminal.enter("y")
    try terminal.wait(for: "date_of_birth> ")
    terminal.enter("3/4/1961")
    try terminal.wait(for: "reason> ")
  }

  @Test("goes from the first key to saved")
  func whole() throws {
    let (place, terminal) = try open()
    try reachTheReason(terminal)
    terminal.enter("1")
    try terminal.wait(for: "offer> ")
    terminal.enter("1")
    try terminal.wait(for: "save> ")
    terminal.enter("")
    try terminal.wait(for: "saved")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
    #expect(try place.notes().count == 1)
  }

  @Test("Tab completes a verb and a response, and never lists files")
  func tab() throws {
    let (_, terminal) = try open()
    terminal.type("workl\t")
    try terminal.wait(for: "worklist")
    terminal.enter("")
    try terminal.wait(for: "recall> ")
    try reachTheReason(terminal)
    terminal.type("rea\t")
    try terminal.wait(for: "ready")
    terminal.type("\u{15}\t\t")
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    #expect(!terminal.heard.contains("clinic.yaml"))
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }

  @Test("Ctrl-C clears the line, never the call; twice asks how to leave")
  func interrupt() throws {
    let (_, terminal) = try open()
    try reachTheReason(terminal)
    terminal.type("rubbish\u{03}")
    try terminal.wait(for: "reason> ")
    terminal.enter("later")
    try terminal.wait(for: "callback> ")
    terminal.type("\u{03}")
    try terminal.wait(for: "callback> ")
    terminal.type("\u{03}")
    try terminal.wait(for: "> ")
    terminal.enter("park")
    try terminal.wait(for: "recall> ")
    terminal.type("\u{04}")
    #expect(terminal.finish().status == 0)
  }

  @Test("Enter pressed before a dial prompt was drawn dials nobody")
  func impatient() throws {
    let (_, terminal) = try open()
    terminal.type("next\r\r\r\r")
    try terminal.wait(for: "dial> ")
    terminal.enter("skip looking only")
    try terminal.wait(for: "recall> ")
    #expect(!terminal.heard.contains("opening> "))
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }

  @Test(
    "a hang-up leaves a call that can be resumed, with the exit code of the signal",
    arguments: [(SIGHUP, Int32(129)), (SIGTERM, Int32(143))])
  func hangUp(_ signal: Int32, _ status: Int32) throws {
    let (place, terminal) = try open()
    try reachTheReason(terminal)
    terminal.signal(signal)
    #expect(terminal.finish().status == status)
    let again = try place.console(["resume", "y", "1961-03-04", "/park", "quit"])
    #expect(again.output.holds(["full_name> ", "reason> "]))
  }

  @Test("a new size of the window loses no half-typed line")
  func resize() throws {
    let (_, terminal) = try open()
    try reachTheReason(terminal)
    terminal.type("rea")
    terminal.resize(rows: 40, columns: 60)
    terminal.type("dy\r")
    try terminal.wait(for: "offer> ")
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }
}

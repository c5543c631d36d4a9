import Foundation
import Testing

/// No key, no signal and no paste leaves a patient on the screen, or the terminal in a state that the
/// shell behind it cannot use.
@Suite("a terminal that somebody presses the wrong keys at")
struct TerminalSafetyTests {
  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]
  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  private func inACall(
    _ environment: [String: String] = [:]
  ) throws -> (Workplace, TerminalSession) {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let terminal = try TerminalSession(arguments, in: place, environment: environment)
    try terminal.wait(for: "recall> ")
    terminal.enter("next")
    try terminal.wait(for: "dial> ")
    terminal.enter("")
    try terminal.wait(for: "opening> ")
    return (place, terminal)
  }

  private func park(_ terminal: TerminalSession) throws {
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }

  @Test("Ctrl-\\ comes to nothing, also between two prompts")
  func quitKey() throws {
    let (_, terminal) = try inACall()
    terminal.type("\u{1C}/no\u{1C}te hello\r\u{1C}")
    try terminal.wait(for: "opening> ")
    for number in [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF] {
      terminal.signal(number)
    }
    try park(terminal)
  }

  @Test(
    "a crash leaves a bare screen, the terminal as it was, and where to go on",
    arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP])
  func crash(_ number: Int32) throws {
    let (place, terminal) = try inACall()
    let shown = terminal.heard
    #expect(!terminal.isCooked)
    terminal.signal(number)
    let ended = terminal.finish()
    #expect(ended.status == 128 + number)
    let after = ended.output.dropFirst(shown.count)
    #expect(after.contains(Self.cleared) && after.contains("can be resumed"))
    #expect(!after.contains("Delaney") && !after.contains("❝"))
    #expect(terminal.isCooked)
    #expect(try place.console(["resume", "/park", "quit"]).output.contains("opening> "))
  }

  @Test("Ctrl-Z leaves the shell a bare screen, and what stood there comes back")
  func suspend() throws {
    let (_, terminal) = try inACall()
    // Its echo means that the keys have been read: a Ctrl-Z throws away those that have not.
    terminal.type("zz")
    try terminal.wait(for: "zz")
    terminal.type("\u{1A}")
    try terminal.wait(for: Self.cleared)
    #expect(terminal.waitUntilStopped())
    #expect(terminal.isCooked)
    terminal.signal(SIGCONT)
    let shown = try terminal.wait(for: "opening> zz")
    #expect(shown.contains("❝"))
    terminal.type("\u{15}")
    try park(terminal)
  }

  @Test("time in which it was stopped counts: only Enter shows the call again")
  func suspendedForLong() throws {
    let place = try Workplace()
    try place.smallDemo()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(arguments, in: place, environment: clock.environment)
    try terminal.wait(for: "recall> ")
    terminal.enter("next")
    try terminal.wait(for: "dial> ")
    terminal.type("\u{1A}")
    try terminal.wait(for: Self.cleared)
    #expect(terminal.waitUntilStopped())
    try clock.pass(minutes: 16)
    terminal.signal(SIGCONT)
    let hidden = try terminal.wait(for: "Enter shows it again.")
    #expect(!hidden.contains("617") && !hidden.contains("dial> "))
    // A Ctrl-Z while nothing is shown is no wish for later.
    terminal.type("\u{1A}\r")
    try terminal.wait(for: "dial> ")
    terminal.enter("skip looking only")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
  }

  @Test("what comes right behind the Enter at a blank screen is meant for another window too")
  func pasteAtBlank() throws {
    let place = try Workplace()
    try place.smallDemo()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(arguments, in: place, environment: clock.environment)
    for (line, prompt) in [(nil, "recall> "), ("next", "dial> "), ("", "opening> ")] {
      if let line { terminal.enter(line) }
      try terminal.wait(for: prompt)
    }
    try clock.pass(minutes: 16)
    try terminal.wait(for: "The call goes on")
    // No more than a terminal keeps for a program that is busy: the rest would be dropped on the way.
    for _ in 1...400 { terminal.type("patient\r") }
    let shown = try terminal.wait(for: "opening> ")
    terminal.enter("/note hello")
    let after = try terminal.wait(for: "opening> ")
    #expect(!(shown + after).contains("full_name> "))
    try park(terminal)
  }

  @Test("Up after a call brings back verbs, never a slip")
  func earlierLines() throws {
    let (_, terminal) = try inACall()
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    terminal.enter("Rose Delaney 1961-03-04")
    try terminal.wait(for: "recall> ")
    terminal.enter("why Delaney Rose")
    try terminal.wait(for: "recall> ")
    let before = terminal.heard.count
    // Up to the oldest; a change to an earlier line is gone with it.
    terminal.type("\u{1B}[A\u{1B}[A\u{1B}[A Ruiz\u{1B}[B\u{1B}[A")
    terminal.type("\u{15}help\r")
    try terminal.wait(for: "recall> ")
    let after = terminal.heard.dropFirst(before)
    #expect(after.contains("why") && !after.contains("Delaney") && !after.contains("1961"))
    terminal.type("\u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[A\u{15}")
    terminal.enter("quit")
    let ended = terminal.finish()
    #expect(ended.status == 0)
    #expect(ended.output.dropFirst(before).components(separatedBy: "Ruiz").count == 2)
  }

  @Test("what is pasted reaches the terminal only as letters")
  func pasted() throws {
    let (_, terminal) = try inACall()
    let before = terminal.heardBytes.count
    terminal.type(
      "/note a\u{9B}31mb\u{202E}c\u{200B}d\u{85}" + "e" + String(repeating: "\u{301}", count: 300))
    terminal.typeBytes([0x9B, 0x33, 0x31, 0x6D, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xC0, 0x80])
    terminal.type("José 李\r")
    try terminal.wait(for: "opening> ")
    let echoed = terminal.heardBytes.dropFirst(before)
    let text = try #require(String(validating: echoed, as: UTF8.self))
    for scalar in text.unicodeScalars where scalar.value > 0x7E {
      #expect(!(0x7F..<0xA0).contains(scalar.value) && ![0x202E, 0x200B].contains(scalar.value))
    }
    #expect(text.unicodeScalars.count { $0.value == 0x301 } <= 6 * 2)
    #expect(text.contains("José 李"))
    try park(terminal)
  }

  @Test("keys without a meaning type nothing, and word keys move")
  func functionKeys() throws {
    let (place, terminal) = try inACall()
    let keys = ["20~", "2~", "5~", "15~", "[A", "1;2P", "200~", "24;5~", "Z", "1;3D", "1;5C"]
    terminal.type("/note " + keys.map { "x\u{1B}[\($0)" }.joined() + "\u{1B}OP\u{1B}Ox!\r")
    try terminal.wait(for: "opening> ")
    try expectNote(String(repeating: "x", count: keys.count) + "!", place, terminal)
  }

  /// Ends the call; its note holds these words.
  private func expectNote(
    _ words: String, _ place: Workplace, _ terminal: TerminalSession
  ) throws {
    for (line, prompt) in [("no_answer", "save> "), ("", "saved"), ("help", "recall> ")] {
      terminal.enter(line)
      try terminal.wait(for: prompt)
    }
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
    let note = try #require(try place.notes().first)
    #expect("\(note)".precomposedStringWithCanonicalMapping.contains(words))
  }

  @Test(
    "letters are UTF-8 whatever the locale or a file of readline says",
    arguments: [
      ["LC_ALL": "C"], ["LANG": "C"], ["LANG": "POSIX", "LC_CTYPE": "C"], ["LC_ALL": "xx_YY"],
    ])
  func locale(_ environment: [String: String]) throws {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let inputrc = try place.file(
      "inputrc", "set convert-meta on\nset editing-mode vi\n\"x\": \"y\"\n")
    let terminal = try TerminalSession(
      arguments, in: place, environment: environment.merging(["INPUTRC": inputrc]) { $1 })
    for (line, prompt) in [
      (nil, "recall> "), ("next", "dial> "), ("", "opening> "), ("/note niño José x", "opening> "),
    ] {
      if let line { terminal.enter(line) }
      try terminal.wait(for: prompt)
    }
    try expectNote("niño José x", place, terminal)
  }

  @Test("a line longer than any prompt takes is refused, and nothing hangs")
  func longPaste() throws {
    let (_, terminal) = try inACall()
    terminal.type("/note ")
    for _ in 1...250 { terminal.type(String(repeating: "A", count: 1_000)) }
    terminal.type("\r")
    try terminal.wait(for: "longer than 4000 characters")
    try terminal.wait(for: "opening> ")
    try park(terminal)
  }
}

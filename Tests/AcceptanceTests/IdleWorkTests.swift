import Foundation
import Testing

/// What is hidden beside calls: notes under review, practice, a list in a pager. By a clock that the test
/// moves.
@Suite("work that nobody sits at")
struct IdleWorkTests {
  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"
  private let clinic = ["--clinic", "demo", "--now", Workplace.now]

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    _ = try place.console(["next", "", "no_answer", "", "quit"])
    return place
  }

  @Test("a note under review is hidden and comes back with the half-typed line; answers stand")
  func review() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      ["review", "--sample", "1", "--as", "lee"] + clinic, in: place,
      environment: clock.environment)
    try terminal.wait(for: "actable> ")
    terminal.enter("y")
    try terminal.wait(for: "next-step> ")
    terminal.type("pa")
    try terminal.wait(for: "pa")
    try clock.pass(minutes: 16)
    try terminal.wait(for: Self.cleared)
    try terminal.wait(for: "Your answers so far")
    terminal.type("quit\r")
    let shown = try terminal.wait(for: "next-step> pa")
    #expect(shown.contains("overdue follow-up"), "the note is there again")
    terminal.enter("")
    for prompt in ["words> ", "tone> ", "outcome> "] {
      try terminal.wait(for: prompt)
      terminal.enter("y")
    }
    try terminal.wait(for: "comment> ")
    terminal.enter("")
    let ended = terminal.finish()
    #expect(ended.status == 0 && ended.output.contains("Kept."))
  }

  @Test("a review closes after an hour with the exit code of a hang-up; nothing of the note stays")
  func reviewLeft() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      ["review", "--sample", "1", "--as", "lee"] + clinic, in: place,
      environment: clock.environment)
    try terminal.wait(for: "actable> ")
    // Its echo means that time is counted from here.
    terminal.type("z")
    try terminal.wait(for: "z")
    try clock.pass(minutes: 61)
    try terminal.wait(for: "This review closed")
    let before = terminal.heard
    let ended = terminal.finish()
    #expect(ended.status == 129)
    #expect(!ended.output.dropFirst(before.count).contains(Self.cleared), "its words stay")
  }

  @Test("practice is hidden too")
  func practice() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      ["practice", "--clinic", "demo", "--as", "ana"], in: place, environment: clock.environment)
    try terminal.wait(for: "recall> ")
    // Its echo means that time is counted from here.
    terminal.type("zz")
    try terminal.wait(for: "zz")
    try clock.pass(minutes: 16)
    try terminal.wait(for: "The screen is hidden")
    terminal.type("\r")
    try terminal.wait(for: "recall> zz")
    try clock.pass(minutes: 61)
    try terminal.wait(for: "Practice closed")
    #expect(terminal.finish().status == 129)
  }

  @Test("a call's last words stay on the screen that closed: they are not wiped away at once")
  func lastWords() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      clinic + ["--as", "ben"], in: place, environment: clock.environment)
    try terminal.wait(for: "recall> ")
    terminal.enter("next")
    try terminal.wait(for: "dial> ")
    terminal.type("zz")
    try terminal.wait(for: "zz")
    try clock.pass(minutes: 61)
    try terminal.wait(for: "This console closed")
    let before = terminal.heard
    let ended = terminal.finish()
    #expect(ended.status == 129)
    #expect(!ended.output.dropFirst(before.count).contains(Self.cleared))
  }

  @Test("a list in a pager closes and goes from the screen, and what closed it is said")
  func list() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let pager = try place.file(
      "pager.sh", "head -n 3; stty -icanon -echo; echo WAITS; read -r key </dev/tty\n")
    let terminal = try TerminalSession(
      ["worklist", "--as", "ana"] + clinic, in: place,
      environment: clock.environment.merging(["PAGER": "/bin/sh \(pager)"]) { $1 })
    try terminal.wait(for: "WAITS")
    try clock.pass(minutes: 16)
    try terminal.wait(for: Self.cleared)
    try terminal.wait(for: "This list closed")
    #expect(terminal.finish().status == 129)
  }

  @Test("a list that waits at its page stop is hidden, and is gone when nobody comes")
  func pageStop() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let terminal = try TerminalSession(
      ["--as", "ana"] + clinic, in: place, rows: 12, environment: clock.environment)
    try terminal.wait(for: "recall> ")
    terminal.enter("report")
    let page = try terminal.wait(for: "more> ")
    let listed = page.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    .filter { $0.count > 20 && !$0.contains("more>") }
    #expect(listed.count > 3, "\(page)")
    try clock.pass(minutes: 16)
    try terminal.wait(for: Self.cleared)
    // Enter takes the cover away, and is no answer itself: the same page stands there.
    terminal.type("\r")
    let back = try terminal.wait(for: "more> ")
    #expect(back.contains(listed[listed.count - 1]))
    try clock.pass(minutes: 61)
    try terminal.wait(for: "This console closed")
    let ended = terminal.finish()
    #expect(ended.status == 129)
    let left = try #require(ended.output.range(of: Self.cleared, options: .backwards)).upperBound
    for line in listed { #expect(!ended.output[left...].contains(line), "\(line)") }
  }

  @Test("a pager that somebody uses stays; told to end, it goes with its list")
  func used() throws {
    let place = try place()
    let clock = try ProgramClock(in: place)
    let pager = try place.file(
      "pager.sh",
      """
      head -n 3; echo WAITS
      while read -r key </dev/tty; do echo READ $key; done

      """)
    let terminal = try TerminalSession(
      ["worklist", "--as", "ana"] + clinic, in: place,
      environment: clock.environment.merging(["PAGER": "/bin/sh \(pager)"]) { $1 })
    try terminal.wait(for: "WAITS")
    for key in ["j", "k"] {
      try clock.pass(minutes: 8)
      // The terminal's own times tell of a key, a few seconds later at most.
      let before = terminal.lastUse
      repeat {
        terminal.enter(key)
        try terminal.wait(for: "READ \(key)")
        usleep(50_000)
      } while terminal.lastUse == before
    }
    #expect(!terminal.heard.contains("This list closed"))
    terminal.signal(SIGTERM)
    try terminal.wait(for: Self.cleared)
    #expect(terminal.finish().status == 143)
  }
}

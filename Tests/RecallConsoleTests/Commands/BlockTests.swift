import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("working in blocks, and the day's progress")
struct BlockTests {
  /// A clock that a test moves, and a block that outlives its console.
  private final class Hand: @unchecked Sendable {
    var now = ConsoleDay.now
    var block: WorkBlock?
  }

  private let hand = Hand()
  private let call = ["next", "", "patient", "y", "1961-03-04", "ready", "1", ""]

  /// Runs the lines; `+N` lets N minutes pass instead.
  private func run(_ day: ConsoleDay, _ lines: [String]) -> Transcript {
    let (output, problems) = (Paper(), Paper())
    let typed = TypedLines(
      lines.filter { !$0.hasPrefix("+") }.map(LineEvent.line))
    var minutes: [Int: Double] = [:]
    var place = 0
    for line in lines {
      if line.hasPrefix("+") {
        minutes[place, default: 0] += Double(line.dropFirst())!
      } else {
        place += 1
      }
    }
    let passing = PassingTime(typed, minutes) { [hand] in hand.now += $0 * 60 }
    let desk = Desk(
      store: day.store, policy: day.policy, caller: day.caller,
      clock: Clock(of: { [hand] in hand.now }),
      shelf: ScriptShelf(day.library, policy: day.policy, approvedOnly: false), input: passing,
      screen: Screen(
        isTerminal: day.isTerminal, colour: false, output: output.handle,
        problems: problems.handle, width: 80),
      consoleLocale: day.locale)
    desk.blocks.read = { [hand] in hand.block }
    desk.blocks.keep = { [hand] in hand.block = $0 }
    let code = Console(desk: desk).run()
    return Transcript(
      code: code, output: output.text, problems: problems.text, prompts: typed.prompts,
      requests: typed.requests)
  }

  @Test("says how long is left, and at its end what came of it and that a pause does well")
  func whole() throws {
    let day = try ConsoleDay()
    let text = run(day, ["block 50m", "+10", "block"] + call + ["+45", "help"]).output
    #expect(text.contains("50 minutes, until 2:55 PM"))
    #expect(text.contains("40 minutes left"))
    #expect(text.contains("Your block of 50 minutes is over."))
    #expect(text.contains("1 reached · 1 booked"))
    #expect(text.contains("pause"))
    #expect(hand.block == nil)
  }

  @Test("never speaks up during a call, only after it")
  func notInACall() throws {
    let lines = ["block 5m", "next", "+30"] + call.dropFirst() + ["help"]
    let text = run(try ConsoleDay(), lines).output
    let over = try #require(text.range(of: "is over."))
    let saved = try #require(text.range(of: "\nsaved\n"))
    #expect(saved.lowerBound < over.lowerBound)
    #expect(text.components(separatedBy: "is over.").count == 2)
  }

  @Test("goes on where it was when the console starts anew, also with what was done before")
  func restart() throws {
    let day = try ConsoleDay()
    _ = run(day, ["block 1h"] + call + ["quit"])
    #expect(hand.block?.minutes == 60)
    hand.now += 20 * 60
    #expect(run(day, ["block", "quit"]).output.contains("40 minutes left"))
    hand.now += 50 * 60
    let text = run(day, ["help", "quit"]).output
    #expect(
      text.contains("Your block of 1 hour is over.")
        || text.contains("block of 60 minutes is over."))
    #expect(text.contains("1 reached · 1 booked"))
    hand.block = WorkBlock(begun: hand.now - 86_400, minutes: 50)
    #expect(!run(day, ["help", "quit"]).output.contains("is over."))
  }

  @Test("off ends it; nothing pressing is said where nobody was reached", arguments: ["en", "es"])
  func off(locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let text = run(day, ["block 50", "block off", "block", "block soon", "block 2m"])
    #expect(hand.block == nil && !text.everything.contains("block."))
    #expect(text.problems.split(separator: "\n").count >= 2)
  }

  @Test("lengths are read as people write them")
  func lengths() {
    for (typed, minutes) in [
      ("50m", 50), ("50", 50), ("50 min", 50), ("1h", 60), ("1h30", 90), ("1 h 30 m", 90),
    ] {
      #expect(WorkBlock.length(typed) == minutes, "\(typed)")
    }
    for typed in ["", "m", "4m", "5h", "soon", "-5", "999999999999999999999m"] {
      #expect(WorkBlock.length(typed) == nil, "\(typed)")
    }
    let block = WorkBlock(begun: ConsoleDay.now, minutes: 50)
    #expect(WorkBlock(kept: block.kept) == block)
    for kept in ["", "x 50", "1 2 3", "1764000000 9999"] { #expect(WorkBlock(kept: kept) == nil) }
  }

  @Test(
    "after a call, and for Enter alone, the day stands in one quiet line; a count of calls never")
  func progress() throws {
    let day = try ConsoleDay()
    day.isTerminal = true
    let text = run(day, call + ["quit"]).output
    #expect(text.contains("Today: 1 reached · 1 booked"))
    let line = text.split(separator: "\n").first { $0.contains("Today:") }
    #expect(line?.contains("call") == false)
    let piped = try ConsoleDay()
    #expect(!run(piped, call + ["quit"]).output.contains("Today: 1 reached"))
    #expect(run(piped, ["", "quit"]).output.contains("Today: 1 reached"))
  }
}

/// Lines with time that passes before some of them.
private final class PassingTime: LineInput {
  private let base: TypedLines
  private let minutes: [Int: Double]
  private let pass: (Double) -> Void
  private var count = 0

  init(_ base: TypedLines, _ minutes: [Int: Double], _ pass: @escaping (Double) -> Void) {
    (self.base, self.minutes, self.pass) = (base, minutes, pass)
  }

  func read(_ request: PromptRequest) -> LineEvent {
    if let minutes = minutes[count] { pass(minutes) }
    count += 1
    return base.read(request)
  }
}

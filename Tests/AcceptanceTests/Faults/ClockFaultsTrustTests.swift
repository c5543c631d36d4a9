import Foundation
import RecallTestSupport
import Testing

/// Somebody sets the computer's clock in the middle of a call: by an hour, by a day, back and forth. The
/// call goes on to its end, no claim is lost to it, and the store stays whole.
@Suite("a clock that is set in mid-call")
struct ClockFaultsTrustTests {
  struct Case: CustomStringConvertible, Sendable {
    let call: KilledCall
    let store: FaultStore
    let minutes: Int
    /// It is set right again one prompt later.
    let isSetBack: Bool
    var description: String {
      "\(call.name), on \(store), by \(minutes) minutes\(isSetBack ? " and back" : "")"
    }
  }

  static let cases: [Case] = KilledCall.all.flatMap { call in
    FaultStore.here.flatMap { store in
      [-1440, -60, 60, 1440].flatMap { minutes in
        [true, false].map { Case(call: call, store: store, minutes: minutes, isSetBack: $0) }
      }
    }
  }

  @Test(
    "the call goes on to its end, with one note",
    arguments: TrustLedger.chosen(cases, few: 6, some: 40, of: "clock"))
  func set(_ one: Case) throws {
    let steps = Array(1..<one.call.lines.count - 1)
    let chosen = TrustLedger.chosen(steps, few: 1, some: 2, of: one.description)
    var broken = 0
    for step in chosen {
      let problems = try problems(one, at: step)
      broken += problems.isEmpty ? 0 : 1
      for problem in problems {
        Issue.record("\(one), at \(one.call.lines[step].prompt): \(problem)")
      }
    }
    TrustLedger.count("clocks set in mid-call survived", tried: chosen.count, broken: broken)
  }

  private func problems(_ one: Case, at step: Int) throws -> [String] {
    let clinic = try FaultClinic(one.store)
    let clock = try ProgramClock(in: clinic.place)
    let console = try clinic.start([], clock.environment)
    var (asked, left) = (0, one.call.lines[...])
    var kept: Set<String> = []
    while let prompt = try console.prompt() {
      guard let next = left.firstIndex(where: { $0.prompt == prompt }) else {
        return ["\(prompt) was asked: \(console.heard.suffix(500))"]
      }
      if asked == step { try clock.set(minutes: one.minutes) }
      if asked == step + 1, one.isSetBack { try clock.set(minutes: -one.minutes) }
      let stands = try clinic.standing()
      if !kept.isSubset(of: stands) { return ["what stood was taken back"] }
      kept = stands
      console.send(left[next].line)
      left = left[(next + 1)...]
      asked += 1
    }
    let ended = try console.finish()
    var problems: [String] = []
    if ended.status != 0 || !ended.output.contains("\nsaved\n") {
      problems.append("it ended with \(ended.status): \(ended.errors)\(ended.output.suffix(500))")
    }
    let broken = try clinic.check()
    if !broken.isEmpty { problems.append("store check: \(broken)") }
    if try clinic.count("note") != 1 { problems.append("\(try clinic.count("note")) notes") }
    // The next console of the next caller finds the list as it was.
    let next = try clinic.start([], clock.environment)
    next.send("quit")
    let after = try next.finish()
    if after.status != 0 { problems.append("the next console: \(after.errors)") }
    return problems
  }
}

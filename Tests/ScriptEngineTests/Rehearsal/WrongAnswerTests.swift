import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// Every shipped rehearsal, and every answer that is wrong in it.
@Suite("one wrong answer in a shipped rehearsal")
struct WrongAnswerTests {
  private static let library = ShippedRehearsals.library
  /// So many are tried of each wrong answer: `RECALL_SEEDS=20` tries more than every test run does.
  private static let seeds =
    ProcessInfo.processInfo.environment["RECALL_SEEDS"].flatMap { UInt64($0) } ?? 1

  @Test("whoever always answers best is heard out, with every seed, in each language")
  func best() throws {
    for rehearsal in Self.library.rehearsals {
      let edition = try #require(Self.library.editions[rehearsal.script])
      for locale in ["en", "es"] {
        let led = FollowedRehearsal(
          rehearsal, edition: edition, policy: Self.library.policy, locale: locale,
          at: TestCall.noon)
        for seed in 1...20 as ClosedRange<UInt64> {
          var call = try Rehearsing(Self.library, rehearsal, seed: seed, locale: locale)
          for event in led.run.journal.dropFirst() { try call.answer(event.event) }
          let score = RehearsalScore(call.review, run: call.run, led: led)
          #expect(
            score.parts.values.allSatisfy { $0.isWhole }, "\(rehearsal.id) \(locale) \(seed)")
          #expect(call.review.missed.isEmpty && call.review.endedAsExpected)
        }
      }
    }
  }

  @Test(
    "leaves nobody without an apt word, comes to an end, and is told after the call",
    arguments: ShippedRehearsals.library.rehearsals.map(\.id))
  func wrong(_ id: String) throws {
    let rehearsal = try #require(Self.library.rehearsals.first { $0.id == id })
    for locale in ["en", "es"] {
      for seed in 1...Self.seeds {
        let faults = try Self.blunders(rehearsal, locale, seed + UInt64(id.count))
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(12).joined(separator: "\n"))")
      }
    }
  }

  private static func blunders(
    _ rehearsal: Rehearsal, _ locale: String, _ seed: UInt64
  ) throws -> [String] {
    let edition = try #require(library.editions[rehearsal.script])
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: library.policy, locale: locale, at: TestCall.noon)
    var call = try Rehearsing(library, rehearsal, seed: seed, locale: locale)
    var (faults, turn): ([String], Int?) = ([], nil)
    for event in led.run.journal.dropFirst() {
      if call.patient.next != turn, call.patient.isSaid {
        turn = call.patient.next
        for word in wrongAnswers(call) {
          let name = "\(rehearsal.id) \(locale) turn \(call.patient.next) \(word)"
          faults += try Blunder(call, turn: call.patient.next, wrong: word, name: name).faults
        }
      }
      try call.answer(event.event)
    }
    return faults
  }

  /// Everything that can be answered and is not accepted, the gate's own judgement aside: what is
  /// typed there is typed as it was said.
  private static func wrongAnswers(_ call: Rehearsing) -> [String] {
    let raised = Interrupt.allCases.map { "/" + $0.rawValue }.filter(call.run.allows)
    return (call.run.possibleAnswers + raised).filter { !call.patient.expected.contains($0) }
  }
}

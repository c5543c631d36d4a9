import Foundation
import Testing

@testable import RecallDomain

@Suite("Who is unscheduled, and whether anything happens next")
struct UnscheduledTests {
  private let now = at("2026-11-24 14:05")

  private func entry(_ change: (inout Candidate) -> Void = { _ in }) throws -> Unscheduled {
    let candidate = candidate(change)
    let list = Worklist(rules: CallRules(policy: clinic()), scripts: ["overdue"], caller: nil)
    return try #require(
      Unscheduled(candidate, list.item(candidate, at: now), today: day("2026-11-24"), now: now))
  }

  @Test("who can be called needs no decision")
  func ready() throws {
    let ready = try entry()
    #expect(ready.isReady && !ready.needsDecision)
  }

  @Test("who waits for a number that nobody was asked to find needs one, until records have it")
  func unasked() throws {
    let unasked = try entry { $0.patient.phones = [] }
    #expect(unasked.isUnasked && unasked.needsDecision)
    let asked = try entry {
      $0.patient.phones = []
      $0.items = [item(.records)]
    }
    #expect(!asked.isUnasked && !asked.needsDecision)
    let closed = try entry {
      $0.patient.phones = []
      $0.items = [item(.records, .closed)]
    }
    #expect(closed.needsDecision)
  }

  @Test("decisions, calls that can be made and the rest add up")
  func tally() throws {
    var tally = UnscheduledTally()
    tally.count(try entry())
    tally.count(try entry { $0.patient.phones = [] })
    #expect(tally.ready == 1 && tally.decisions == 1 && tally.others == 0 && tally.count == 2)
  }
}

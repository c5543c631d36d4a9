import Foundation
import RecallDomain
import Testing

@Suite("How long words are kept")
struct RetentionTests {
  private func day(_ text: String) -> CivilDate { CivilDate(iso: text)! }

  @Test(
    "months are counted by the calendar, to the last day of a shorter one",
    arguments: [
      ("2026-11-24", -72, "2020-11-24"), ("2024-02-29", -12, "2023-02-28"),
      ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
      ("2026-12-31", 2, "2027-02-28"), ("2026-05-31", 0, "2026-05-31"),
    ])
  func months(_ from: String, _ months: Int, _ to: String) {
    #expect(day(from).adding(months: months) == day(to))
  }

  @Test("what a clinic does not name is kept for good; what is short is told")
  func kept() {
    var policy = RetentionPolicy()
    #expect(policy.keptSince(.notes, on: day("2026-11-24")) == nil && policy.short.isEmpty)
    policy.months = [.notes: 120, .messages: 18, .queues: 72]
    #expect(policy.keptSince(.notes, on: day("2026-11-24")) == day("2016-11-24"))
    #expect(policy.keptSince(.calls, on: day("2026-11-24")) == nil)
    #expect(policy.short == [.messages])
    #expect(RetentionPolicy.ofAge(on: day("2016-11-24")) == day("1998-11-24"))
  }
}

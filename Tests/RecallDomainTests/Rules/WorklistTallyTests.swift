import Foundation
import Testing

@testable import RecallDomain

@Suite("The list in counts and in sittings")
struct WorklistTallyTests {
  let now = at("2026-11-24 14:05")

  @Test("counts by segment and by reason, with the first instant of each")
  func counts() {
    let list = Worklist(
      rules: CallRules(policy: clinic()), scripts: ["overdue"], caller: nil)
    var tally = WorklistTally()
    let candidates = [
      candidate(), candidate(), candidate { $0.entry.due = day("2026-12-03") },
      candidate { $0.entry.due = day("2026-12-01") },
      candidate { $0.patient.phones = [] },
    ]
    for candidate in candidates { tally.count(list.item(candidate, at: now)) }
    #expect(tally.callable == 2)
    #expect(tally.callableBySegment == ["overdue": 2])
    #expect(tally.allLeftOut == 3)
    #expect(tally.reasons.map(\.reason) == [.notYetDue, .noNumber])
    #expect(tally.reasons.map(\.leftOut.count) == [2, 1])
    #expect(wall(tally.next) == "2026-12-01 09:00")
    #expect(tally.leftOut[.noNumber]?.earliest == nil)
  }

  @Test("each segment has sittings of its own, so many patients in each")
  func sittings() {
    var sittings = Sittings(ListPolicy(sitting: 2))
    #expect((0..<5).map { _ in sittings.next(in: "a") } == [1, 1, 2, 2, 3])
    #expect(sittings.next(in: "b") == 1)
    #expect([0, 1, 2, 3].map(sittings.count(of:)) == [0, 1, 1, 2])
  }

  @Test("a skip's reason is a number, a name, a prefix, or words of one's own")
  func skip() {
    #expect(SkipReason.read("") == nil)
    #expect(SkipReason.read("1") == "know-them")
    #expect(SkipReason.read("9") == nil)
    #expect(SkipReason.read("no-t") == "no-time")
    #expect(SkipReason.read("the line is noisy") == "the line is noisy")
    #expect(SkipReason.read("no") == "no", "two begin so: the words stand as they are")
  }
}

import Foundation
import Testing

@testable import RecallDomain

@Suite("A segment's own rules")
struct SegmentRulesTests {
  let policy = clinic {
    $0.calling.closed = [day("2026-11-27")]
    var evenings = $0.calling
    evenings.weekday = window("16:00-20:00")
    $0.segments["evenings"] = SegmentPolicy(
      script: "evenings", cadence: [CadenceStep(.call(.best)), CadenceStep(.close, afterDays: 2)],
      limits: ContactLimits(contactsPerDay: 2, contactsPerWeek: 2), calling: evenings)
  }

  func judge(_ segment: String, _ now: String, _ attempts: [AttemptSummary] = []) -> Callability {
    CallRules(policy: policy).judge(
      candidate {
        $0.entry.segment = segment
        $0.attempts = attempts
      }, at: at(now), caller: nil, scripts: ["overdue", "evenings"])
  }

  @Test("hours, cadence and limits are the segment's own")
  func own() {
    #expect(judge("overdue", "2026-11-24 10:00") == .callable(number: "+16175550175"))
    #expect(
      judge("evenings", "2026-11-24 10:00")
        == .excluded(.outsideHours, until: at("2026-11-24 16:00")))
    #expect(
      judge("overdue", "2026-11-24 19:30")
        == .excluded(.outsideHours, until: at("2026-11-25 09:00")))
    #expect(judge("evenings", "2026-11-24 19:30") == .callable(number: "+16175550175"))
    let once = [attempt("2026-11-23 17:00", .rangOut)]
    #expect(
      judge("evenings", "2026-11-24 17:00", once) == .excluded(.attemptsExhausted, until: nil))
  }

  @Test("a day that the clinic closes is closed for every segment")
  func closed() {
    #expect(
      judge("overdue", "2026-11-27 10:00")
        == .excluded(.outsideHours, until: at("2026-11-28 10:00")))
    #expect(
      judge("evenings", "2026-11-27 17:00")
        == .excluded(.outsideHours, until: at("2026-11-28 10:00")))
  }

  @Test("a contact for another recall of the same patient counts")
  func otherRecall() {
    let rules = CallRules(policy: policy)
    let called = candidate { $0.otherContacts = [at("2026-11-24 09:30")] }
    #expect(
      rules.judge(called, at: at("2026-11-24 10:00"), caller: nil, scripts: ["overdue"])
        == .excluded(.capReached, until: at("2026-11-25 09:00")))
  }
}

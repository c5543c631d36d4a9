import Foundation
import Testing

@testable import RecallDomain

@Suite("A clinic that wants a rehearsal passed before live calls")
struct PracticeFirstTests {
  private let now = at("2026-11-24 14:05")
  private let ana = StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: ["en", "es"])

  private func verdict(
    _ passed: [(String, String)], language: String?, caller: StaffMember? = nil
  ) -> Callability {
    let passes = Set(passed.map { PracticePass(script: $0.0, locale: $0.1) })
    return CallRules(policy: clinic(), passes: .known(passes)).judge(
      candidate { $0.patient.language = language }, at: now, caller: caller ?? ana,
      scripts: ["overdue"])
  }

  private let callable = Callability.callable(number: "+16175550175")
  private let kept = Callability.excluded(.notPractised, until: nil)

  @Test("a pass counts for its script, in its language")
  func covers() {
    #expect(verdict([], language: "en") == kept)
    #expect(verdict([("overdue", "en")], language: "en") == callable)
    #expect(verdict([("overdue", "es-MX")], language: "es") == callable)
    #expect(verdict([("overdue", "en")], language: "es") == kept)
    #expect(verdict([("results", "en")], language: "en") == kept)
  }

  @Test("what counts is the language that the call begins in")
  func language() {
    let english = StaffMember(id: "ann", name: "Ann", roles: [.caller], languages: ["en"])
    let passed = [("overdue", "en")]
    // Unknown, not offered, or not the caller's: the source language, with the bridge phrase.
    #expect(verdict(passed, language: nil) == callable)
    #expect(verdict(passed, language: "vi") == callable)
    #expect(verdict(passed, language: "es", caller: english) == callable)
    #expect(verdict(passed, language: "es") == kept)
  }

  @Test("nothing is wanted of nobody in particular, nor where the clinic wants nothing")
  func nobody() {
    let rules = CallRules(policy: clinic(), passes: .known([]))
    #expect(rules.judge(candidate(), at: now, caller: nil, scripts: ["overdue"]) == callable)
    let free = CallRules(policy: clinic())
    #expect(free.judge(candidate(), at: now, caller: ana, scripts: ["overdue"]) == callable)
  }

  @Test("while the results cannot be read nothing counts as passed")
  func unreadable() {
    let rules = CallRules(policy: clinic(), passes: .unreadable)
    #expect(rules.judge(candidate(), at: now, caller: ana, scripts: ["overdue"]) == kept)
  }

  @Test("a whole lane is told of at once, as each of its entries is judged")
  func lanes() {
    let passes = PracticePasses.known([PracticePass(script: "overdue", locale: "en")])
    let rules = CallRules(policy: clinic(), passes: passes)
    let opens = rules.opening(for: ana, at: now, scripts: ["overdue"])
    for language in ["en", "es", "es-MX", "vi", nil] {
      let lane = opens(LaneFacts(segment: "overdue", language: language, hours: nil))
      let entry = rules.judge(
        candidate { $0.patient.language = language }, at: now, caller: ana, scripts: ["overdue"])
      #expect((lane == .keptBack(.notPractised)) == (entry == kept), "\(language ?? "-")")
    }
  }

  @Test("what must be known first is said first, and a lead may set this aside")
  func order() {
    let rules = CallRules(policy: clinic(), passes: .known([]))
    let reasons: [(ExclusionReason, (inout Candidate) -> Void)] = [
      (.doNotContact, { $0.patient.permissions.doNotContact = true }),
      (.noNumber, { $0.patient.phones = [] }),
      (.notPractised, { $0.entry.due = day("2026-12-01") }),
    ]
    for (reason, change) in reasons {
      let verdict = rules.judge(candidate(change), at: now, caller: ana, scripts: ["overdue"])
      #expect(verdict == .excluded(reason, until: nil))
    }
    #expect(ExclusionReason.notPractised.mayBeOverridden)
    #expect(rules.judgeOverriding(candidate(), at: now, scripts: ["overdue"]) == callable)
  }
}

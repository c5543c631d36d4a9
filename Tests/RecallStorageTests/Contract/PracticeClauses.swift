import Foundation
import RecallDomain
import Testing

/// A practice call as a store keeps it.
enum Practised {
  static func call(
    _ id: String = "a", by staff: String = "ana", script: String = "missed-visit",
    locale: String = "en", minutes: Double = 0, passed: Bool = true, identified: Bool = true
  ) -> PracticeResult {
    let identity = identified ? ["identity": PracticeResult.Count(reached: 1, possible: 1)] : [:]
    return PracticeResult(
      id: id, staff: staff, name: "Ana Núñez", kind: .rehearsal, rehearsal: "as-planned",
      script: script, segment: script, locale: locale, level: "easy",
      started: Clinic.minutes(minutes), ended: Clinic.minutes(minutes + 3), finished: true,
      asExpected: passed,
      parts: identity.merging(["responses": PracticeResult.Count(reached: 5, possible: 6)]) { $1 },
      ways: ["opening · patient", "/busy"], passed: passed)
  }
}

/// What stays of practice calls.
extension StoreContract {
  static let practice: [StoreClause] = [
    StoreClause("practice results come back whole, the oldest first, from an instant on") {
      bench throws in
      var bare = PracticeResult(
        id: "c", staff: "ben", name: "Ben", kind: .free, script: "result-review", locale: "es-MX",
        started: Clinic.now.addingTimeInterval(7.123456), ended: Clinic.minutes(1))
      bare.kind = .warmUp
      let kept = [Practised.call(), bare, Practised.call("b", minutes: 9, passed: false)]
      for result in [kept[2], kept[0], kept[1]] { try bench.store.keepPractice(result) }
      #expect(try bench.store.practice(since: nil) == kept)
      #expect(try bench.another().practice(since: Clinic.minutes(9)) == [kept[2]])
      #expect(try bench.store.practice(since: Clinic.minutes(10)).isEmpty)
    },
    StoreClause("keeping the same result again changes nothing") { bench throws in
      try bench.store.keepPractice(Practised.call())
      try bench.another().keepPractice(Practised.call(passed: false))
      #expect(try bench.store.practice(since: nil) == [Practised.call()])
    },
    StoreClause("what somebody has passed: by script and language, their own, ever") {
      bench throws in
      for result in [
        Practised.call("a"), Practised.call("b", locale: "es-MX"), Practised.call("c"),
        Practised.call("d", script: "result-review", passed: false),
        Practised.call("e", by: "ben", script: "result-review"),
        // Nobody answered, so nobody was identified.
        Practised.call("f", script: "recurring-therapy", identified: false),
      ] { try bench.store.keepPractice(result) }
      #expect(
        try bench.store.practicePasses(of: "ana") == [
          PracticePass(script: "missed-visit", locale: "en"),
          PracticePass(script: "missed-visit", locale: "es"),
        ])
      #expect(try bench.store.practicePasses(of: "zoe").isEmpty)
    },
    StoreClause("a lane that the caller has not practised is passed by, without a look at each") {
      bench throws in
      for number in 1...40 {
        let segment = number == 40 ? "overdue-follow-up" : "missed-visit"
        try bench.bring(
          Clinic.row("r\(number)", of: Clinic.patient("p\(number)"), segment: segment))
      }
      var looked = 0
      let judge = { (candidate: Candidate) -> Callability in
        looked += 1
        return candidate.entry.segment == "missed-visit"
          ? .excluded(.notPractised, until: nil) : Clinic.anyone(candidate)
      }
      #expect(recall(try bench.next(judge: judge)) == "r40")
      #expect(looked == 2)
      let other = try bench.next("ben", judge: judge)
      guard case .nobody(let nobody) = other else { throw Unexpected() }
      #expect(nobody.blocked[.notPractised] == 39)
      // Nothing was written of them: whoever has practised takes them at once.
      #expect(recall(try bench.next("eva")) != nil)
      let answer = try bench.store.claim(
        RecallID("r7"), by: "zoe", at: Clinic.now, lease: Clinic.lease, judge: judge)
      guard case .refused(.notPractised, until: nil) = answer else { throw Unexpected() }
    },
    StoreClause("a result of nobody, or without an id, is refused") { bench throws in
      #expect(throws: StoreFailure.self) { try bench.store.keepPractice(Practised.call("")) }
      #expect(throws: StoreFailure.self) {
        try bench.store.keepPractice(Practised.call(by: ""))
      }
      #expect(try bench.store.practice(since: nil).isEmpty)
    },
  ]
}

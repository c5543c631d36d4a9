import Foundation
import RecallDomain
import Testing

/// Lines that callers mark as hard to say.
extension StoreContract {
  static let stumbles: [StoreClause] = [
    StoreClause("a marked line comes in with its answer, once, with the edition of its call") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let mark = Clinic.stumble(2)
      for _ in 1...2 {
        _ = try bench.store.append(
          Clinic.entry(2, "stumbled"), effects: [.stumble(mark)], under: ticket, at: Clinic.now)
      }
      var kept = mark
      kept.edition = "sha256:a"
      #expect(try bench.store.stumbles(in: nil) == [kept])
      #expect(try bench.store.stumbles(in: "overdue-follow-up") == [kept])
      #expect(try bench.store.stumbles(in: "missed-visit").isEmpty)
      var subjects: [String?] = []
      try bench.store.eachEntry(TrailQuery(act: "line-marked")) { subjects.append($0.subject) }
      #expect(subjects == ["overdue-follow-up opening.greeting en"])
    },
    StoreClause("marks stand in the order in which they were made") { bench throws in
      try bench.bring(1)
      var (ticket, _) = try bench.call()
      for seq in 2...4 {
        ticket = try bench.store.append(
          Clinic.entry(seq, "stumbled"),
          effects: [.stumble(Clinic.stumble(seq, at: Clinic.minutes(Double(seq))))],
          under: ticket, at: Clinic.now)
      }
      #expect(try bench.store.stumbles(in: nil).map(\.id) == ["c1/2", "c1/3", "c1/4"])
    },
    StoreClause("what comes too late is kept for review with its answer, and marks no line") {
      bench throws in
      try bench.bring(1)
      let (old, _) = try bench.call()
      _ = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      #expect(throws: StoreFailure.stale) {
        try bench.store.append(
          Clinic.entry(2, "stumbled"), effects: [.stumble(Clinic.stumble(2))], under: old,
          at: Clinic.minutes(17))
      }
      #expect(try bench.store.stumbles(in: nil).isEmpty)
    },
  ]
}

extension Clinic {
  static func stumble(
    _ seq: Int, of call: String = "c1", words: String = "too long", by who: String = "ana",
    at: Date = now
  ) -> Stumble {
    Stumble(
      id: "\(call)/\(seq)", call: CallID(call), script: "overdue-follow-up", node: "opening",
      line: "opening.greeting", locale: "en", said: "Good morning, {caller} here.", words: words,
      who: who, at: at)
  }
}

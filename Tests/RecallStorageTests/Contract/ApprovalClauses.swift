import Foundation
import RecallDomain
import Testing

/// Approvals, the content they were given for, and who knows which edition.
extension StoreContract {
  private static func approval(
    _ words: [String: String] = ["en": "b"], edition: String? = "sha256:a", by: String = "lee",
    at: Date = Clinic.now
  ) -> RecordedApproval {
    RecordedApproval(
      script: "overdue-follow-up", structure: "sha256:s", policy: "sha256:p", words: words,
      edition: edition, by: by, at: at)
  }

  static let approvals: [StoreClause] = [
    StoreClause("an approval comes back whole, in the order given, with its content") {
      bench throws in
      let given = [
        approval(), approval(["es": "c"], by: "mar", at: Clinic.minutes(1)),
        approval(edition: nil, at: Clinic.minutes(2)),
      ]
      for one in given { try bench.store.recordApproval(one) }
      #expect(try bench.store.approvals(of: "overdue-follow-up") == given)
      #expect(try bench.store.approvals(of: "missed-visit").isEmpty)
      #expect(try bench.store.edition(hash: "sha256:a") == Data([1, 2, 3]))
    },
    StoreClause("repeating an approval adds nothing; approving the same again later does") {
      bench throws in
      for _ in 1...2 { try bench.store.recordApproval(approval()) }
      #expect(try bench.store.approvals(of: "overdue-follow-up").count == 1)
      try bench.store.recordApproval(approval(at: Clinic.minutes(5)))
      #expect(try bench.store.approvals(of: "overdue-follow-up").count == 2)
      #expect(try bench.store.latestInstant() == Clinic.minutes(5))
    },
    StoreClause("an approval of content that is not kept is refused") { bench throws in
      #expect(throws: StoreFailure.self) {
        try bench.store.recordApproval(approval(edition: "sha256:none"))
      }
      #expect(try bench.store.approvals(of: "overdue-follow-up").isEmpty)
    },
    StoreClause("each caller knows one edition of a script, the last they were told of") {
      bench throws in
      let store = bench.store
      try store.saveEdition(hash: "sha256:b", compiled: Data([4]))
      #expect(try store.knownEdition(of: "visit", to: "ana") == nil)
      try store.becomeKnown("sha256:a", of: "visit", to: "ana", at: Clinic.now)
      try store.becomeKnown("sha256:a", of: "visit", to: "ben", at: Clinic.now)
      try store.becomeKnown("sha256:b", of: "visit", to: "ana", at: Clinic.minutes(1))
      #expect(try store.knownEdition(of: "visit", to: "ana") == "sha256:b")
      #expect(try store.knownEdition(of: "visit", to: "ben") == "sha256:a")
      #expect(try store.knownEdition(of: "other", to: "ana") == nil)
      #expect(try bench.another().knownEdition(of: "visit", to: "ana") == "sha256:b")
    },
  ]
}

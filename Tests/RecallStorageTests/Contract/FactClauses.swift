import Foundation
import RecallDomain
import Testing

/// What a fact on record ends, and what its correction gives back.
extension StoreContract {
  static let facts: [StoreClause] = [
    StoreClause("a death on record closes the recalls, which the list still names with the reason")
    {
      bench throws in
      var rosa = Clinic.patient("p1")
      try bench.bringList(Clinic.row("r1", of: rosa), Clinic.row("r2", of: rosa, priority: 4))
      rosa.deceased = true
      try bench.bringList(Clinic.row("r1", of: rosa))
      try bench.endByFacts()
      for recall in ["r1", "r2"] {
        let entry = try #require(try bench.store.candidate(RecallID(recall))?.entry)
        #expect(entry.state == .closed && entry.stoodAs == .open)
      }
      #expect(try bench.listed() == ["r1", "r2"])
      #expect(try bench.tally()[.deceased] == 2)
      #expect(isNobody(try bench.next()))
      try bench.endByFacts()
      #expect(try bench.tally()[.deceased] == 2)
    },
    StoreClause("a recall that comes in for somebody who has died or left is closed as it comes") {
      bench throws in
      var dead = Clinic.patient("p1")
      dead.deceased = true
      var left = Clinic.patient("p2")
      left.inactive = true
      var opted = Clinic.patient("p3")
      opted.permissions.doNotContact = true
      try bench.bringList(
        Clinic.row("r1", of: dead), Clinic.row("r2", of: left), Clinic.row("r3", of: opted))
      try bench.endByFacts()
      #expect(try bench.tally() == [.deceased: 1, .inactive: 1, .doNotContact: 1])
      // The same file again changes nothing, and a new date is the same recall's.
      try bench.bringList(Clinic.row("r1", of: dead, due: "2027-01-05"))
      try bench.endByFacts()
      #expect(try bench.listed() == ["r1", "r2", "r3"])
    },
    StoreClause("a mistaken death mark that is corrected gives back all that stood, with a trace") {
      bench throws in
      var rosa = Clinic.patient("p1")
      try bench.bringList(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      let window = CallbackWindow(date: Clinic.today.adding(days: 2), moment: .part(.morning))
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.callbackRequested, .atTime)!,
          next: NextAction(kind: .call, owner: "ana", at: Clinic.minutes(2880)), callback: window),
        under: ticket, at: Clinic.now)
      let before = try #require(try bench.store.candidate(RecallID("r1"))?.entry)
      rosa.deceased = true
      try bench.bringList(Clinic.row("r1", of: rosa))
      try bench.endByFacts()
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .closed)
      rosa.deceased = false
      try bench.bringList(Clinic.row("r1", of: rosa))
      #expect(try bench.store.candidate(RecallID("r1"))?.entry == before)
      #expect(recall(try bench.next("ben", at: Clinic.minutes(2880))) == "r1")
    },
    StoreClause("who opted out in a call stays opted out, whatever an import corrects") {
      bench throws in
      var rosa = Clinic.patient("p1")
      try bench.bringList(Clinic.row("r1", of: rosa), Clinic.row("r2", of: rosa, priority: 4))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.declined, .doNotContact)!, state: .closed,
          next: NextAction(kind: .none), writes: [.doNotContact(rosa.id)]),
        under: ticket, at: Clinic.now)
      try bench.store.endByFacts(of: rosa.id, at: Clinic.now) {
        Clinic.rules.overtaken($0, at: Clinic.now)
      }
      #expect(try bench.store.candidate(RecallID("r2"))?.entry.state == .closed)
      rosa.permissions.doNotContact = true
      try bench.bringList(Clinic.row("r1", of: rosa))
      rosa.permissions.doNotContact = false
      try bench.bringList(Clinic.row("r1", of: rosa))
      for recall in ["r1", "r2"] {
        #expect(try bench.store.candidate(RecallID(recall))?.entry.state == .closed)
      }
    },
    StoreClause("a sensitive recall goes to the clinical team, also when nobody ever called") {
      bench throws in
      var rosa = Clinic.patient("p1")
      rosa.sensitive = true
      rosa.permissions.doNotContact = true
      try bench.bringList(Clinic.row("r1", of: rosa))
      try bench.endByFacts()
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .review)
      let items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.recall) == [RecallID("r1")] && items[0].call == nil)
      rosa.permissions.doNotContact = false
      try bench.bringList(Clinic.row("r1", of: rosa))
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .open)
      #expect(try bench.store.candidate(RecallID("r1"))?.items == [])
      #expect(recall(try bench.next()) == "r1")
    },
    StoreClause("one in a caller's hands is ended when they have finished") { bench throws in
      var rosa = Clinic.patient("p1")
      try bench.bringList(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      rosa.deceased = true
      try bench.bringList(Clinic.row("r1", of: rosa))
      try bench.endByFacts()
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .open)
      try bench.store.close(Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      #expect(isNobody(try bench.next("ben", at: Clinic.minutes(2880))))
      try bench.endByFacts()
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .closed)
    },
    StoreClause("a recall on hold stands in the clinical queue before any call, and once") {
      bench throws in
      let row = Clinic.row("r1", of: Clinic.patient("p1"))
      for _ in 1...2 {
        _ = try bench.store.importList(
          ImportBatch(source: "test", rows: [row]), at: Clinic.now, hours: nil,
          judge: { _ in .excluded(.clinicalReview, until: nil) })
        try bench.endByFacts(Clinic.onHold)
      }
      let items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.recall) == [RecallID("r1")] && items.first?.call == nil)
      #expect(items.first?.due != nil)
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .review)
      #expect(isNobody(try bench.next()))
    },
    StoreClause("a death that was only told ends nothing, and is looked at without end") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.escalated, .deceased)!, state: .review,
          next: NextAction(kind: .review), heldForDeath: true),
        under: ticket, at: Clinic.now)
      try bench.endByFacts()
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .review)
    },
  ]
}

extension Clinic {
  static let rules = BetweenCalls(
    policy: {
      var policy = ClinicPolicy(name: "Lakeside")
      policy.segments = ["overdue-follow-up": SegmentPolicy(script: "overdue-follow-up")]
      return policy
    }())

  static let onHold: BetweenCalls = {
    var policy = rules.rules.policy
    policy.segments["overdue-follow-up"]?.clinicalReview = .hold
    return BetweenCalls(policy: policy)
  }()
}

extension StoreBench {
  /// As `recall import` brings a list in.
  func bringList(_ rows: ImportRow...) throws {
    _ = try store.importList(
      ImportBatch(source: "test", rows: rows), at: Clinic.now, hours: nil,
      judge: Self.judge)
  }

  private static func judge(_ candidate: Candidate) -> Callability {
    candidate.patient.inactive ? .excluded(.inactive, until: nil) : Clinic.anyone(candidate)
  }

  func endByFacts(_ rules: BetweenCalls = Clinic.rules) throws {
    var last: RecallID?
    repeat {
      last = try store.endByFacts(after: last, at: Clinic.now) {
        rules.overtaken($0, at: Clinic.now)
      }
    } while last != nil
  }

  func listed() throws -> [String] {
    var ids: [String] = []
    try store.eachCandidate(segment: nil, at: Clinic.now) { ids.append($0.entry.id.rawValue) }
    return ids.sorted()
  }

  func tally() throws -> [ExclusionReason: Int] {
    try store.tally(segment: nil, at: Clinic.now) { _ in .from(Clinic.now) }
      .leftOut.mapValues(\.count)
  }
}

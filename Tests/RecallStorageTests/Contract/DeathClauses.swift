import Foundation
import RecallDomain
import Testing

/// A call was told that the patient has died: records finds out, and nobody else settles it.
extension StoreContract {
  static let deaths: [StoreClause] = [
    StoreClause("records finds that the patient lives, and they are called again") {
      bench throws in
      try bench.bring(1)
      try bench.toldOfDeath()
      _ = try bench.act(.answer(.callAgain, words: "Another person."), by: "max")
      let found = try bench.store.candidate(RecallID("r1"))
      #expect(found?.heldForDeath == false && found?.patient.deceased == false)
      #expect(found?.entry.state == .open)
    },
    StoreClause("records confirms the death, and every recall of the patient ends") {
      bench throws in
      let rosa = Clinic.patient("p1")
      try bench.bringList(Clinic.row("a", of: rosa), Clinic.row("b", of: rosa))
      try bench.toldOfDeath()
      let confirmed = try bench.act(.answer(.close, words: "In March."), by: "max")
      #expect(confirmed?.state == .closed)
      try bench.endByFacts()
      for recall in ["a", "b"] {
        let found = try #require(try bench.store.candidate(RecallID(recall)))
        #expect(found.patient.deceased && !found.heldForDeath && found.entry.state == .closed)
      }
      #expect(isNobody(try bench.next(at: Clinic.minutes(60 * 24 * 30))))
    },
    StoreClause("handed to another team it comes back to records, who alone settle it") {
      bench throws in
      try bench.bring(1)
      try bench.toldOfDeath()
      _ = try bench.act(.handOn(to: .clinical, words: "Was there a letter?"), by: "max")
      #expect(try bench.store.queueItems(.records).isEmpty)
      _ = try bench.act(.answer(.callAgain, words: "None here."), by: "kim")
      let asked = try bench.store.queueItems(.records).filter(\.isWaiting)
      #expect(asked.count == 1)
      #expect(try bench.store.candidate(RecallID("r1"))?.heldForDeath == true)
      #expect(isNobody(try bench.next(at: Clinic.minutes(60 * 24 * 30))))
      let item = try #require(asked.first?.id.rawValue)
      _ = try bench.act(.answer(.close, words: "Confirmed."), by: "max", item: item)
      let found = try bench.store.candidate(RecallID("r1"))
      #expect(found?.entry.state == .closed && found?.heldForDeath == false)
    },
    StoreClause("another team's own answer leaves the question with records as it is") {
      bench throws in
      try bench.bring(1)
      try bench.toldOfDeath(also: .clinical)
      _ = try bench.act(.answer(.close, words: "No test is due."), by: "kim", item: "i2")
      let found = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(found.heldForDeath && found.entry.state == .review)
      #expect(try bench.store.queueItems(.records).filter(\.isWaiting).count == 1)
    },
    StoreClause("an import that takes a confirmed death back calls nobody: records is asked again")
    {
      bench throws in
      let alive = Clinic.row("r1", of: Clinic.patient("p1"))
      try bench.bringList(alive)
      try bench.toldOfDeath()
      _ = try bench.act(.answer(.close, words: "In March."), by: "max")
      try bench.bringList(alive)
      #expect(isNobody(try bench.next(at: Clinic.minutes(60))))
      _ = try bench.store.endDue(
        at: Clinic.minutes(60), overtaken: { Clinic.rules.overtaken($0, at: Clinic.minutes(60)) },
        judge: Clinic.anyone)
      let found = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(found.heldForDeath && found.entry.state == .review)
      #expect(try bench.store.queueItems(.records).filter(\.isWaiting).count == 1)
    },
  ]
}

extension StoreBench {
  /// The first of the list is called; whoever answers says that the patient has died.
  fileprivate func toldOfDeath(also other: QueueName? = nil) throws {
    let (ticket, number) = try call()
    var writes: [CallWrite] = [.openItem(Clinic.item("i1", under: ticket, .records))]
    if let other { writes.append(.openItem(Clinic.item("i2", under: ticket, other))) }
    try store.close(
      Clinic.closing(
        ticket, number: number, ending: Ending(.escalated, .deceased)!, state: .review,
        next: NextAction(kind: .review, owner: "records"), heldForDeath: true, writes: writes),
      under: ticket, at: Clinic.now)
  }
}

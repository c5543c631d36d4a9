import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// One person erased on request: nothing leads to them afterwards, and what counts stays right.
extension ErasureContract {
  static let persons: [StoreClause] = [
    StoreClause("one person goes on request: words, name, numbers; figures stay; again: nothing") {
      bench throws in
      let work = try ErasedWork(bench)
      let before = try work.whatCounts(withNumbers: false)
      let held = try #require(try bench.store.personHeld(PatientID("p1")))
      #expect(held.obstacles.isEmpty && !held.isErased && held.numbers == 1 && held.calls == 1)
      #expect(held.words == work.rows)
      for _ in 1...2 {
        try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      }
      #expect(try work.rowsWithWords() == [])
      #expect(try work.whatCounts(withNumbers: false) == before)
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.patient.fullName.trimmingCharacters(in: .whitespaces).isEmpty)
      #expect(candidate.patient.phones.isEmpty && candidate.patient.dateOfBirth == nil)
      #expect(try bench.store.personHeld(PatientID("p1"))?.isErased == true)
      #expect(try bench.store.personHeld(PatientID("p9")) == nil)
    },
    StoreClause(
      "a list that brings an erased person again brings nothing, under another id silence"
    ) {
      bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let later = work.act.at
      let same = Clinic.row("r1", of: Clinic.patient("p1"), due: "2037-11-12")
      #expect(try bench.bring(same, at: later) == [.unchanged])
      let other = Clinic.row("r7", of: Clinic.patient("p7", numbers: [number]), due: "2037-11-12")
      #expect(try bench.bring(other, at: later) == [.added])
      let phones = try #require(try bench.store.candidate(RecallID("r7"))).patient.phones
      #expect(phones.map(\.status) == [.silenced])
      // A number that is new on record of somebody known is silent too.
      try bench.bring(Clinic.row("r8", of: Clinic.patient("p8", numbers: ["+16175559999"])))
      try bench.bring(
        Clinic.row("r8", of: Clinic.patient("p8", numbers: ["+16175559999", number])), at: later)
      let both = try #require(try bench.store.candidate(RecallID("r8"))).patient.phones
      #expect(both.map(\.status) == [.good, .silenced])
    },
    StoreClause("what a computer still kept of an erased person comes in without a word") {
      bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let word = ErasedWork.canary
      let old = ClaimTicket(
        claim: "old", recall: RecallID("r1"), patient: PatientID("p1"), caller: "ana", token: 1,
        lastSeq: 1, call: CallID("c1"), key: .fresh())
      let writes: [CallWrite] = [
        .doNotContact(old.patient), .silence(number: number), .emergency(raised: true),
        .openItem(Clinic.item(word, under: old)),
        .reviseItem(QueueItemID("c1-clinical-2"), question: word, urgent: true, due: nil),
      ]
      var kept = KeptCall(ticket: old, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(2, payload: word), writes).awayFromTheStore)
      var closing = Clinic.closing(kept.reached, number: number, note: word)
      closing.numberStatus = .silenced
      kept.keep(KeptAct.close(closing).awayFromTheStore)
      for _ in 1...2 {
        let answer = try bench.store.replay(kept, at: work.act.at) { why in
          #expect(why == .erased)
          return nil
        }
        guard case .setAside(.erased) = answer else { throw Unexpected() }
      }
      #expect(throws: StoreFailure.setAside(.erased)) {
        _ = try bench.store.append(
          Clinic.entry(2, payload: word), effects: writes, under: old, at: work.act.at)
      }
      #expect(try work.rowsWithWords() == [])
      let beside = try bench.store.notesSetAside(of: old.patient)
      #expect(!beside.contains { $0.id == NoteID(word) })
      let silent = try #require(bench.store as? any SharedActs).read("test") { db in
        try db.int("SELECT count(*) FROM silenced WHERE number = ?", [number])
      }
      #expect(silent == 0)
    },
    StoreClause("the id stands in the trail for years, and leads to no person any more") {
      bench throws in
      let work = try ErasedWork(bench)
      let store = try #require(bench.store as? any SharedActs)
      let patient = PatientID("p1")
      try store.leaveTrace(
        of: .lookedUp, by: "ana", subject: nil, showing: [patient], at: Clinic.now)
      let known = try #require(try bench.store.candidate(RecallID("r1"))?.patient)
      try store.leaveTrace(of: .refused, by: "ana", subject: "p1", at: Clinic.now)
      try bench.store.erasePerson(patient, because: "asked for it", as: work.act)
      var told = 0
      try store.eachEntry(TrailQuery(patient: patient)) { _ in told += 1 }
      #expect(told >= 2)
      // Nothing that the store holds says who it was: neither beside the id, nor anywhere else.
      let names = [known.lastName, known.phones[0].number, "1961-03-04"]
      #expect(try work.tables(holding: names) == [])
    },
    StoreClause("a number that a household shares stays theirs") { bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2", numbers: [number])))
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let phones = try #require(try bench.store.candidate(RecallID("r2"))).patient.phones
      #expect(phones.map(\.number) == [number] && phones.map(\.status) == [.good])
    },
    StoreClause("who is in a call, owed an answer or written to is not erased under their hands") {
      bench throws in
      let work = try ErasedWork(bench)
      try work.run("UPDATE queue_item SET state = 'open'")
      try work.run("UPDATE outbox SET state = 'waiting'")
      try work.run("UPDATE opening SET looked_at = NULL, looked_at_by = NULL", asOwner: true)
      let patient = PatientID("p1")
      #expect(
        try bench.store.personHeld(patient)?.obstacles == [.items(1), .messages(1), .openings(1)])
      #expect(throws: StoreFailure.self) {
        try bench.store.erasePerson(patient, because: "asked for it", as: work.act)
      }
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "No answer.")
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2")))
      _ = try bench.call("c2", by: "ben")
      #expect(try bench.store.personHeld(PatientID("p2"))?.obstacles == [.call])
    },
  ]
}

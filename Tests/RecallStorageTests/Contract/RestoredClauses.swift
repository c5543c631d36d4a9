import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// A store that was brought back from a copy older than a call that goes on: nobody has told it, and
/// nothing of what the call says is lost for that.
extension StoreContract {
  static let restored: [StoreClause] = [
    StoreClause("an answer of a call that a copy does not know stands beside it, safety in force") {
      bench throws in
      try bench.bring(1)
      let lost = Self.lostTicket(seq: 4)
      var item = Clinic.item("c9-clinical-5", under: lost)
      item.urgent = true
      let effects: [CallWrite] = [
        .emergency(raised: true), .openItem(item), .doNotContact(lost.patient),
        .silence(number: "+16175550188"),
        .contact(
          .consent([.email], at: nil, allowed: false), of: lost.patient, number: 1,
          on: Clinic.today),
        .identityTry(lost.patient, on: Clinic.today),
      ]
      for _ in 1...2 {
        #expect(throws: StoreFailure.setAside(.restored)) {
          _ = try bench.store.append(
            Clinic.entry(5, payload: "it hurts"), effects: effects, under: lost, at: Clinic.now)
        }
      }
      let items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.urgent) == [true] && items.first?.call == nil)
      #expect(try bench.told("ben").count == 1)
      let candidate = try #require(try bench.store.candidate(lost.recall))
      #expect(candidate.patient.permissions.doNotContact)
      #expect(try bench.store.identityTries(lost.patient, on: Clinic.today) == 1)
      #expect(try bench.stalePayloads() == ["it hurts"])
    },
    StoreClause("an emergency alone is an alarm to the clinical team, until there are words") {
      bench throws in
      try bench.bring(1)
      let lost = Self.lostTicket(seq: 4)
      func say(_ seq: Int, _ effects: CallWrite...) throws {
        #expect(throws: StoreFailure.setAside(.restored)) {
          _ = try bench.store.append(
            Clinic.entry(seq), effects: effects, under: lost, at: Clinic.now)
        }
      }
      try say(5, .emergency(raised: true))
      var items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.urgent) == [true] && items.first?.question == nil)
      try say(6, .emergency(raised: false))
      #expect(try bench.store.queueItems(.clinical).isEmpty)
      try say(7, .emergency(raised: true))
      try say(8, .openItem(Clinic.item("c9-clinical-8", under: lost)))
      items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.id.rawValue) == ["c9-clinical-8-kept-1"])
    },
    StoreClause("words that follow an emergency which the copy has lost reach the team") {
      bench throws in
      try bench.bring(1)
      let lost = Self.lostTicket(seq: 5)
      let id = QueueItemID("c9-clinical-5")
      for (seq, words) in [(6, "chest pain"), (7, "Main Street 12")] {
        #expect(throws: StoreFailure.setAside(.restored)) {
          _ = try bench.store.append(
            Clinic.entry(seq),
            effects: [.reviseItem(id, question: words, urgent: true, due: Clinic.minutes(30))],
            under: lost, at: Clinic.now)
        }
      }
      let items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.question) == ["Main Street 12"] && items.first?.urgent == true)
    },
    StoreClause("every act of such a call is kept beside: note, beginning, withdrawal, parking") {
      bench throws in
      try bench.bring(1)
      let lost = Self.lostTicket(seq: 4)
      let closing = Clinic.closing(
        lost, number: "+16175550188", ending: Ending(.wrongNumber, .notKnown)!, note: "mine",
        numberStatus: .wrong)
      #expect(throws: StoreFailure.setAside(.restored)) {
        try bench.store.close(closing, under: lost, at: Clinic.now)
      }
      #expect(throws: StoreFailure.setAside(.restored)) {
        try bench.store.park(Clinic.entry(6, "parked"), under: lost, at: Clinic.now)
      }
      #expect(throws: StoreFailure.setAside(.restored)) {
        _ = try bench.store.withdrawCall(
          Clinic.entry(7, "withdrawn"), under: lost, at: Clinic.now)
      }
      let fresh = ClaimTicket(
        claim: "lost-too", recall: lost.recall, patient: lost.patient, caller: "ana", token: 1,
        lastSeq: 0, call: nil, key: .fresh())
      #expect(throws: StoreFailure.setAside(.restored)) {
        _ = try bench.store.beginCall(
          Clinic.beginning("c10", number: "+16175550188"), under: fresh, at: Clinic.now)
      }
      #expect(try bench.store.notesSetAside(of: lost.patient).map(\.id) == [NoteID("mine")])
      #expect(try bench.stalePayloads().count == 4)
      #expect(try bench.store.notes(NoteQuery()).isEmpty)
    },
    StoreClause("a claim that the copy knows as it was earlier is found to have gone back") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let ahead = ClaimTicket(
        claim: ticket.claim, recall: ticket.recall, patient: ticket.patient, caller: "ana",
        token: 1, lastSeq: 7, call: ticket.call, key: ticket.key)
      #expect(throws: StoreFailure.setAside(.restored)) {
        _ = try bench.store.append(Clinic.entry(8), effects: [], under: ahead, at: Clinic.now)
      }
      var kept = KeptCall(ticket: ahead, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(8), []).awayFromTheStore)
      for _ in 1...2 {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(1)) { _ in nil }
        guard case .setAside(.restored) = answer else { throw Unexpected() }
      }
    },
    StoreClause("what was kept for a call that the copy does not know is in force, and urgent") {
      bench throws in
      try bench.bring(1)
      let lost = Self.lostTicket(seq: 4)
      var kept = KeptCall(ticket: lost, since: Clinic.now)
      var item = Clinic.item("c9-clinical-5", under: lost)
      (item.urgent, item.question) = (true, nil)
      kept.keep(
        KeptAct.append(Clinic.entry(5), [.emergency(raised: true), .openItem(item)])
          .awayFromTheStore)
      kept.keep(
        KeptAct.append(
          Clinic.entry(6),
          [.reviseItem(item.id, question: "chest pain", urgent: true, due: nil)]
        ).awayFromTheStore)
      for minute in [1.0, 2.0] as [Double] {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(minute)) { _ in
          Clinic.item("both", under: lost, .supervisor)
        }
        guard case .setAside(.restored) = answer else { throw Unexpected() }
      }
      let items = try bench.store.queueItems(.clinical)
      #expect(items.map(\.question) == ["chest pain"] && items.first?.urgent == true)
      #expect(try bench.store.queueItems(.supervisor).count == 1)
    },
    StoreClause("of a patient that the copy does not know it is said that nobody can be asked") {
      bench throws in
      try bench.bring(1)
      var lost = Self.lostTicket(seq: 4)
      lost = ClaimTicket(
        claim: lost.claim, recall: RecallID("nobody"), patient: PatientID("nobody"),
        caller: "ana", token: 1, lastSeq: 4, call: lost.call, key: .fresh())
      let item = Clinic.item("c9-clinical-5", under: lost)
      #expect(throws: StoreFailure.setAside(.unknownPatient)) {
        _ = try bench.store.append(
          Clinic.entry(5, payload: "it hurts"), effects: [.openItem(item)], under: lost,
          at: Clinic.now)
      }
      var kept = KeptCall(ticket: lost, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(6), [.openItem(item)]).awayFromTheStore)
      for _ in 1...2 {
        let answer = try bench.store.replay(kept, at: Clinic.minutes(1)) { _ in
          Clinic.item("both", under: lost, .supervisor)
        }
        guard case .setAside(.unknownPatient) = answer else { throw Unexpected() }
      }
      #expect(try bench.stalePayloads().count == 2)
      #expect(try bench.store.queueItems(nil).isEmpty)
    },
    StoreClause("a number found wrong in a call that went on elsewhere is not dialled again") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      var kept = KeptCall(ticket: ticket, since: Clinic.now)
      let records = CallWrite.openItem(Clinic.item("i9", under: ticket, .records))
      kept.keep(
        KeptAct.close(
          Clinic.closing(
            ticket, number: number, ending: Ending(.wrongNumber, .notKnown)!, note: "mine",
            numberStatus: .wrong, writes: [records])
        ).awayFromTheStore)
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      try bench.store.close(
        Clinic.closing(taken.ticket, number: number, note: "theirs"), under: taken.ticket,
        at: Clinic.minutes(17))
      let answer = try bench.store.replay(kept, at: Clinic.minutes(30)) { _ in nil }
      guard case .setAside(.movedOn) = answer else { throw Unexpected() }
      let candidate = try #require(try bench.store.candidate(ticket.recall))
      #expect(candidate.patient.phones.map(\.status) == [.wrong])
      #expect(try bench.store.queueItems(.records).count == 1)
    },
    StoreClause("two consoles that say the same in the same place have said it twice") {
      bench throws in
      try bench.bring(1)
      let (old, _) = try bench.call()
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      _ = try bench.store.append(
        Clinic.entry(2), effects: [], under: taken.ticket, at: Clinic.minutes(17))
      #expect(throws: StoreFailure.stale) {
        _ = try bench.store.append(
          Clinic.entry(2), effects: [.doNotContact(old.patient)], under: old,
          at: Clinic.minutes(18))
      }
      #expect(try bench.stalePayloads().count == 1)
      let candidate = try #require(try bench.store.candidate(old.recall))
      #expect(candidate.patient.permissions.doNotContact)
    },
    StoreClause("a question of the console that was too late never hides behind the other's") {
      bench throws in
      try bench.bring(1)
      let (old, _) = try bench.call()
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ben", at: Clinic.minutes(16), lease: Clinic.lease, takeOver: true)
      _ = try bench.store.append(
        Clinic.entry(2, payload: "theirs"),
        effects: [.openItem(Clinic.item("c1-clinical-2", under: taken.ticket))],
        under: taken.ticket, at: Clinic.minutes(17))
      var item = Clinic.item("c1-clinical-2", under: old)
      (item.question, item.urgent) = ("It bleeds.", true)
      #expect(throws: StoreFailure.stale) {
        _ = try bench.store.append(
          Clinic.entry(2, payload: "mine"), effects: [.openItem(item)], under: old,
          at: Clinic.minutes(18))
      }
      let items = try bench.store.queueItems(.clinical)
      #expect(Set(items.map(\.question)) == ["¿Puedo comer antes?", "It bleeds."])
    },
  ]

  /// Of a claim that the store has lost.
  private static func lostTicket(seq: Int) -> ClaimTicket {
    ClaimTicket(
      claim: "lost", recall: RecallID("r1"), patient: PatientID("p1"), caller: "ana", token: 1,
      lastSeq: seq, call: CallID("c9"), key: .fresh())
  }
}

extension StoreBench {
  /// What one look shows a person, who then has seen it.
  func told(_ person: String, at now: Date = Clinic.now) throws -> [QueueAlert] {
    let news = try store.urgentNews(for: person)
    try store.urgentShown(news.map(\.item), to: person, at: now)
    return news
  }

  /// What is kept for review, in its order.
  func stalePayloads() throws -> [String] {
    let store = try #require(store as? any SharedActs)
    return try store.read("test") { db in
      try db.rows("SELECT payload FROM stale_entry ORDER BY seq, id").map {
        String(decoding: try Fields($0, of: "stale_entry").data("payload"), as: UTF8.self)
      }
    }
  }
}

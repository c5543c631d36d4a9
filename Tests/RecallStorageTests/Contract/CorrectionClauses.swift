import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// What is added to notes, and an outcome put in the place of another.
extension StoreContract {
  static let corrections: [StoreClause] = [
    StoreClause("words are added to a note with author and time, once each; the note stays") {
      bench throws in
      let note = try saved(bench)
      let before = try bench.store.notes(NoteQuery())
      let first = NoteAddition(
        id: "a1", note: note, author: "ana", at: Clinic.minutes(9), words: "the daughter drives")
      for _ in 1...2 { #expect(try bench.store.amend(first, at: Clinic.minutes(9)).number == 1) }
      let second = NoteAddition(
        id: "a2", note: note, author: "lee", at: Clinic.minutes(10), words: "see the chart")
      #expect(try bench.store.amend(second, at: Clinic.minutes(10)).number == 2)
      let additions = try bench.another().additions(to: note)
      #expect(additions.map(\.words) == ["the daughter drives", "see the chart"])
      #expect(additions.map(\.author) == ["ana", "lee"] && additions.map(\.number) == [1, 2])
      #expect(try bench.store.notes(NoteQuery()) == before)
      #expect(throws: StoreFailure.notFound) {
        var stray = first
        (stray.id, stray.note) = ("a3", NoteID("none"))
        try bench.store.amend(stray, at: Clinic.now)
      }
    },
    StoreClause("a corrected outcome is the one that counts; the note says what was saved") {
      bench throws in
      let note = try saved(bench, ending: Ending(.noAnswer, .rangOut)!)
      let window = CallbackWindow(date: Clinic.today.adding(days: 1), moment: .part(.afternoon))
      let at = Clinic.minutes(1500)
      let answer = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { before, _ in
        #expect(before.attempts.isEmpty && before.contactsByNumber.isEmpty)
        return correction(
          "k1", note, to: Ending(.callbackRequested, .atTime)!,
          AfterCallDecision(
            state: .open, next: NextAction(kind: .call, owner: "ana", at: at), callback: window))
      }
      guard case .corrected(let addition) = answer else { throw Unexpected() }
      #expect(addition.number == 1 && addition.change?.from == Ending(.noAnswer, .rangOut))
      let entry = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(entry.attempts.map(\.ending) == [Ending(.callbackRequested, .atTime)])
      #expect(entry.entry.callback == window && entry.entry.nextAt == at)
      #expect(try bench.store.notes(NoteQuery()).first?.ending == Ending(.noAnswer, .rangOut))
      #expect(recall(try bench.next(at: at)) == "r1")
    },
    StoreClause("a recall that a correction ends has ended with its call, weeks ago or not") {
      bench throws in
      let note = try saved(bench)
      let at = Clinic.minutes(9 * 1440)
      _ = try bench.store.correct(note, key: "k1", at: at) { _, _ in
        correction(
          "k1", note, to: Ending(.declined, .final)!,
          AfterCallDecision(state: .closed, next: NextAction(kind: .none), end: .declined))
      }
      let acts = try #require(bench.store as? any SharedActs)
      let ended = try acts.read("ended") { db in
        try db.row("SELECT ended_at FROM recall WHERE id = ?", ["r1"])
          .flatMap { try Fields($0, of: "recall").optionalInstant("ended_at") }
      }
      #expect(ended == Clinic.minutes(4))
      var amended: [NoteID?] = []
      try bench.store.eachAct(since: at) { amended.append($0.amended) }
      #expect(amended.contains(note))
    },
    StoreClause("the same correction again changes nothing") { bench throws in
      let note = try saved(bench)
      for _ in 1...2 {
        _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { _, _ in
          correction("k1", note, to: Ending(.declined, .forNow)!)
        }
      }
      #expect(try bench.store.additions(to: note).count == 1)
    },
    StoreClause("a second correction goes back to before the call, not to the first") {
      bench throws in
      let note = try saved(bench)
      _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { _, _ in
        correction(
          "k1", note, to: Ending(.declined, .final)!,
          AfterCallDecision(state: .closed, next: NextAction(kind: .none), end: .declined))
      }
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .closed)
      _ = try bench.store.correct(note, key: "k2", at: Clinic.minutes(10)) { before, _ in
        #expect(before.entry.state == .open && before.attempts.isEmpty)
        return correction("k2", note, to: Ending(.callbackRequested, .anyTime)!)
      }
      #expect(try bench.store.candidate(RecallID("r1"))?.entry.state == .open)
      #expect(try bench.store.additions(to: note).map(\.number) == [1, 2])
    },
    StoreClause("a contact that was none is not counted any more, and the other way round") {
      bench throws in
      let note = try saved(bench, ending: Ending(.noAnswer, .rangOut)!)
      let contacts = {
        try bench.store.candidate(RecallID("r1"))?.contactsByNumber.values.flatMap { $0 }.count ?? 0
      }
      #expect(try contacts() == 1)
      _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { _, _ in
        correction("k1", note, to: Ending(.noAnswer, .technical)!)
      }
      #expect(try contacts() == 0)
      _ = try bench.store.correct(note, key: "k2", at: Clinic.minutes(10)) { before, _ in
        #expect(before.contactsByNumber.isEmpty)
        return correction("k2", note, to: Ending(.declined, .forNow)!)
      }
      #expect(try contacts() == 1)
    },
    StoreClause("a number said to be wrong is good again, and a wrong one is learned") {
      bench throws in
      let note = try saved(
        bench, ending: Ending(.wrongNumber, .disconnected)!, numberStatus: .disconnected)
      let status = { try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.status }
      #expect(try status() == .disconnected)
      _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { before, _ in
        #expect(before.patient.phones.first?.status == .good)
        return correction(
          "k1", note, to: Ending(.noAnswer, .rangOut)!, numberStatusBefore: .disconnected)
      }
      #expect(try status() == .good)
      _ = try bench.store.correct(note, key: "k2", at: Clinic.minutes(10)) { _, _ in
        correction(
          "k2", note, to: Ending(.wrongNumber, .notKnown)!,
          AfterCallDecision(
            state: .open, next: NextAction(kind: .review, owner: "records"), numberStatus: .wrong))
      }
      #expect(try status() == .wrong)
    },
    StoreClause("items of the old outcome are withdrawn, those of the new one open") {
      bench throws in
      let note = try saved(bench, opening: .insurance)
      _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { before, opened in
        #expect(before.items.isEmpty && opened.map(\.queue) == [.insurance])
        let item = QueueItem(
          id: QueueItemID("q2"), queue: .clinical, recall: RecallID("r1"),
          patient: PatientID("p1"), call: CallID("c1"), opened: Clinic.minutes(9),
          due: Clinic.minutes(200), question: "¿Puedo comer?", verified: true)
        return correction(
          "k1", note, to: Ending(.clinicalQuestion)!,
          AfterCallDecision(state: .review, next: NextAction(kind: .review, owner: "clinical")),
          writes: [.openItem(item)])
      }
      #expect(try bench.store.queueItems(nil).map(\.queue) == [.clinical])
    },
    StoreClause("an answer that nobody heard after all is owed again, unless it was given anew") {
      bench throws in
      try bench.asked()
      _ = try bench.act(.answer(.callAgain, words: "Yes, eat."), by: "kim")
      let later = Clinic.minutes(60 * 24 * 3)
      let (reached, number) = try bench.call("c2", by: "ben", at: later)
      let closing = Clinic.closing(
        reached, number: number, ending: Ending(.callbackRequested)!, note: "n2",
        writes: [.tellAnswer(QueueItemID("i1"), answered: Clinic.now)])
      try bench.store.close(closing, under: reached, at: later)
      let correct = { (key: String, words: String?) in
        try bench.store.correct(closing.note.id, key: key, at: later + 60) { before, _ in
          #expect(before.items.first?.state == .answered)
          #expect(before.items.first?.toldIn == CallID("c2"))
          var made = correction(key, closing.note.id, to: Ending(.noAnswer, .hungUp)!)
          made.notHeard = words
          return made
        }
      }
      for _ in 1...2 { _ = try correct("k1", "not heard") }
      #expect(try bench.item()?.item.state == .answered)
      #expect(try bench.kinds() == [.answer, .told, .note])
      _ = try correct("k2", nil)
      #expect(try bench.item()?.item.state == .closed)
      #expect(try bench.item()?.item.toldIn == CallID("c2"))
      _ = try correct("k3", "not heard")
      _ = try bench.act(.answer(.callAgain, words: "No."), by: "kim", at: later + 120)
      _ = try bench.store.correct(closing.note.id, key: "k4", at: later + 180) { before, _ in
        #expect(before.items.first?.toldIn == nil)
        return correction("k4", closing.note.id, to: Ending(.callbackRequested)!)
      }
      #expect(try bench.item()?.item.state == .answered)
    },
    StoreClause("a booking of the call that is noted afterwards stands, once") { bench throws in
      let note = try saved(bench)
      let given = GivenAppointment(start: Clinic.minutes(6000), provider: "Dr. Lee", slot: nil)
      for _ in 1...2 {
        _ = try bench.store.correct(note, key: "k1", at: Clinic.minutes(9)) { _, _ in
          var made = correction(
            "k1", note, to: Ending(.scheduled, .booked)!,
            AfterCallDecision(state: .scheduled, next: NextAction(kind: .none), end: .scheduled))
          made.appointment = given
          return made
        }
      }
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.appointments.map(\.start) == [given.start])
      #expect(candidate.entry.state == .scheduled)
      #expect(try bench.store.check() == [])
    },
  ]

  /// A call of `r1` that was saved: its note.
  static func saved(
    _ bench: StoreBench, ending: Ending = Ending(.noAnswer, .rangOut)!,
    numberStatus: PatientPhone.Status? = nil, opening queue: QueueName? = nil
  ) throws -> NoteID {
    try bench.bring(1)
    let (ticket, number) = try bench.call()
    let writes = queue.map { [CallWrite.openItem(Clinic.item("q1", under: ticket, $0))] } ?? []
    let closing = Clinic.closing(
      ticket, number: number, ending: ending, numberStatus: numberStatus, writes: writes)
    try bench.store.close(closing, under: ticket, at: Clinic.minutes(4))
    return closing.note.id
  }

  static func correction(
    _ key: String, _ note: NoteID, to ending: Ending,
    _ after: AfterCallDecision = AfterCallDecision(
      state: .open, next: NextAction(kind: .call, at: Clinic.minutes(2880))),
    numberStatusBefore: PatientPhone.Status? = nil, writes: [CallWrite] = []
  ) -> OutcomeCorrection {
    let change = NoteAddition.Change(
      from: Ending(.noAnswer, .rangOut)!, to: ending, next: after.next, summary: "Told anew.")
    return OutcomeCorrection(
      addition: NoteAddition(
        id: key, note: note, author: "ana", at: Clinic.minutes(9), words: "a slip",
        change: change),
      after: after, numberStatusBefore: numberStatusBefore, writes: writes)
  }
}

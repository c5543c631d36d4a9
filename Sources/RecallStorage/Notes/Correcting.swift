package import Foundation
package import RecallDomain

extension SharedActs {
  package func amend(
    _ addition: NoteAddition, at now: Date
  ) throws(StoreFailure) -> NoteAddition {
    try write("amend") { db in
      guard let call = try CorrectedCall.read(addition.note, db) else {
        throw StoreFailure.notFound
      }
      if try call.isErased(db) { throw StoreFailure.erased }
      // One after the other: each gets a number of its own.
      try Locks(db: db).patient(call.patient)
      let additions = NoteAdditions(db: db)
      if let known = try additions.known(addition.id) { return known }
      let added = try additions.add(addition)
      try db.audit(
        .noteAmended, by: addition.author, recall: call.recall, call: call.id,
        subject: addition.note.rawValue, at: now)
      return added
    }
  }

  package func savedCall(_ note: NoteID) throws(StoreFailure) -> SavedCallRecord? {
    try read("savedCall") { db in
      guard let call = try CorrectedCall.read(note, db), call.caller != MessageStep.author,
        let candidate = try CandidateReading(db: db).candidate(call.recall)
      else { return nil }
      if try call.isErased(db) { throw StoreFailure.erased }
      let additions = try NoteAdditions(db: db).of([note])[note] ?? []
      return SavedCallRecord(
        kept: KeptNote(note: call.note, additions: additions), edition: call.edition,
        journal: try Journal.entries(of: call.id, db), candidate: candidate)
    }
  }

  package func correct(
    _ note: NoteID, key: String, at now: Date,
    decide: (_ before: Candidate, _ opened: [QueueItem]) -> OutcomeCorrection
  ) throws(StoreFailure) -> CorrectionAnswer {
    try write("correct") { db in
      guard let call = try CorrectedCall.read(note, db), call.caller != MessageStep.author else {
        throw StoreFailure.notFound
      }
      if try call.isErased(db) { throw StoreFailure.erased }
      // In the order of all acts: nobody judges, claims or dials them meanwhile.
      try Locks(db: db).patient(call.patient)
      try Locks(db: db).number(call.number)
      if let known = try NoteAdditions(db: db).known(key) { return .corrected(known) }
      let correcting = Correcting(db: db, call: call, now: now, classes: classes)
      if let obstacle = try correcting.obstacle() { return .refused(obstacle) }
      return try correcting.correct(by: decide)
    }
  }
}

/// Another outcome in the place of a note's, step by step, in one transaction. What was said in the
/// call and is in force already (an opt-out, an emergency, a death) is never taken back here.
private struct Correcting {
  let db: any Connection
  let call: CorrectedCall
  let now: Date
  let classes: HoursClasses

  /// Somebody has gone on from the old outcome: then nothing is moved under them.
  func obstacle() throws -> CorrectionObstacle? {
    let later = try db.exists(
      """
      SELECT 1 FROM attempt WHERE recall = ?1 AND call <> ?2 AND started >= ?3
        AND \(CountedAttempt.condition())
      """, [call.recall.rawValue, call.id.rawValue, call.started.micros])
    if later { return .calledSince }
    let held = try db.exists(
      """
      SELECT 1 FROM claim WHERE patient = ?1 AND ended_at IS NULL
        AND (call IS NOT NULL OR lease_ends > ?2)
      """, [call.patient.rawValue, now.micros])
    let unfinished = try db.exists(
      """
      SELECT 1 FROM attempt WHERE patient = ? AND outcome IS NULL AND withdrawn_at IS NULL
      """, [call.patient.rawValue])
    if held || unfinished { return .inHand }
    guard let turn = try RecallTurns(db: db).last(of: call.id, call.recall) else { return .tooOld }
    return turn.stands ? nil : .movedOn
  }

  func correct(
    by decide: (Candidate, [QueueItem]) -> OutcomeCorrection
  ) throws -> CorrectionAnswer {
    guard let turn = try RecallTurns(db: db).last(of: call.id, call.recall),
      let candidate = try CandidateReading(db: db).candidate(call.recall)
    else { throw StoreFailure.notFound }
    let opened = candidate.items.filter { $0.call == call.id }
    let told = try QueueWriting(db: db, now: now).answersTold(in: call.id, of: call.recall)
    let correction = decide(before(candidate, turn, told), opened)
    let addition = try NoteAdditions(db: db).add(correction.addition)
    try endAttempt(correction)
    try settleItems(opened, correction)
    try settleAnswers(told, correction, addition.number)
    if let appointment = correction.appointment {
      try Booking(
        db: db, patient: call.patient, recall: call.recall, call: call.id, now: now
      ).book(appointment)
    }
    try CallWriting(
      db: db, call: call.id, key: "\(call.id.rawValue)/c\(addition.number)", now: now
    ).apply(correction.writes)
    try settleNumber(correction, turn)
    if correction.after.heldForDeath {
      try Closing.holdForDeath(call.patient, at: now, db)
    }
    try settleContact(correction)
    try moveRecall(correction, turn, addition.number)
    try db.audit(
      .noteCorrected, by: addition.author, recall: call.recall, call: call.id,
      subject: addition.note.rawValue, at: now)
    return .corrected(addition)
  }

  /// The entry without this call, and with every fact that has come in since.
  private func before(
    _ candidate: Candidate, _ turn: RecallTurn, _ told: Set<QueueItemID>
  ) -> Candidate {
    var before = candidate
    before.attempts.removeAll { $0.call == call.id }
    before.items.removeAll { $0.call == call.id }
    for index in before.items.indices where told.contains(before.items[index].id) {
      (before.items[index].state, before.items[index].closedAt) = (.answered, nil)
      before.items[index].toldIn = call.id
    }
    if call.isContact, var days = before.contactsByNumber[call.number],
      let index = days.firstIndex(of: call.started)
    {
      days.remove(at: index)
      before.contactsByNumber[call.number] = days.isEmpty ? nil : days
    }
    if let phone = turn.phone {
      for index in before.patient.phones.indices
      where before.patient.phones[index].number == call.number
        && before.patient.phones[index].status != .silenced
      {
        before.patient.phones[index].status = phone
      }
    }
    before.entry.state = turn.state
    (before.entry.nextAt, before.entry.nextAction) = (turn.nextAt, turn.nextAction)
    (before.entry.owner, before.entry.callback) = (turn.owner, turn.callback)
    before.entry.stoodAs = nil
    (before.heldBy, before.unfinishedBy) = (nil, nil)
    return before
  }

  /// The schema lets an outcome change with one more correction, and in no other way.
  private func endAttempt(_ correction: OutcomeCorrection) throws {
    guard let change = correction.addition.change else { throw DamagedRow(place: "note_addition") }
    try db.run(
      """
      UPDATE attempt SET outcome = ?, detail = ?, also_outcome = ?, also_detail = ?, gave_time = ?,
          corrections = corrections + 1 WHERE call = ?
      """,
      [
        change.to.outcome.rawValue, change.to.detail.rawValue, change.also?.outcome.rawValue,
        change.also?.detail.rawValue, correction.gaveTime, call.id.rawValue,
      ])
  }

  /// What only the old outcome had asked of others is withdrawn, visibly; an item that somebody has
  /// taken stays, marked.
  private func settleItems(_ opened: [QueueItem], _ correction: OutcomeCorrection) throws {
    let gone = opened.filter {
      !correction.keeps.contains($0.queue) && ($0.state == .open || $0.state == .taken)
    }
    let author = correction.addition.author
    try CallWriting(db: db, call: call.id, key: "", now: now, author: author)
      .apply(gone.map { .withdrawItem($0.id) })
  }

  /// An answer that nobody has heard after all waits to be told again; one that was heard after all is
  /// told.
  private func settleAnswers(
    _ told: Set<QueueItemID>, _ correction: OutcomeCorrection, _ number: Int
  ) throws {
    let (writing, author) = (QueueWriting(db: db, now: now), correction.addition.author)
    let key = "\(call.id)/c\(number)"
    for id in told.sorted(by: { $0.rawValue < $1.rawValue }) {
      if let words = correction.notHeard {
        try writing.owedAgain(id, by: author, key: key, words: words)
      } else {
        try writing.toldAfterAll(id, in: call.id, by: author, key: key)
      }
    }
  }

  private func settleNumber(_ correction: OutcomeCorrection, _ turn: RecallTurn) throws {
    let (old, new) = (correction.numberStatusBefore, correction.after.numberStatus)
    guard old != new else { return }
    let learning = NumberLearning(db: db, call: call.id, now: now)
    if let old, let before = turn.phone {
      try learning.forget(old, of: call.number, call.patient, before: before)
    }
    if let new { try learning.learn(new, of: call.number, call.patient) }
  }

  private func settleContact(_ correction: OutcomeCorrection) throws {
    let isContact =
      call.direction == .outbound && (correction.addition.change?.to.isContact ?? false)
    guard isContact != call.isContact else { return }
    if isContact {
      try db.run("UPDATE attempt SET contact = 1 WHERE call = ?", [call.id.rawValue])
      try ContactDays(db: db).count(call.id, number: call.number, patient: call.patient)
    } else {
      try ContactDays(db: db).uncount(call.id)
      try Standing(db: db).wakeHousehold(of: call.number, but: call.patient, at: now)
    }
  }

  private func moveRecall(
    _ correction: OutcomeCorrection, _ turn: RecallTurn, _ number: Int
  ) throws {
    let after = correction.after
    try db.run(
      "UPDATE recall SET owner = ? WHERE id = ?", [turn.owner, call.recall.rawValue])
    // It ended with the call, whenever that was understood: figures of weeks gone by stand.
    try Standing(db: db).move(
      call.recall, to: after.state, after.next, callback: after.callback, end: after.end,
      at: call.ended)
    try RecallTurns(db: db).keep(after, of: call.id, number: number)
    if correction.numberStatusBefore != after.numberStatus {
      try RowImport(db: db, now: now, classes: classes).followLanes(call.patient)
    }
    try Standing(db: db).wake(call.patient, at: now)
  }
}

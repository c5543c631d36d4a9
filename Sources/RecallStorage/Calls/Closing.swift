package import Foundation
package import RecallDomain

extension SharedActs {
  package func close(
    _ closing: CallClosing, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) {
    _ = try writeOrStale("close", under: ticket) { db in
      try CallActs(db: db, classes: classes, now: now).close(closing, under: ticket)
    }
  }
}

/// The closing transaction, step by step; the claim has been advanced and ended before.
struct Closing {
  let db: any Connection
  let closing: CallClosing
  let claim: ClaimRow
  let call: CallID
  let now: Date
  let classes: HoursClasses

  /// A contact that the clinic made; one that came in is none (DOMAIN 9b).
  private var isContact: Bool {
    closing.note.direction == .outbound && closing.note.ending.isContact
  }

  func write() throws {
    try endAttempt()
    try keepNote()
    try RecallTurns(db: db).keep(closing, of: call, claim)
    let key = "\(call.rawValue)/\(closing.entry.seq)"
    let writing = CallWriting(db: db, call: call, key: key, now: now)
    try writing.apply(closing.writes)
    if let appointment = closing.appointment {
      try Booking(
        db: db, patient: claim.patient, recall: claim.recall, call: call, now: now
      ).book(appointment)
    }
    try writing.releaseAll()
    try learnAboutNumber()
    if closing.heldForDeath { try Self.holdForDeath(claim.patient, at: now, db) }
    if isContact {
      try ContactDays(db: db).count(call, number: claim.number, patient: claim.patient)
    } else {
      try Standing(db: db).wakeHousehold(claim, at: now)
    }
    try moveRecall()
    try followLane()
    try Standing(db: db).wake(claim.patient, at: now)
    try db.audit(.closed, by: claim.caller, recall: claim.recall, call: call, at: now)
  }

  private func endAttempt() throws {
    let note = closing.note
    try db.run(
      """
      UPDATE attempt SET outcome = ?, detail = ?, also_outcome = ?, also_detail = ?, ended_at = ?,
          contact = ?, gave_time = ?, identity = ?, barriers = ?, parked_at = NULL WHERE call = ?
      """,
      [
        note.ending.outcome.rawValue, note.ending.detail.rawValue, note.also?.outcome.rawValue,
        note.also?.detail.rawValue, now.micros, isContact, closing.gaveTime,
        note.identity.result.rawValue, Barrier.bits(note.barriers), call.rawValue,
      ])
  }

  private func keepNote() throws {
    let note = closing.note
    try db.run(
      "INSERT INTO note (id, call, patient, caller, ended, body) VALUES (?, ?, ?, ?, ?, ?)",
      [
        note.id.rawValue, call.rawValue, claim.patient.rawValue, note.caller, note.ended.micros,
        try Whole.text(note),
      ])
    try db.run(
      "INSERT INTO unseen_save (note, caller) VALUES (?, ?)", [note.id.rawValue, claim.caller])
  }

  private func learnAboutNumber() throws {
    guard let status = closing.numberStatus else { return }
    try NumberLearning(db: db, call: call, now: now)
      .learn(status, of: claim.number, claim.patient)
  }

  /// An interpreter, another number alone, a number that tells nothing any more about where the patient
  /// is: all their recalls may belong to other lanes. Another part of the day was tried: this one may.
  private func followLane() throws {
    if closing.note.contactChanges != nil || closing.numberStatus != nil {
      try RowImport(db: db, now: now, classes: classes).followLanes(claim.patient)
    } else if closing.note.direction == .outbound {
      let attempts = try CandidateReading(db: db).attempts(of: claim.patient)
      try Standing(db: db).follow(
        claim.recall, after: attempts[claim.recall.rawValue] ?? [], classes)
    }
  }

  static func holdForDeath(_ patient: PatientID, at now: Date, _ db: any Connection) throws {
    try db.run(
      "UPDATE patient SET held_for_death_at = coalesce(held_for_death_at, ?) WHERE id = ?",
      [now.micros, patient.rawValue])
    try ContactWriting(db: db, now: now).stopAll(of: patient, .deceased)
  }

  private func moveRecall() throws {
    try Standing(db: db).move(
      claim.recall, to: closing.state, closing.next, callback: closing.callback, end: closing.end,
      at: now)
  }
}

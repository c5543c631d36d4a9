import Foundation
import RecallDomain

/// What an answer changes for others, in the answer's own transaction (invariant 4).
struct CallWriting {
  let db: any Connection
  let call: CallID
  /// Of the answer: makes its tries count once.
  let key: String
  let now: Date
  /// Who does it, when it is not the caller: a correction has an author of its own.
  var author: String?

  func apply(_ writes: [CallWrite]) throws {
    for write in writes { try apply(write) }
  }

  func apply(_ write: CallWrite) throws {
    switch write {
    case .openItem(let item): try open(item)
    case .reviseItem(let id, let question, let urgent, let due, let concern):
      try revise(id, question: question, urgent: urgent, due: due, concern)
    case .withdrawItem(let id): try withdraw(id)
    case .tellAnswer(let id, let answered):
      try QueueWriting(db: db, now: now).told(id, answered: answered, in: call)
    case .silence(let number): try silence(number)
    case .doNotContact(let patient): try optOut(patient)
    case .holdSlot(let slot, let until): try hold(slot, until: until)
    case .releaseSlot(let slot): try release(slot)
    case .identityTry(let patient, let day): try spendTry(patient, on: day)
    case .emergency(let raised):
      try db.run(
        "UPDATE attempt SET emergency = ? WHERE call = ?", [raised, call.rawValue])
    case .message(let draft): try ContactWriting(db: db, now: now).queue(draft, call: call)
    case .contact(let change, let patient, let number, let day):
      try ContactWriting(db: db, now: now)
        .keep(change, of: patient, call: call, number: number, on: day)
    case .contactTakenBack(let number):
      try ContactWriting(db: db, now: now).takeBack(number: number, call: call)
    case .stumble(let stumble): try StumbleWriting(db: db).keep(stumble)
    }
  }

  /// An id that was withdrawn by mistake and is raised again opens once more.
  private func open(_ item: QueueItem) throws {
    try db.run(
      """
      INSERT INTO queue_item (id, queue, recall, patient, call, opened, due, urgent, state, owner,
          question, verified, call_back, language, note, concern)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = 'open', question = excluded.question,
          urgent = excluded.urgent, due = excluded.due, concern = excluded.concern,
          due_otherwise = NULL, withdrawn_at = NULL
          WHERE queue_item.state = 'withdrawn'
      """,
      [
        item.id.rawValue, item.queue.rawValue, item.recall.rawValue, item.patient.rawValue,
        item.call?.rawValue, item.opened.micros, item.due?.micros, item.urgent, item.owner,
        item.question, item.verified, item.callBack, item.language, item.note,
        item.concern?.rawValue,
      ])
  }

  /// What was asked anew after the team had answered already waits for them again: their answer stays
  /// in the history.
  private func revise(
    _ id: QueueItemID, question: String?, urgent: Bool, due: Date?, _ concern: Concern?
  ) throws {
    let writing = QueueWriting(db: db, now: now)
    if urgent { try writing.madeUrgent(id, asked: question, in: call, by: author) }
    try writing.reopen(id, asked: question)
    try db.run(
      """
      UPDATE queue_item SET question = coalesce(?1, question),
          urgent = CASE WHEN urgent = 1 THEN 1 ELSE ?2 END,
          due = CASE WHEN due <= ?3 THEN due ELSE coalesce(?3, due) END,
          due_otherwise = CASE WHEN due_otherwise > ?3 THEN ?3 ELSE due_otherwise END,
          concern = coalesce(?5, concern) WHERE id = ?4
      """, [question, urgent, due?.micros, id.rawValue, concern?.rawValue])
  }

  private func withdraw(_ id: QueueItemID) throws {
    try QueueWriting(db: db, now: now).withdrawnUnderHands(id, in: call, by: author)
    try db.run(
      """
      UPDATE queue_item SET withdrawn_at = ?,
          state = CASE state WHEN 'open' THEN 'withdrawn' ELSE state END WHERE id = ?
      """, [now.micros, id.rawValue])
  }

  /// A number that was never dialled leaves nothing for others to do.
  func withdrawAll() throws {
    let items = try db.rows("SELECT id FROM queue_item WHERE call = ?", [call.rawValue])
    for item in items { try withdraw(QueueItemID(Fields(item, of: "queue_item").text("id"))) }
  }

  private func silence(_ number: String) throws {
    try db.run(
      "INSERT INTO silenced (number, at, call) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [number, now.micros, call.rawValue])
    try ContactWriting(db: db, now: now).stop(.sms, at: number)
  }

  private func optOut(_ patient: PatientID) throws {
    try db.run(
      "UPDATE patient SET opted_out_at = coalesce(opted_out_at, ?) WHERE id = ?",
      [now.micros, patient.rawValue])
    try ContactWriting(db: db, now: now).stopAll(of: patient)
  }

  /// A slot is free when nobody has booked it, and nobody holds it for a call that still goes on.
  private func hold(_ slot: SlotID, until: Date) throws {
    let held = try db.run(
      """
      UPDATE slot SET held_by = ?1, held_until = ?2 WHERE id = ?3 AND booked = 0
        AND (held_by IS NULL OR held_by = ?1 OR held_until <= ?4)
      """, [call.rawValue, until.micros, slot.rawValue, now.micros])
    guard held == 1 else { throw StoreFailure.taken(.slot) }
  }

  private func release(_ slot: SlotID) throws {
    try db.run(
      "UPDATE slot SET held_by = NULL, held_until = NULL WHERE id = ? AND held_by = ?",
      [slot.rawValue, call.rawValue])
  }

  func releaseAll() throws {
    try db.run(
      "UPDATE slot SET held_by = NULL, held_until = NULL WHERE held_by = ?", [call.rawValue])
  }

  private func spendTry(_ patient: PatientID, on day: CivilDate) throws {
    try db.run(
      "INSERT INTO identity_try (patient, local_date, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [patient.rawValue, day.description, key])
  }
}

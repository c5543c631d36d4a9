import Foundation
import RecallDomain

/// The acts of a call inside a transaction: at their own time one by one, after an outage all
/// together. `nil` everywhere: stale, or of a call that this store does not know (any more), and kept
/// for review.
struct CallActs {
  let db: any Connection
  let classes: HoursClasses
  /// Of the act.
  let now: Date

  func act(_ act: KeptAct, under ticket: ClaimTicket) throws -> ClaimTicket? {
    switch act {
    case .begin(let beginning, let compiled):
      try keepEdition(beginning.edition, compiled)
      return try CallBegin(db: db, ticket: ticket, now: now).begin(beginning)
    case .append(let entry, let effects):
      return try append(entry, effects: effects, under: ticket)
    case .withdraw(let entry): return try withdraw(entry, under: ticket)
    case .park(let entry): return try park(entry, under: ticket)
    case .close(let closing): return try close(closing, under: ticket)
    }
  }

  func keepEdition(_ hash: String, _ compiled: Data) throws {
    try db.run(
      "INSERT INTO script_version (hash, compiled) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [hash, compiled])
  }

  func append(
    _ entry: JournalEntry, effects: [CallWrite], under ticket: ClaimTicket
  ) throws -> ClaimTicket? {
    let journal = Journal(db: db, ticket: ticket, now: now)
    guard let call = ticket.call else { return nil }
    guard let claim = try journal.claim() else {
      try Locks(db: db).patient(ticket.patient)
      try journal.keepStale(entry, of: call, effects: effects)
      return nil
    }
    // Its items and opt-outs are the patient's: whoever works the queues holds them in this order too.
    if !effects.isEmpty { try Locks(db: db).patient(claim.patient) }
    switch try journal.append(entry, to: call, then: .goesOn) {
    case .stale:
      try journal.keepStale(entry, of: call, effects: effects)
      return nil
    case .now:
      let key = "\(call.rawValue)/\(entry.seq)"
      try CallWriting(db: db, call: call, key: key, now: now).apply(effects)
    case .before: break
    }
    return journal.ticket(after: entry.seq, of: claim, call: call)
  }

  func withdraw(_ entry: JournalEntry, under ticket: ClaimTicket) throws -> ClaimTicket? {
    let journal = Journal(db: db, ticket: ticket, now: now)
    guard let call = ticket.call else { return nil }
    guard let claim = try journal.claim() else {
      try journal.keepStale(entry, of: call, effects: [])
      return nil
    }
    try Locks(db: db).patient(claim.patient)
    try Locks(db: db).number(claim.number)
    switch try journal.append(entry, to: call, then: .goesOn) {
    case .stale:
      try journal.keepStale(entry, of: call, effects: [])
      return nil
    case .now:
      try db.run(
        "UPDATE claim SET call = NULL, last_seq = 0 WHERE id = ?", [ticket.claim])
      try db.run(
        "UPDATE attempt SET withdrawn_at = ? WHERE call = ?", [now.micros, call.rawValue])
      let writing = CallWriting(db: db, call: call, key: "", now: now)
      try writing.releaseAll()
      try writing.withdrawAll()
      try Standing(db: db).wakeHousehold(claim, at: now)
      try db.audit(.withdrawn, by: claim.caller, recall: claim.recall, call: call, at: now)
    case .before: break
    }
    return journal.ticket(after: 0, of: claim, call: nil)
  }

  func park(_ entry: JournalEntry, under ticket: ClaimTicket) throws -> ClaimTicket? {
    let journal = Journal(db: db, ticket: ticket, now: now)
    guard let call = ticket.call else { return nil }
    guard let claim = try journal.claim() else {
      try journal.keepStale(entry, of: call, effects: [])
      return nil
    }
    switch try journal.append(entry, to: call, then: .parked) {
    case .stale:
      try journal.keepStale(entry, of: call, effects: [])
      return nil
    case .now:
      try db.run("UPDATE attempt SET parked_at = ? WHERE call = ?", [now.micros, call.rawValue])
      try db.audit(.parked, by: claim.caller, recall: claim.recall, call: call, at: now)
    case .before: break
    }
    return journal.ticket(after: entry.seq, of: claim, call: call)
  }

  func close(_ closing: CallClosing, under ticket: ClaimTicket) throws -> ClaimTicket? {
    let journal = Journal(db: db, ticket: ticket, now: now)
    guard let call = ticket.call else { return nil }
    guard let claim = try journal.claim() else {
      try Locks(db: db).patient(ticket.patient)
      try SetAside(db: db, ticket: ticket, now: now).keep(closing, of: call)
      return nil
    }
    try Locks(db: db).patient(claim.patient)
    try Locks(db: db).number(claim.number)
    switch try journal.append(closing.entry, to: call, then: .closed) {
    case .stale:
      try SetAside(db: db, ticket: ticket, now: now).keep(closing, of: call)
      return nil
    case .now:
      try Closing(
        db: db, closing: closing, claim: claim, call: call, now: now, classes: classes
      ).write()
    case .before:
      // The same entry stands: the whole transaction does, if it was this note's.
      let same = "SELECT 1 FROM note WHERE id = ? AND call = ?"
      guard try db.exists(same, [closing.note.id.rawValue, call.rawValue]) else {
        try SetAside(db: db, ticket: ticket, now: now).keep(closing, of: call)
        return nil
      }
    }
    return journal.ticket(after: closing.entry.seq, of: claim, call: call)
  }
}

/// The note of a console whose claim had moved on, or is not known here: kept beside the one that
/// counts, and what keeps people safe takes effect all the same.
struct SetAside {
  let db: any Connection
  let ticket: ClaimTicket
  let now: Date

  func keep(_ closing: CallClosing, of call: CallID) throws {
    let journal = Journal(db: db, ticket: ticket, now: now)
    try journal.keepStale(closing.entry, of: call, effects: closing.writes)
    let claim = try journal.claim()
    let (recall, patient) = (claim?.recall ?? ticket.recall, claim?.patient ?? ticket.patient)
    guard try !WhyStale.isErased(patient, call, db) else { return }
    if closing.heldForDeath { try Closing.holdForDeath(patient, at: now, db) }
    try learn(closing, claim?.number ?? closing.note.number, of: patient, in: call)
    try db.run(
      """
      INSERT INTO note_set_aside (note, call, recall, patient, token, caller, at, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        closing.note.id.rawValue, call.rawValue, recall.rawValue, patient.rawValue,
        ticket.token, ticket.caller, now.micros, try Whole.text(closing.note),
      ])
  }

  /// A stranger who was reached is not dialled again; that a number is good says the other note.
  private func learn(
    _ closing: CallClosing, _ number: String, of patient: PatientID, in call: CallID
  ) throws {
    guard let status = closing.numberStatus, status != .good, !number.isEmpty else { return }
    try Locks(db: db).number(number)
    try NumberLearning(db: db, call: call, now: now).learn(status, of: number, patient)
    try Standing(db: db).wakeToItsRecord(patient, at: now)
  }
}

import Foundation
import RecallDomain

/// What becomes of a message that somebody had in hand.
struct MessageSettling {
  let db: any Connection
  let now: Date

  /// Of a message that was given up as lost meanwhile, or is to be sent again, only that it did go
  /// out is still news.
  func settle(
    _ key: String, attempt: Int, _ after: AfterHandOver, code: Int?, items: [QueueItem]
  ) throws {
    try lockPatient(key)
    guard let message = try message(key), message.tries == attempt else { return }
    let isHeld = message.state == .sending
    let isLate = after == .sent && (message.state == .waiting || message.failure == .lost)
    guard isHeld || isLate else { return }
    try write(message, after, code: code)
    if case .dead(let failure) = after { try giveUp(message, failure, items) }
  }

  func settleLost(
    _ key: String, _ settle: (OutboxItem) -> (after: AfterHandOver, items: [QueueItem])
  ) throws -> Bool {
    try lockPatient(key)
    let row = try db.row(
      """
      \(OutboxReading.items) WHERE outbox.key = ? AND outbox.state = 'sending'
        AND outbox.lease_ends <= ? \(db.dialect.locked(rowsOf: "outbox"))
      """, [key, now.micros])
    guard let row else { return false }
    let message = try OutboxReading.item(Fields(row, of: "outbox"))
    let (after, items) = settle(message)
    try write(message, after, code: nil)
    if case .dead(let failure) = after { try giveUp(message, failure, items) }
    return true
  }

  /// In the order of all acts: a patient before their messages.
  private func lockPatient(_ key: String) throws {
    guard let patient = try db.text("SELECT patient FROM outbox WHERE key = ?", [key]) else {
      return
    }
    try Locks(db: db).patient(PatientID(patient))
  }

  private func message(_ key: String) throws -> OutboxItem? {
    try db.row(
      "\(OutboxReading.items) WHERE outbox.key = ? \(db.dialect.locked(rowsOf: "outbox"))", [key]
    ).map { try OutboxReading.item(Fields($0, of: "outbox")) }
  }

  private func write(_ message: OutboxItem, _ after: AfterHandOver, code: Int?) throws {
    let (state, reason, again, act): (OutboxItem.State, String?, Date?, AuditAct) =
      switch after {
      case .sent: (.sent, nil, nil, .messageSent)
      case .again(let at): (.waiting, "not-taken", at, .messageAgain)
      case .dead(let failure): (.failed, failure.rawValue, nil, .messageGivenUp)
      }
    try db.run(
      """
      UPDATE outbox SET state = ?, reason = ?, not_before = ?, code = ?, lease_ends = NULL,
          settled_at = ? WHERE key = ?
      """,
      [
        state.rawValue, reason, again?.micros ?? 0, code,
        state == .waiting ? nil : now.micros, message.key,
      ])
    try audit(act, message, subject: reason)
  }

  private func audit(
    _ act: AuditAct, _ message: OutboxItem, by who: String? = nil, subject: String?
  ) throws {
    try db.audit(
      act, by: who, recall: message.recall, call: CallID(message.key), subject: subject, at: now)
  }

  private func giveUp(
    _ message: OutboxItem, _ failure: MessageFailure, _ items: [QueueItem]
  ) throws {
    if failure == .badAddress, message.channel != .portal {
      try Undeliverable(db: db, now: now).mark(
        message.channel, message.address, by: message.key, said: now)
      if message.isStep { _ = try MessageStopping(db: db, now: now).uncount(message.key) }
    } else if !failure.mayHaveGoneOut {
      try ContactDays(db: db).uncountNotTaken(message)
    }
    try CallWriting(db: db, call: CallID(message.key), key: message.key, now: now)
      .apply(items.map { .openItem($0) })
  }

  // MARK: By a person

  func retry(_ key: String, by staff: String) throws {
    try lockPatient(key)
    guard let message = try message(key), message.failure != nil else {
      throw StoreFailure.notFound
    }
    guard !message.text.isEmpty else { throw StoreFailure.erased }
    try Undeliverable(db: db, now: now).lift(message.channel, message.address)
    try db.run(
      """
      UPDATE outbox SET state = 'waiting', reason = NULL, not_before = 0, settled_at = NULL,
          queued_at = ? WHERE key = ?
      """, [now.micros, key])
    try audit(.messageRetried, message, by: staff, subject: message.reason)
  }

  func drop(_ key: String, by staff: String) throws {
    try lockPatient(key)
    guard let message = try message(key),
      message.state == .waiting || message.failure != nil && message.failure != .dropped
    else { throw StoreFailure.notFound }
    try db.run(
      "UPDATE outbox SET state = 'failed', reason = ?, settled_at = ? WHERE key = ?",
      [MessageFailure.dropped.rawValue, now.micros, key])
    try audit(.messageDropped, message, by: staff, subject: message.reason)
    if message.tries == 0 {
      _ = try MessageStopping(db: db, now: now).uncount(key)
    } else if message.state == .waiting {
      try ContactDays(db: db).uncountNotTaken(message)
    }
  }
}

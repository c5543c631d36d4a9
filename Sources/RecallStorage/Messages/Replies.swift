package import Foundation
package import RecallDomain

/// What comes back after messages: opt-outs, words, deliveries.
extension SharedActs {
  package func importReplies(
    _ rows: [ReplyRow], at now: Date, item: (ReplyRow, Candidate, Int) -> QueueItem
  ) throws(StoreFailure) -> [ReplyVerdict] {
    try write("importReplies") { db in
      try rows.map { try ReplyKeeping(db: db, now: now, row: $0).keep(item) }
    }
  }

  package func areUnknownSenders(
    _ rows: [ReplyRow], at now: Date
  ) throws(StoreFailure) -> [Bool] {
    try read("areUnknownSenders") { db in
      try rows.map { try !ReplyKeeping(db: db, now: now, row: $0).isFromSomebody() }
    }
  }
}

/// One answer, and what it changes.
private struct ReplyKeeping {
  let db: any Connection
  let now: Date
  let row: ReplyRow

  func keep(_ item: (ReplyRow, Candidate, Int) -> QueueItem) throws -> ReplyVerdict {
    let message = try self.message()
    switch row.said {
    case .words: return try words(message, item)
    case .delivered:
      guard message != nil else { return .unknownSender }
      return try record(message) ? .delivered : .unchanged
    case .bounced:
      guard let message else { return .unknownSender }
      return try bounced(message) ? .bounced : .unchanged
    }
  }

  /// Somebody is reached there, or was written to.
  func isFromSomebody() throws -> Bool {
    let message = try self.message()
    guard case .words = row.said else { return message != nil }
    let people = try people(message)
    let isOptOut = ReplyEffect.of(row, people: people.count).contains { $0 != .read }
    return try !people.isEmpty && (isOptOut || recall(of: people, message) != nil)
  }

  /// `false`: this answer is on record already, perhaps by somebody who imports the same file at this
  /// very moment, and has had its effects.
  private func record(_ message: OutboxItem?) throws -> Bool {
    let text: String? = if case .words(let text) = row.said { text } else { nil }
    return try db.run(
      """
      INSERT INTO reply (id, channel, place, what, text, message, said_at, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """,
      [
        row.id, row.channel.rawValue, row.place, row.kind.rawValue, text, message?.key,
        row.at.micros, now.micros,
      ]) == 1
  }

  /// The clock of a gateway may be a little behind, and its times may be whole minutes.
  private static let slack: TimeInterval = 120

  /// The one it names, else the last that was sent there before it.
  private func message() throws -> OutboxItem? {
    if let token = row.message {
      let named = try db.row("\(OutboxReading.items) WHERE outbox.token = ?", [token])
      if let named { return try OutboxReading.item(Fields(named, of: "outbox")) }
    }
    return try db.row(
      """
      \(OutboxReading.items) WHERE outbox.channel = ? AND lower(outbox.address) = lower(?)
        AND outbox.tries > 0 AND coalesce(outbox.settled_at, outbox.queued_at) <= ?
        ORDER BY outbox.settled_at IS NULL, outbox.settled_at DESC, key LIMIT 1
      """,
      [row.channel.rawValue, row.place, row.at.addingTimeInterval(Self.slack).micros]
    ).map { try OutboxReading.item(Fields($0, of: "outbox")) }
  }

  // MARK: Words

  private func words(
    _ message: OutboxItem?, _ item: (ReplyRow, Candidate, Int) -> QueueItem
  ) throws -> ReplyVerdict {
    let people = try people(message)
    let effects = ReplyEffect.of(row, people: people.count)
    let recall = try recall(of: people, message)
    let candidate = try recall.flatMap { try CandidateReading(db: db).candidate($0) }
    // A "stop" holds for whoever is reached there, on the list or not; only words to be read need
    // somebody's recall to stand under.
    let isOptOut = effects.contains { $0 != .read }
    guard !people.isEmpty, isOptOut || candidate != nil else { return .unknownSender }
    guard try record(message) else { return .unchanged }
    // In one order, whoever comes first among them.
    for patient in people.sorted(by: { $0.rawValue < $1.rawValue }) {
      try Locks(db: db).patient(patient)
    }
    var number = 0
    for effect in effects {
      number += 1
      for patient in people { try apply(effect, to: patient, number: number) }
    }
    if effects.contains(.read), let candidate {
      try writing.apply([.openItem(item(row, candidate, people.count))])
    }
    for patient in people { try Standing(db: db).wake(patient, at: now) }
    try db.audit(
      .replied, by: nil, recall: recall, call: call, subject: row.kind.rawValue, at: now)
    return isOptOut ? .optedOut : .queued
  }

  /// Stands where a call's name does.
  private var call: CallID { CallID("reply/\(row.id)") }

  private var writing: CallWriting {
    CallWriting(db: db, call: call, key: row.id, now: now)
  }

  private func apply(_ effect: ReplyEffect, to patient: PatientID, number: Int) throws {
    switch effect {
    case .read: break
    case .silence(let number): try writing.apply(.silence(number: number))
    case .withdraw(let channels, let place):
      let change = ContactChange.consent(
        channels, at: try place.map { try stored($0, patient) }, allowed: false)
      // Of each of them, by their own name: the changes of one answer are told apart by it.
      try ContactWriting(db: db, now: now).keep(
        change, of: patient, call: CallID("\(call.rawValue)/\(patient.rawValue)"), number: number,
        on: LocalTime(row.at, in: Zone("UTC")!).date)
    }
  }

  /// As the record writes it: what is compared later is compared letter by letter.
  private func stored(_ place: String, _ patient: PatientID) throws -> String {
    guard row.channel == .email else { return place }
    return try db.text(
      "SELECT email FROM patient WHERE id = ? AND lower(email) = lower(?)",
      [patient.rawValue, place]) ?? place
  }

  /// Everybody who is reached there, whom the last message was for first.
  private func people(_ message: OutboxItem?) throws -> [PatientID] {
    let reached =
      switch row.channel {
      case .sms: "SELECT patient FROM phone WHERE number = ?1 AND listed = 1"
      case .email: "SELECT id AS patient FROM patient WHERE lower(email) = lower(?1)"
      default: "SELECT id AS patient FROM patient WHERE mrn = ?1 OR id = ?1"
      }
    let found = try db.rows("\(reached) ORDER BY patient LIMIT 50", [row.place])
      .map { PatientID(try Fields($0, of: "patient").text("patient")) }
    guard let first = message?.patient else { return found }
    return [first] + found.filter { $0 != first }
  }

  /// What it is about: the message's own, else their open one that fell due first.
  private func recall(of people: [PatientID], _ message: OutboxItem?) throws -> RecallID? {
    if let recall = message?.recall { return recall }
    guard let first = people.first else { return nil }
    return try db.text(
      "SELECT id FROM recall WHERE patient = ? ORDER BY state <> 'open', due, id LIMIT 1",
      [first.rawValue]
    ).map { RecallID($0) }
  }

  // MARK: Deliveries

  /// It went out and reached nobody. Where nothing else has happened since, it was no attempt.
  private func bounced(_ message: OutboxItem) throws -> Bool {
    try Locks(db: db).patient(message.patient)
    guard try record(message) else { return false }
    guard message.channel != .portal else { return true }
    try Undeliverable(db: db, now: now).mark(
      message.channel, message.address, by: message.key, said: row.at)
    let failed = try db.run(
      "UPDATE outbox SET state = 'failed', reason = ?, settled_at = ? WHERE key = ? AND state = 'sent'",
      [MessageFailure.badAddress.rawValue, now.micros, message.key])
    guard failed == 1 else { return true }
    try db.audit(
      .messageGivenUp, by: nil, recall: message.recall, call: CallID(message.key),
      subject: MessageFailure.badAddress.rawValue, at: now)
    let isLast = try !db.exists(
      """
      SELECT 1 FROM attempt WHERE recall = ? AND withdrawn_at IS NULL AND call <> ?
        AND started > (SELECT started FROM attempt WHERE call = ?)
      """, [message.recall?.rawValue, message.key, message.key])
    if isLast, message.isStep { _ = try MessageStopping(db: db, now: now).uncount(message.key) }
    return true
  }
}

import Foundation
import RecallDomain

/// Messages that wait in the outbox and must not leave any more.
///
/// A message of the cadence that is stopped was none: its attempt counts no more, neither as a step
/// nor for the caps, and the step is the recall's next one again when a way for it is permitted again
/// (`MessageStep`). The message itself stays as stopped, with the reason, and is never sent.
struct MessageStopping {
  let db: any Connection
  let now: Date

  func stop(
    _ reason: MessageStop, _ channel: ConsentChannel, _ column: String, _ whose: String
  ) throws {
    let waiting = try db.rows(
      "SELECT key FROM outbox WHERE state = 'waiting' AND channel = ? AND \(column) = ?",
      [channel.rawValue, whose])
    for row in waiting { try stop(reason, Fields(row, of: "outbox").text("key")) }
  }

  func stopWhatIsNotPermitted(of patient: PatientID) throws {
    let waiting = try db.rows(
      "SELECT key, channel, address FROM outbox WHERE state = 'waiting' AND patient = ?",
      [patient.rawValue])
    for row in waiting {
      let fields = Fields(row, of: "outbox")
      let obstacle = try obstacle(
        try fields.word("channel"), try fields.text("address"), to: patient)
      if let obstacle { try stop(obstacle, try fields.text("key")) }
    }
  }

  /// What forbids a message there, as the record stands now; `nil` = nothing.
  func obstacle(
    _ channel: ContactMethod, _ address: String, to id: PatientID
  ) throws -> MessageStop? {
    let people = try bound([id.rawValue])
    guard let patient = try PatientReading(db: db).patients(people)[id.rawValue] else {
      return .optedOut
    }
    return MessageWay(channel: channel, address: address).obstacle(to: patient)
  }

  /// The record was corrected: what was stopped for a death or a departure that was none waits
  /// again. Messages of the cadence come by their own rule.
  func resume(for patient: PatientID) throws {
    let stopped = try db.rows(
      """
      SELECT key, channel, address FROM outbox WHERE patient = ? AND state = 'failed'
        AND reason IN ('\(MessageStop.deceased.rawValue)', '\(MessageStop.inactive.rawValue)')
        AND key NOT IN (SELECT call FROM attempt WHERE patient = outbox.patient)
      """, [patient.rawValue])
    for row in stopped {
      let fields = Fields(row, of: "outbox")
      let obstacle = try obstacle(
        try fields.word("channel"), try fields.text("address"), to: patient)
      guard obstacle == nil else { continue }
      try db.run(
        "UPDATE outbox SET state = 'waiting', reason = NULL WHERE key = ? AND state = 'failed'",
        [try fields.text("key")])
    }
  }

  /// The patient's open entries are looked at: a message may be their next step now.
  func lookAgain(at patient: PatientID) throws {
    try db.run(
      """
      UPDATE recall SET message_at = ?1 WHERE patient = ?2 AND state = 'open'
        AND next_action IN ('call', 'message') AND coalesce(message_at, ?1 + 1) > ?1
      """, [now.micros, patient.rawValue])
  }

  /// Whoever is sending it at this moment has it already.
  func stop(_ reason: MessageStop, _ key: String) throws {
    let stopped = try db.run(
      """
      UPDATE outbox SET state = 'failed', reason = ?, settled_at = ?
        WHERE key = ? AND state = 'waiting'
      """, [reason.rawValue, now.micros, key])
    guard stopped == 1 else { return }
    guard let recall = try uncount(key) else { return }
    try db.audit(
      .messageStopped, by: nil, recall: recall, call: CallID(key), subject: reason.rawValue,
      at: now)
  }

  /// A message of the cadence did not leave and will not: it was no attempt, and its step is looked
  /// at again. Answers whose step it was.
  func uncount(_ key: String) throws -> RecallID? {
    let step = try db.row(
      "SELECT recall, patient, number FROM attempt WHERE call = ? AND caller = ?",
      [key, MessageStep.author])
    guard let step else { return nil }
    let fields = Fields(step, of: "attempt")
    let recall = RecallID(try fields.text("recall"))
    try ContactDays(db: db).uncount(CallID(key))
    try Standing(db: db).wakeCapped(
      by: try fields.text("number"), of: PatientID(try fields.text("patient")), at: now)
    // Whoever has it in hand decides what is next in it.
    try db.run(
      """
      UPDATE recall SET message_at = ?1 WHERE id IN (SELECT id FROM recall
        WHERE id = ?2 AND state = 'open' AND coalesce(message_at, ?1 + 1) > ?1
        \(db.dialect.passingOverLocked))
      """, [now.micros, recall.rawValue])
    return recall
  }
}

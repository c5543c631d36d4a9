import Foundation
import RecallDomain

/// Contacts of a day, counted for the caps.
struct ContactDays {
  let db: any Connection

  /// A message that never left was no contact.
  func uncount(_ call: CallID) throws {
    let row = try db.row(
      "SELECT number, patient, local_date FROM attempt WHERE call = ? AND contact = 1",
      [call.rawValue])
    guard let row else { return }
    let fields = Fields(row, of: "attempt")
    let day = try fields.text("local_date")
    try db.run("UPDATE attempt SET contact = 0 WHERE call = ?", [call.rawValue])
    for (kind, name) in [("number", "number"), ("patient", "patient")] {
      let key: SQLArguments = [kind, try fields.text(name), day]
      let one = "kind = ? AND subject = ? AND local_date = ?"
      let fewer = try db.run(
        "UPDATE contact_day SET contacts = contacts - 1 WHERE \(one) AND contacts > 1", key)
      if fewer == 0 { try db.run("DELETE FROM contact_day WHERE \(one)", key) }
    }
  }

  /// 1 for a message of the cadence that was tried, was certainly not taken, and is not stopped: its
  /// step is done all the same, or the next run would write it anew.
  static func isNotTaken(_ call: String) -> String {
    let failures = [MessageFailure.refused, .gaveUp, .dropped].map { "'\($0.rawValue)'" }
    return """
      (SELECT count(*) FROM outbox WHERE key = \(call) AND tries > 0 AND (state = 'waiting'
        OR state = 'failed' AND reason IN (\(failures.joined(separator: ", ")))))
      """
  }

  /// A message that certainly reached nobody uses up no cap; unless a person had it sent again after
  /// an end that leaves open whether the patient has it.
  func uncountNotTaken(_ message: OutboxItem) throws {
    guard message.isStep else { return }
    let doubtful = MessageFailure.allCases.filter(\.mayHaveGoneOut).map(\.rawValue)
    let mayHaveIt = try db.exists(
      """
      SELECT 1 FROM audit WHERE act = ? AND call = ? AND subject \(db.among("?"))
      """, [AuditAct.messageRetried.rawValue, message.key, try bound(doubtful)])
    if !mayHaveIt { try uncount(CallID(message.key)) }
  }

  /// A message of the cadence leaves: that is when it is a contact, whenever it was written.
  func move(_ call: CallID, to day: CivilDate, at now: Date) throws {
    let row = try db.row(
      """
      SELECT number, patient FROM attempt WHERE call = ? AND (contact = 0 OR local_date <> ?)
      """, [call.rawValue, day.description])
    guard let row else { return }
    let fields = Fields(row, of: "attempt")
    try uncount(call)
    try db.run(
      """
      UPDATE attempt SET contact = 1, local_date = ?, started = ?, ended_at = ? WHERE call = ?
      """, [day.description, now.micros, now.micros, call.rawValue])
    try count(
      call, number: try fields.text("number"), patient: PatientID(try fields.text("patient")))
  }

  func count(_ call: CallID, number: String, patient: PatientID) throws {
    let subjects = [("number", number), ("patient", patient.rawValue)]
    for (kind, subject) in subjects {
      try db.run(
        """
        INSERT INTO contact_day (kind, subject, local_date, contacts)
          SELECT ?, ?, local_date, 1 FROM attempt WHERE call = ?
          ON CONFLICT (kind, subject, local_date)
            DO UPDATE SET contacts = contact_day.contacts + 1
        """, [kind, subject, call.rawValue])
    }
  }
}

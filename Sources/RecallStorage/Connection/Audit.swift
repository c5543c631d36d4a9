import Foundation
import RecallDomain

extension Connection {
  /// The latest instant on record: the journal and the trail grow with every act.
  func latest() throws -> Date? {
    try int(
      """
      SELECT max(at) FROM (
        SELECT * FROM (SELECT at FROM call_event ORDER BY id DESC LIMIT 1) AS journal
        UNION ALL SELECT * FROM (
          SELECT at FROM audit WHERE at BETWEEN 0 AND \(AuditRow.highest) ORDER BY id DESC LIMIT 1
        ) AS trail
      ) AS latest
      """
    ).map { Date(micros: $0) }
  }

  /// One row of the trail: who did which act to which opaque ids (DESIGN, "Audit").
  func audit(
    _ act: AuditAct, by who: String?, recall: RecallID? = nil, call: CallID? = nil,
    subject: String? = nil, showing patients: [PatientID] = [], at now: Date
  ) throws {
    let row = trailing(
      act, by: who, recall: recall, call: call, subject: subject, showing: patients, at: now)
    try run(row.sql, row.arguments)
  }

  /// The same; answers the row's number, which no other row will ever have on a server.
  func trail(_ act: AuditAct, by who: String?, at now: Date) throws -> Int {
    let row = trailing(act, by: who, at: now)
    guard let number = try int("\(row.sql) RETURNING id", row.arguments) else {
      throw DamagedRow(place: "audit")
    }
    return number
  }

  /// The same, to be written on one way with something else: after all that was written before, since
  /// the entries of a session are a chain (`AuditChain`).
  func trailing(
    _ act: AuditAct, by who: String?, recall: RecallID? = nil, call: CallID? = nil,
    subject: String? = nil, showing patients: [PatientID] = [], at now: Date
  ) -> Read {
    let words = AuditWords(
      at: now.micros, who: who, act: act.rawValue, recall: recall?.rawValue, call: call?.rawValue,
      subject: subject, patients: ShownPatients(patients).text)
    let link = chain?.link(words)
    return Read(
      """
      INSERT INTO audit (at, who, act, recall, call, subject, session, seq, mac, patients)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        words.at, who, words.act, words.recall, words.call, subject, link?.place.session,
        link?.place.seq, link?.mac.data, words.patients,
      ])
  }
}

/// What the trail tells of.
enum AuditAct: String, CaseIterable {
  case claimed, opened, began, withdrawn, parked, closed, stale, imported, approved
  /// A limit of the clinic was set aside; the subject is the claim, which has the reason.
  case overrode
  /// Ended without a call: by a fact that came in, or by its last day.
  case overtaken
  /// A fact on record that had ended it was corrected: it stands again as it did.
  case corrected
  case gaveBack = "gave-back"
  case takenUp = "taken-up"
  case takenOver = "taken-over"
  case staffAdded = "staff-added"
  case staffRemoved = "staff-removed"
  case messageWritten = "message-written"
  case messagePassedOver = "message-passed-over"
  /// Written, and not to be sent any more; the subject says why.
  case messageStopped = "message-stopped"
  /// Taken to be handed over; the subject says by which process.
  case messageSending = "message-sending"
  case messageSent = "message-sent"
  /// Not taken by the command: handed over again later.
  case messageAgain = "message-again"
  /// Given up; the subject says why.
  case messageGivenUp = "message-given-up"
  case messageRetried = "message-retried"
  case messageDropped = "message-dropped"
  /// Somebody has answered a message; the subject says what kind of answer it was.
  case replied
  /// A reviewer has judged a note, which the subject names.
  case noteGraded = "note-graded"
  case contactChanged = "contact-changed"
  case contactTakenBack = "contact-taken-back"
  /// A line was marked as hard to say; the subject is script, line and language.
  case lineMarked = "line-marked"
  /// Words were added to a note, or its outcome was corrected; the subject is the note.
  case noteAmended = "note-amended"
  case noteCorrected = "note-corrected"
  /// Notes of calls were read; the subject says which were asked for.
  case notesRead = "notes-read"
  /// Records left the store for another system; the subject says in which form.
  case exported
  /// What a computer had kept while the store was away came in; the subject says what became of it.
  case replayed
  /// An item of a queue was taken, answered, handed on…: the subject says which act.
  case queueActed = "queue-acted"
  /// Items of queues were read, with their patients.
  case inboxRead = "inbox-read"
  /// Messages were listed, with where they go and their words.
  case messagesRead = "messages-read"
  /// Something was asked for that this person may not do; the subject says what.
  case refused
  case listRead = "list-read"
  /// A patient was opened in an emergency by somebody whose role does not show them; the subject is
  /// the opening, which has the reason.
  case openedInEmergency = "opened-in-emergency"
  case openingLookedAt = "opening-looked-at"
  case lookedUp = "looked-up"
  case trailRead = "trail-read"
  case backedUp = "backed-up"
  case keyChanged = "key-changed"
  /// The clinic folder was brought to what another program comes with; the subject says from which.
  case folderUpgraded = "folder-upgraded"
  /// Words that were kept long enough are gone; the subject says of which kind, and how many rows.
  case wordsErased = "words-erased"
  /// One person was erased, on a lawful request; the subject ends with the number of the erasure, which
  /// has the id and the reason.
  case personErased = "person-erased"
  /// Another life of the store began; the subject is its epoch.
  case storeCopied = "store-copied"
  case storeRestored = "store-restored"
  /// The life before knew of it, and the backup did not: it is in force here too; the subject says what,
  /// and whom it concerns is named.
  case takenFromBefore = "taken-from-before"
  /// The life before knew of it, and this one does not.
  case lostWithBefore = "lost-with-before"
}

/// A list bound as one argument: `\(db.among("?"))`.
func bound(_ names: some Sequence<String>) throws -> String {
  let names = Array(names)
  // Ids are letters, digits and a few signs: nothing that JSON writes otherwise.
  let plain = names.allSatisfy { name in
    name.utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }
  guard plain else { return String(decoding: try JSONEncoder().encode(names), as: UTF8.self) }
  return "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
}

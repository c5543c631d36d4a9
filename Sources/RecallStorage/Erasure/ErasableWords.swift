import Foundation
import RecallDomain

/// One table's words: when a row is old enough, whose it is, whether all is over that needs them, and
/// what is left of it.
struct ErasableWords: Sendable {
  /// As it is in `erased_words`; the table, called `t` in what follows.
  let table: String
  var key = "t.id"
  /// Before the first key.
  var first = SQLValue.text("")
  let at: String
  /// The patient's id; of a reply nobody knows more than its place.
  let patient: String
  /// How it is one person's, where it has no id of theirs.
  var ofPerson: String?
  /// The recall's id, where the words are still needed as long as it is worked on.
  var recall: String?
  var settled = "true"
  let blank: @Sendable (Blanking, SQLValue) throws -> Void

  static func of(_ kind: RetentionPolicy.Kind) -> [ErasableWords] {
    switch kind {
    case .notes: [notes, notesSetAside]
    case .calls: [calls, staleEntries, claims, openings, stumbles]
    case .messages: [outbox, replies]
    case .queues: [items]
    }
  }

  private static let recallOfCall = "(SELECT a.recall FROM attempt a WHERE a.call = t.call)"

  private static let notes = ErasableWords(
    table: "note", at: "t.ended", patient: "t.patient", recall: recallOfCall
  ) { try $0.note($1) }

  private static let notesSetAside = ErasableWords(
    table: "note_set_aside", first: .int(.min), at: "t.at", patient: "t.patient",
    recall: "t.recall"
  ) { try $0.noteSetAside($1) }

  /// Of messages there is no journal.
  private static let calls = ErasableWords(
    table: "attempt", key: "t.call", at: "coalesce(t.ended_at, t.withdrawn_at)",
    patient: "t.patient", recall: "t.recall",
    settled: """
      (t.outcome IS NOT NULL OR t.withdrawn_at IS NOT NULL)
        AND EXISTS (SELECT 1 FROM call_event e WHERE e.call = t.call)
      """
  ) { try $0.run("UPDATE call_event SET payload = ? WHERE call = ?", [Data(), $1]) }

  /// Its payload is a part of its key: the number of the row stands there instead.
  private static let staleEntries = ErasableWords(
    table: "stale_entry", first: .int(.min), at: "t.at",
    patient: "(SELECT r.patient FROM recall r WHERE r.id = t.recall)", recall: "t.recall"
  ) { blanking, id in
    try blanking.run(
      "UPDATE stale_entry SET payload = ? WHERE id = ?", [Data(blanking.text(id).utf8), id])
  }

  private static let claims = ErasableWords(
    table: "claim", at: "t.ended_at", patient: "t.patient", recall: "t.recall",
    settled: "t.ended_at IS NOT NULL AND t.because IS NOT NULL"
  ) { try $0.run("UPDATE claim SET because = '' WHERE id = ?", [$1]) }

  private static let openings = ErasableWords(
    table: "opening", at: "t.at",
    patient: "(SELECT r.patient FROM recall r WHERE r.id = t.recall)", recall: "t.recall",
    settled: "t.looked_at IS NOT NULL"
  ) { try $0.run("UPDATE opening SET because = '-' WHERE id = ?", [$1]) }

  /// Nothing of the patient is taken in them (`StumbleWords`); they go all the same with what was typed in
  /// the call.
  private static let stumbles = ErasableWords(
    table: "stumble", at: "t.at",
    patient: "(SELECT a.patient FROM attempt a WHERE a.call = t.call)", recall: recallOfCall,
    settled: "t.words <> ''"
  ) { try $0.run("UPDATE stumble SET words = '' WHERE id = ?", [$1]) }

  private static let outbox = ErasableWords(
    table: "outbox", key: "t.key", at: "coalesce(t.settled_at, t.queued_at)",
    patient: "t.patient", recall: recallOfCall, settled: "t.state IN ('sent', 'failed')"
  ) { try $0.run("UPDATE outbox SET text = '', address = '' WHERE key = ?", [$1]) }

  /// Who wanted no more stays known by their place: an opt-out is kept.
  private static let replies = ErasableWords(
    table: "reply", at: "t.at", patient: "CAST(NULL AS TEXT)",
    ofPerson: """
      EXISTS (SELECT 1 FROM patient q LEFT JOIN phone p ON p.patient = q.id
        WHERE q.id = ? AND (t.place = p.number OR lower(t.place) = lower(q.email))
          AND NOT EXISTS (SELECT 1 FROM phone o WHERE o.number = t.place AND o.patient <> q.id))
      """, settled: "t.text IS NOT NULL"
  ) { blanking, id in
    let place = blanking.isOfOnePerson ? "''" : "CASE what WHEN 'opt-out' THEN place ELSE '' END"
    try blanking.run("UPDATE reply SET text = NULL, place = \(place) WHERE id = ?", [id])
  }

  private static let items = ErasableWords(
    table: "queue_item", at: "coalesce(t.closed_at, t.withdrawn_at, t.opened)",
    patient: "t.patient", recall: "t.recall",
    settled: "t.state NOT IN ('open', 'taken', 'answered') AND t.unapplied = 0"
  ) { blanking, id in
    // An answer without words is still an answer.
    try blanking.run(
      """
      UPDATE queue_item SET question = NULL, note = NULL, call_back = NULL,
          answer = CASE WHEN answer IS NULL THEN NULL ELSE '' END
        WHERE id = ?
      """, [id])
    try blanking.run("UPDATE queue_act SET words = '' WHERE item = ? AND words IS NOT NULL", [id])
  }
}

/// Takes the words out of one row after the other, in the transaction that sets aside what is
/// append-only.
struct Blanking {
  let db: any Connection
  let act: ErasureAct
  /// Then where somebody is reached goes too.
  var isOfOnePerson = false

  func run(_ sql: String, _ arguments: SQLArguments) throws { _ = try db.run(sql, arguments) }

  /// A key as `erased_words` has it.
  func text(_ key: SQLValue) -> String {
    switch key {
    case .text(let text): text
    case .int(let number): "\(number)"
    case .null, .blob: ""
    }
  }

  func note(_ id: SQLValue) throws {
    try body("note", id) { (note: CallNote) in note.withoutWords(at: act.at, notice: act.notice) }
    let additions = try db.rows("SELECT id FROM note_addition WHERE note = ?", [id])
    for key in additions.map(\.first) {
      try body("note_addition", key) { (addition: NoteAddition) in
        addition.withoutWords(at: act.at, notice: act.notice)
      }
    }
    try run("UPDATE note_grade SET comment = NULL WHERE note = ?", [id])
  }

  func noteSetAside(_ id: SQLValue) throws {
    try body("note_set_aside", id) { (note: CallNote) in
      note.withoutWords(at: act.at, notice: act.notice)
    }
  }

  private func body<Kept: Codable>(
    _ table: String, _ id: SQLValue, _ change: (Kept) -> Kept
  ) throws {
    guard let row = try db.row("SELECT body FROM \(table) WHERE id = ?", [id]) else { return }
    let fields = Fields(row, of: table)
    guard let kept: Kept = try fields.optionalJSON("body") else { throw fields.damaged("body") }
    try run("UPDATE \(table) SET body = ? WHERE id = ?", [try Whole.text(change(kept)), id])
  }
}

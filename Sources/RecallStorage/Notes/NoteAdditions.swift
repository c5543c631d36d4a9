import Foundation
import RecallDomain

/// What was added to notes, in the order in which it was added.
struct NoteAdditions {
  let db: any Connection

  func of(_ notes: [NoteID]) throws -> [NoteID: [NoteAddition]] {
    guard !notes.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT number, body FROM note_addition WHERE note \(db.among("?")) ORDER BY note, number
      """, [try bound(notes.map(\.rawValue))])
    return Dictionary(grouping: try rows.map(Self.addition), by: \.note)
  }

  func known(_ id: String) throws -> NoteAddition? {
    try db.row("SELECT number, body FROM note_addition WHERE id = ?", [id]).map(Self.addition)
  }

  private static func addition(_ row: SQLRow) throws -> NoteAddition {
    let fields = Fields(row, of: "note_addition")
    guard var addition: NoteAddition = try fields.optionalJSON("body") else {
      throw fields.damaged("body")
    }
    addition.number = try fields.int("number")
    return addition
  }

  /// With the next number of its note; whoever calls this keeps others from adding meanwhile.
  func add(_ addition: NoteAddition) throws -> NoteAddition {
    var addition = addition
    let last = try db.int(
      "SELECT coalesce(max(number), 0) FROM note_addition WHERE note = ?",
      [addition.note.rawValue])
    addition.number = (last ?? 0) + 1
    try db.run(
      """
      INSERT INTO note_addition (id, note, number, kind, author, at, outcome, detail, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        addition.id, addition.note.rawValue, addition.number, addition.kind.rawValue,
        addition.author, addition.at.micros, addition.change?.to.outcome.rawValue,
        addition.change?.to.detail.rawValue, try Whole.text(addition),
      ])
    return addition
  }
}

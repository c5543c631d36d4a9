package import Foundation
package import RecallDomain

extension SharedActs {
  /// By the end of the call, oldest first unless the query says otherwise.
  package func notes(_ query: NoteQuery) throws(StoreFailure) -> [CallNote] {
    try read("notes") { db in try NotePage(db: db, query: query).notes().map(\.note) }
  }

  package func eachNote(_ query: NoteQuery, _ body: (KeptNote) throws -> Void) throws {
    var after: NotePage.Place?
    var left = query.limit ?? .max
    while left > 0 {
      let (notes, last) = try read("eachNote") { db in
        var page = NotePage(db: db, query: query)
        page.after = after
        page.size = min(left, notesAtOnce)
        let rows = try page.notes()
        let additions = try NoteAdditions(db: db).of(rows.map(\.note.id))
        let kept = rows.map { KeptNote(note: $0.note, additions: additions[$0.note.id] ?? []) }
        return (kept, rows.last?.place)
      }
      for note in notes { try body(note) }
      guard notes.count == notesAtOnce, let last else { return }
      (after, left) = (last, left - notes.count)
    }
  }

  package func additions(to note: NoteID) throws(StoreFailure) -> [NoteAddition] {
    try read("additions") { db in try NoteAdditions(db: db).of([note])[note] ?? [] }
  }

  package func noteReading(
    of subject: String, by reader: String, at now: Date
  ) throws(StoreFailure) {
    try write("noteReading") { db in
      try db.audit(.notesRead, by: reader, subject: subject, at: now)
    }
  }

  package func unseenSaves(by caller: String) throws(StoreFailure) -> [NoteID] {
    let any = try read("unseenSaves") { db in
      try db.exists("SELECT 1 FROM unseen_save WHERE caller = ?", [caller])
    }
    guard any else { return [] }
    return try write("unseenSaves") { db in
      let rows = try db.rows(
        """
        SELECT note FROM unseen_save JOIN note ON note.id = unseen_save.note
          WHERE unseen_save.caller = ? ORDER BY ended
        """, [caller])
      try db.run("DELETE FROM unseen_save WHERE caller = ?", [caller])
      return try rows.map { NoteID(try Fields($0, of: "unseen_save").text("note")) }
    }
  }

  /// Items that wait for somebody, by due time.
  package func queueItems(_ queue: QueueName?) throws(StoreFailure) -> [QueueItem] {
    try read("queueItems") { db in
      try db.rows(
        """
        SELECT * FROM queue_item WHERE state IN ('open', 'taken', 'answered')
          AND (CAST(?1 AS TEXT) IS NULL OR queue = ?1) ORDER BY due IS NULL, due, opened, id
        """, [queue?.rawValue]
      ).map { try QueueItemReading.item(Fields($0, of: "queue_item")) }
    }
  }
}

/// Notes in one short read.
private let notesAtOnce = 100

/// One page of the notes that a query asks for.
private struct NotePage {
  struct Place {
    let ended: Int
    let id: String
  }

  let db: any Connection
  let query: NoteQuery
  /// The last note of the page before.
  var after: Place?
  var size = Int(Int32.max)

  func notes() throws -> [(note: CallNote, place: Place)] {
    let order = query.newestFirst ? "DESC" : "ASC"
    let rows = try db.rows(
      """
      SELECT note.id, note.ended, note.body FROM note \(join)
        WHERE (CAST(?1 AS TEXT) IS NULL OR note.patient = ?1)
          AND (CAST(?2 AS BIGINT) IS NULL OR note.ended >= ?2)
          AND (CAST(?3 AS BIGINT) IS NULL OR note.ended < ?3)
          AND (CAST(?4 AS TEXT) IS NULL OR note.caller = ?4)
          AND (CAST(?5 AS TEXT) IS NULL OR note.id = ?5) \(conditions) \(onwards)
        ORDER BY note.ended \(order), note.id \(order) LIMIT ?6
      """, arguments)
    return try rows.map { row in
      let fields = Fields(row, of: "note")
      guard let note: CallNote = try fields.optionalJSON("body") else {
        throw fields.damaged("body")
      }
      return (note, Place(ended: try fields.int("ended"), id: try fields.text("id")))
    }
  }

  private var asksAttempt: Bool {
    query.segment != nil || query.outcome != nil || query.number != nil
  }

  private var join: String {
    asksAttempt
      ? """
      JOIN attempt ON attempt.call = note.call JOIN recall ON recall.id = attempt.recall
      """ : ""
  }

  private var conditions: String {
    guard asksAttempt else { return "" }
    return """
      AND (CAST(?7 AS TEXT) IS NULL OR recall.segment = ?7)
          AND (CAST(?8 AS TEXT) IS NULL OR attempt.outcome = ?8)
          AND (CAST(?9 AS TEXT) IS NULL OR attempt.number = ?9)
      """
  }

  private var onwards: String {
    guard after != nil else { return "" }
    let (ended, id) = asksAttempt ? ("?10", "?11") : ("?7", "?8")
    return "AND (note.ended, note.id) \(query.newestFirst ? "<" : ">") (\(ended), \(id))"
  }

  private var arguments: SQLArguments {
    var arguments: SQLArguments = [
      query.patient?.rawValue, query.since?.micros, query.until?.micros, query.caller,
      query.id?.rawValue, min(size, query.limit ?? Int(Int32.max)),
    ]
    if asksAttempt { arguments += [query.segment, query.outcome?.rawValue, query.number] }
    if let after { arguments += [after.ended, after.id] }
    return arguments
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  /// By the end of the call, oldest first unless the query says otherwise.
  package func notes(_ query: NoteQuery) throws(StoreFailure) -> [CallNote] {
    var (found, after): ([CallNote], NotePage.Place?) = ([], nil)
    repeat {
      let page = try read("notes") { db in
        try NotePage(db: db, query: query, after: after).read()
      }
      found += page.notes
      after = page.last
    } while after != nil && found.count < query.limit ?? .max
    return Array(found.prefix(query.limit ?? .max))
  }

  package func eachNote(_ query: NoteQuery, _ body: (KeptNote) throws -> Void) throws {
    var after: NotePage.Place?
    var left = query.limit ?? .max
    repeat {
      let (notes, last) = try read("eachNote") { db in
        let page = try NotePage(db: db, query: query, after: after).read()
        let additions = try NoteAdditions(db: db).of(page.notes.map(\.id))
        let kept = page.notes.map { KeptNote(note: $0, additions: additions[$0.id] ?? []) }
        return (kept, page.last)
      }
      for note in notes.prefix(left) { try body(note) }
      (after, left) = (last, left - min(left, notes.count))
    } while after != nil && left > 0
  }

  package func additions(to note: NoteID) throws(StoreFailure) -> [NoteAddition] {
    try read("additions") { db in try NoteAdditions(db: db).of([note])[note] ?? [] }
  }

  package func noteReading(
    of subject: String, by reader: String, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure) {
    try write("noteReading") { db in
      try db.audit(.notesRead, by: reader, subject: subject, showing: patients, at: now)
    }
  }

  package func unseenSaves(by caller: String) throws(StoreFailure) -> [NoteID] {
    try read("unseenSaves") { db in
      try db.rows(
        """
        SELECT note FROM unseen_save JOIN note ON note.id = unseen_save.note
          WHERE unseen_save.caller = ? ORDER BY ended
        """, [caller]
      ).map { NoteID(try Fields($0, of: "unseen_save").text("note")) }
    }
  }

  package func savesSeen(_ notes: [NoteID], by caller: String) throws(StoreFailure) {
    guard !notes.isEmpty else { return }
    try write("savesSeen") { db in
      for note in notes {
        try db.run(
          "DELETE FROM unseen_save WHERE note = ? AND caller = ?", [note.rawValue, caller])
      }
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

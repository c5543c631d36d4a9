import Foundation
package import RecallDomain

extension SharedActs {
  /// By the end of the call, oldest first unless the query says otherwise.
  package func notes(_ query: NoteQuery) throws(StoreFailure) -> [CallNote] {
    try read("notes") { db in
      let order = query.newestFirst ? "DESC" : "ASC"
      return try db.rows(
        """
        SELECT body FROM note WHERE (CAST(?1 AS TEXT) IS NULL OR patient = ?1)
          AND (CAST(?2 AS BIGINT) IS NULL OR ended >= ?2)
          AND (CAST(?3 AS TEXT) IS NULL OR caller = ?3) AND (CAST(?4 AS TEXT) IS NULL OR id = ?4)
          ORDER BY ended \(order), id \(order) LIMIT ?5
        """,
        [
          query.patient?.rawValue, query.since?.micros, query.caller, query.id?.rawValue,
          query.limit ?? Int(Int32.max),
        ]
      ).map { row in
        let fields = Fields(row, of: "note")
        guard let note: CallNote = try fields.optionalJSON("body") else {
          throw fields.damaged("body")
        }
        return note
      }
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

import GRDB
package import RecallDomain

extension SQLiteStore {
  /// The triggers that keep what is append-only are taken away and put back as they were, in one
  /// transaction: nobody else ever sees the file without them, and a program that dies has done nothing.
  package func erasing<Result>(
    _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    try write("eraseWords") { db in
      let triggers = try db.rows(
        """
        SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'
          AND tbl_name \(db.among("?")) ORDER BY name
        """, [try bound(Schema.erasedTables)]
      ).map { row in
        let fields = Fields(row, of: "sqlite_schema")
        return (name: try fields.text("name"), sql: try fields.text("sql"))
      }
      for trigger in triggers { try db.run("DROP TRIGGER \(trigger.name)") }
      let result = try body(db)
      for trigger in triggers { try db.run(trigger.sql) }
      return result
    }
  }

  /// What is deleted is overwritten at once (`secure_delete`), but pages that were divided may hold
  /// copies: the file is written anew. Others wait while that lasts.
  package func forgetErased() throws(StoreFailure) {
    try onFile("forgetErased") { db in
      try db.execute(sql: "VACUUM")
      // Nothing to do in the journal mode of this program; a file that was put into another has a copy
      // of its pages beside it.
      _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}

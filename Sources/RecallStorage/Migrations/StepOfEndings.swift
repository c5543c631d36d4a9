/// A step that permits endings which came after the first shape: it writes them into every list of
/// endings that the store keeps, behind `lastPublished`. No row is touched, no table made anew, and
/// what refers to one stays.
extension Schema.Step {
  /// - Parameter endings: as they are stored, `no-answer/dropped`; words, so that the step stays what
  ///   it was whatever the domain calls them later.
  init(version: Int, permitting endings: [String]) {
    self.init(version: version, statements: []) { dialect in
      switch dialect {
      case .sqlite: Self.writtenIntoTheFile(endings)
      case .postgresql: Self.writtenOnTheServer(endings)
      }
    }
  }

  /// The last of `publishedEndings`, by which a list is known.
  static let lastPublished = "'escalated/attempts-exhausted'"

  /// What SQLite's manual has for a CHECK that grows wider ("ALTER TABLE", 7): its text is changed
  /// where it stands. A table that comes and goes tells other connections to read it again.
  private static func writtenIntoTheFile(_ endings: [String]) -> [String] {
    let longer = ([lastPublished] + endings.map { "'\($0)'" }).joined(separator: ", ")
    return [
      "PRAGMA writable_schema = ON",
      """
      UPDATE sqlite_schema SET sql = replace(sql, \(quoted(lastPublished)), \(quoted(longer)))
        WHERE type = 'table'
      """,
      "CREATE TABLE ending_permitted (ending TEXT) STRICT",
      "DROP TABLE ending_permitted",
      "PRAGMA writable_schema = RESET",
    ]
  }

  /// The server knows each CHECK by a name of its own making, and says a list its own way.
  private static func writtenOnTheServer(_ endings: [String]) -> [String] {
    let last = "\(lastPublished)::text"
    let longer = ([last] + endings.map { "'\($0)'::text" }).joined(separator: ", ")
    return [
      """
      DO $$
      DECLARE list record;
      BEGIN
        FOR list IN
          SELECT conrelid::regclass AS place, conname AS name, pg_get_constraintdef(oid) AS words
            FROM pg_constraint
            WHERE contype = 'c' AND connamespace = to_regnamespace(current_schema())
              AND strpos(pg_get_constraintdef(oid), \(quoted(last))) > 0
        LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
            list.place, list.name, list.name,
            replace(list.words, \(quoted(last)), \(quoted(longer))));
        END LOOP;
      END $$
      """
    ]
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }
}

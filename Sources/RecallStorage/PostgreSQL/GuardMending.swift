import RecallDomain

/// Brings back what guards a store and was lost or altered since it was made: functions, triggers and
/// indexes, by the statements of the schema's steps. Rights and row rules are given anew by `Grants`.
///
/// Constraints are not: rows may have come in against them. A check names those that are not as they
/// were (`ServerGuards`).
struct GuardMending {
  /// What stands after all steps.
  private struct Standing {
    var functions: [String: String] = [:]
    var triggers: [String: (table: String, statement: String)] = [:]
    var indexes: [String: (table: String, statement: String)] = [:]

    /// In the order of the steps: what is dropped with its table is gone, a table made anew takes the
    /// name of the old one.
    mutating func read(_ statement: String) {
      let words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
      let table = { words.firstIndex(of: "ON").map { Self.name(words[$0 + 1]) } ?? "" }
      switch words.prefix(2).joined(separator: " ") {
      case "CREATE FUNCTION", "CREATE OR":
        let name = words[words.firstIndex(of: "FUNCTION")! + 1]
        functions[name] = statement
      case "CREATE TRIGGER": triggers[words[2]] = (table(), statement)
      case "CREATE INDEX": indexes[words[2]] = (table(), statement)
      case "CREATE UNIQUE": indexes[words[3]] = (table(), statement)
      case "DROP TRIGGER": triggers[Self.name(words[2])] = nil
      case "DROP INDEX": indexes[Self.name(words[2])] = nil
      case "DROP TABLE":
        let gone = Self.name(words[2])
        triggers = triggers.filter { $0.value.table != gone }
        indexes = indexes.filter { $0.value.table != gone }
      default: break
      }
    }

    private static func name(_ word: String) -> String {
      String(word.prefix { $0 != ";" && $0 != "(" })
    }
  }

  let connection: PostgreSQLConnection

  func mend() throws {
    let standing = Self.standing
    for (_, statement) in standing.functions.sorted(by: { $0.key < $1.key }) {
      let again = statement.replacing(
        "CREATE FUNCTION", with: "CREATE OR REPLACE FUNCTION", maxReplacements: 1)
      try connection.script(again)
    }
    for (name, trigger) in standing.triggers.sorted(by: { $0.key < $1.key }) {
      try connection.script("DROP TRIGGER IF EXISTS \(name) ON \(trigger.table)")
      try connection.script(trigger.statement)
    }
    for (name, index) in standing.indexes.sorted(by: { $0.key < $1.key }) where try isLost(name) {
      try connection.script("DROP INDEX IF EXISTS \(name)")
      try connection.script(index.statement)
    }
  }

  private static var standing: Standing {
    let steps = Schema.steps(after: 1, in: .postgresql).flatMap(\.statements)
    return (Schema.words + Schema.first(in: .postgresql) + steps).reduce(into: Standing()) {
      $0.read($1)
    }
  }

  /// Not there, not whole, or another than the last migration kept.
  private func isLost(_ index: String) throws -> Bool {
    try !connection.exists(
      """
      SELECT 1 FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = to_regnamespace(?1) AND relname = ?2 AND indisvalid
          AND NOT EXISTS (SELECT 1 FROM guard WHERE what = 'index' AND name = ?2
            AND words <> pg_get_indexdef(indexrelid) || ' ' || indisvalid)
      """, [PostgreSQLSettings.schema, index])
  }
}

import GRDB
package import RecallDomain

extension SQLiteStore {
  package func describe() throws(StoreFailure) -> [StoreFact] {
    try onFile("describe") { db in
      let version = try SQLiteConnection(db).text("SELECT sqlite_version()")
      var facts = [
        StoreFact("engine", "SQLite \(version ?? "")"), StoreFact("path", path), .kind(kind),
        StoreFact("schema", "\(Schema.known)"),
      ]
      for pragma in SQLiteSettings.pragmas {
        facts.append(StoreFact(pragma.name, try SQLiteSettings.value(of: pragma.name, in: db)))
      }
      facts.append(StoreFact("busy_timeout", "\(SQLiteTurn.patience)"))
      return facts
    }
  }
}

extension StoreFact {
  static func kind(_ kind: StoreKind) -> StoreFact {
    StoreFact("kind", kind.rawValue, words: "kind.\(kind.rawValue)")
  }
}

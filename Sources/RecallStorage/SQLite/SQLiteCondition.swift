import GRDB
package import RecallDomain

extension SQLiteStore {
  package func describe() throws(StoreFailure) -> [(name: String, value: String)] {
    try onFile("describe") { db in
      let version = try SQLiteConnection(db).text("SELECT sqlite_version()")
      var lines: [(name: String, value: String)] = [
        ("engine", "SQLite \(version ?? "")"),
        ("path", path), ("kind", kind.rawValue), ("schema", "\(Schema.known)"),
      ]
      for pragma in SQLiteSettings.pragmas {
        lines.append((pragma.name, try SQLiteSettings.value(of: pragma.name, in: db)))
      }
      lines.append(("busy_timeout", "\(SQLiteTurn.patience)"))
      return lines
    }
  }
}

import RecallDomain

/// The tables of a store with their columns, in an order in which rows come after those they point to.
/// Both databases have the same ones; they are read from the file.
struct StoreTables {
  struct Table {
    let name: String
    let columns: [String]

    var list: String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

    /// On a server counts are kept as differences.
    var rows: String {
      guard name == "tally" else { return "SELECT \(list) FROM \(name)" }
      return """
        SELECT lane, phase, kept_back, hour, CAST(sum(entries) AS BIGINT) AS entries FROM tally
          GROUP BY lane, phase, kept_back, hour HAVING sum(entries) > 0
        """
    }

    var insert: BulkInsert.Table { BulkInsert.Table(name, columns.map { "\"\($0)\"" }) }
  }

  let tables: [Table]

  init(of file: any Connection) throws {
    let names = try file.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).map { try Fields($0, of: "sqlite_schema").text("name") }
    var tables: [Table] = []
    var waiting: [(table: Table, needs: Set<String>)] = try names.map { name in
      let columns = try file.rows("SELECT name FROM pragma_table_info(?)", [name])
        .map { try Fields($0, of: "table_info").text("name") }
      let needs = try file.rows("SELECT \"table\" AS name FROM pragma_foreign_key_list(?)", [name])
        .map { try Fields($0, of: "foreign_key_list").text("name") }
      return (Table(name: name, columns: columns), Set(needs).subtracting([name]))
    }
    while !waiting.isEmpty {
      let ready = waiting.filter { $0.needs.isEmpty }
      guard !ready.isEmpty else { throw DamagedRow(place: "foreign_key_list") }
      tables += ready.map(\.table)
      let done = Set(ready.map(\.table.name))
      waiting = waiting.filter { !$0.needs.isEmpty }.map { ($0.table, $0.needs.subtracting(done)) }
    }
    self.tables = tables
  }
}

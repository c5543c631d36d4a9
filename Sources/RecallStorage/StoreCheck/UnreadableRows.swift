import RecallDomain

/// Rows that the program's own readers cannot read: one of them would stop a list or a note from being
/// shown, so `store check` finds it by the same readers, and names it.
struct UnreadableRows {
  private struct Reader: Sendable {
    let table: String
    let key: String
    /// Of what is read; a condition on the key follows.
    let query: String
    let read: @Sendable (Fields) throws -> Void

    init(
      _ table: String, _ key: String, query: String? = nil,
      _ read: @escaping @Sendable (Fields) throws -> Void
    ) {
      (self.table, self.key, self.read) = (table, key, read)
      self.query = query ?? "SELECT * FROM \(table)"
    }
  }

  /// Rows of one short read.
  private static let page = 500

  private static let readers = [
    Reader("staff", "id") { fields in
      _ = try fields.optionalJSON("roles") as [StaffRole]?
      _ = try fields.optionalJSON("languages") as [String]?
    },
    Reader("note", "id") { fields in
      guard try fields.optionalJSON("body") as CallNote? != nil else {
        throw fields.damaged("body")
      }
    },
    Reader("queue_item", "id") { _ = try QueueItemReading.item($0) },
    Reader("outbox", "key", query: OutboxReading.items) { _ = try OutboxReading.item($0) },
    Reader("slot", "id") { _ = try SlotReading.slot($0.row) },
    Reader("recall", "id") { fields in _ = try fields.optionalJSON("callback") as CallbackWindow? },
  ]

  /// - Parameter read: one short read of the store.
  static func findings(
    in read: ((any Connection) throws -> [SQLRow]) throws -> [SQLRow]
  ) throws -> [StoreFinding] {
    try readers.compactMap { reader in
      let places = try unreadable(reader, read)
      guard !places.isEmpty else { return nil }
      return StoreFinding(
        "unreadable-rows", "rows of \(reader.table) do not read", detail: reader.table,
        places: places, advice: .restore)
    }
  }

  private static func unreadable(
    _ reader: Reader, _ read: ((any Connection) throws -> [SQLRow]) throws -> [SQLRow]
  ) throws -> [String] {
    var (places, last): ([String], String?) = ([], "")
    while let after = last {
      let rows = try read { db in
        try db.rows(
          """
          \(reader.query) WHERE \(reader.table).\(reader.key) > ?
            ORDER BY \(reader.table).\(reader.key) LIMIT \(page)
          """, [after])
      }
      for row in rows {
        let fields = Fields(row, of: reader.table)
        do { try reader.read(fields) } catch { places.append(try fields.text(reader.key)) }
      }
      last = rows.count < page ? nil : try Fields(rows.last!, of: reader.table).text(reader.key)
    }
    return places
  }
}

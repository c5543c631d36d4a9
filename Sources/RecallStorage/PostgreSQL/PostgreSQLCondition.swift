import CLibPQ
import Foundation
package import RecallDomain

extension PostgreSQLStore {
  package func describe() throws(StoreFailure) -> [StoreFact] {
    try read("describe") { db in
      let version = try db.text("SHOW server_version") ?? ""
      var facts = [
        StoreFact("engine", "PostgreSQL \(version)"), connection.place,
        StoreFact("user", connection.user), try roles(db), .kind(kind),
        StoreFact("schema", "\(Schema.known)"), connection.protection,
      ]
      for setting in ["synchronous_commit", "fsync", "full_page_writes"] {
        facts.append(StoreFact(setting, try db.text("SHOW \(setting)") ?? ""))
      }
      for setting in PostgreSQLSettings.shown {
        facts.append(StoreFact(setting, try db.text("SHOW \(setting)") ?? ""))
      }
      return try facts + [clockDifference, logins(db)] + counters(db)
    }
  }

  /// Live work goes by the server's clock, so a wrong one here is only a nuisance.
  private var clockDifference: StoreFact {
    let name = "clock of this machine"
    guard let server = connection.clock.now() else {
      return StoreFact(name, "not compared", words: "clock-unknown")
    }
    let seconds = Int(Date().timeIntervalSince(server).rounded())
    guard seconds != 0 else {
      return StoreFact(name, "as the server's", words: "clock-right")
    }
    let apart = ["seconds": "\(abs(seconds))"]
    return seconds > 0
      ? StoreFact(name, "\(seconds) s ahead of the server's", words: "clock-ahead", apart)
      : StoreFact(name, "\(-seconds) s behind the server's", words: "clock-behind", apart)
  }

  /// Which of the store's groups this database user is in.
  private func roles(_ db: any Connection) throws -> StoreFact {
    let roles = try StoreRoles.ofDatabase(db)
    let names: [String] = try (StaffRole.allCases.map(roles.name) + [roles.owner]).filter { role in
      try db.int(
        """
        SELECT CAST(pg_has_role(current_user, oid, 'MEMBER') AS integer) FROM pg_roles
          WHERE rolname = ?
        """, [role]) == 1
    }
    return names.isEmpty
      ? StoreFact("roles", "none", words: "no-roles")
      : StoreFact("roles", names.joined(separator: ", "))
  }

  /// Whether the people who are let in have the roles that the staff list gives them.
  private func logins(_ db: any Connection) throws -> StoreFact {
    let listed = try db.rows("SELECT id, roles FROM staff").reduce(
      into: [String: Set<StaffRole>]()
    ) { found, row in
      let fields = Fields(row, of: "staff")
      found[try fields.text("id")] = Set(try fields.optionalJSON("roles") as [StaffRole]? ?? [])
    }
    let people = try StoreRoles.ofDatabase(db).people(db)
    let name = "logins"
    guard kind == .live else { return StoreFact(name, "\(people.count)") }
    let count = ["people": "\(people.count)"]
    let other = people.filter { $0.value != listed[$0.key, default: []] }.keys.sorted()
    guard !other.isEmpty else {
      return StoreFact(
        name, "\(people.count), with the roles of the staff list",
        words: "logins-right", count)
    }
    let named = other.joined(separator: ", ")
    return StoreFact(
      name,
      "\(people.count), not as the staff list has them: \(named); recall store grant PERSON sets "
        + "them right, recall store revoke PERSON lets nobody in",
      words: "logins-wrong", count.merging(["named": named]) { $1 })
  }

  /// Kept counts and small indexes: at once, however large the store.
  private func counters(_ db: any Connection) throws -> [StoreFact] {
    let isSeen =
      "SELECT 1 FROM pg_class WHERE oid = to_regclass('tally') "
      + "AND has_table_privilege(oid, 'SELECT')"
    guard try db.exists(isSeen) else { return [] }
    return try [
      ("open recalls", "SELECT coalesce(sum(entries), 0) FROM tally"),
      ("patients in hand", "SELECT count(*) FROM claim WHERE ended_at IS NULL"),
      (
        "calls without an outcome",
        "SELECT count(*) FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL"
      ),
      (
        "open queue items",
        "SELECT count(*) FROM queue_item WHERE state IN ('open', 'taken', 'answered')"
      ),
    ].map { name, query in
      StoreFact(name, "\(try db.int(query) ?? 0)")
    }
  }
}

extension PostgreSQLConnection {
  /// Server, port and database; the server's own name for a socket is its folder.
  var place: StoreFact {
    guard let handle = session?.handle else { return notConnected("place") }
    let (host, port, database) = (
      text(PQhost(handle)) ?? "?", text(PQport(handle)) ?? "?", text(PQdb(handle)) ?? "?"
    )
    return StoreFact(
      "place", "\(host), port \(port), database \(database)",
      words: "place", ["host": host, "port": port, "database": database])
  }

  private func notConnected(_ name: String) -> StoreFact {
    StoreFact(name, "not connected", words: "not-connected")
  }

  var user: String { session.flatMap { text(PQuser($0.handle)) } ?? "?" }

  /// How what is sent is protected on its way.
  var protection: StoreFact {
    let name = "connection"
    guard let handle = session?.handle else { return notConnected(name) }
    if PQsslInUse(handle) == 1 {
      return StoreFact(name, text(PQsslAttribute(handle, "protocol")) ?? "TLS")
    }
    let isLocal = text(PQhost(handle))?.hasPrefix("/") ?? false
    return isLocal
      ? StoreFact(name, "a socket of this machine", words: "socket")
      : StoreFact(name, "not encrypted", words: "not-encrypted")
  }

  private func text(_ text: UnsafePointer<CChar>?) -> String? {
    text.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func text(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    self.text(text.map { UnsafePointer($0) })
  }
}

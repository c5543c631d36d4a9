import CLibPQ
import Foundation
package import RecallDomain

extension PostgreSQLStore {
  package func describe() throws(StoreFailure) -> [(name: String, value: String)] {
    try read("describe") { db in
      let version = try db.text("SHOW server_version") ?? ""
      let roles = try self.roles(db)
      var lines: [(name: String, value: String)] = [
        ("engine", "PostgreSQL \(version)"),
        ("place", connection.place), ("user", connection.user), ("roles", roles),
        ("kind", kind.rawValue), ("schema", "\(Schema.known)"),
        ("connection", connection.protection),
      ]
      for setting in ["synchronous_commit", "fsync", "full_page_writes"] {
        lines.append((setting, try db.text("SHOW \(setting)") ?? ""))
      }
      for setting in PostgreSQLSettings.shown {
        lines.append((setting, try db.text("SHOW \(setting)") ?? ""))
      }
      lines.append(("clock of this machine", clockDifference))
      lines.append(("logins", try logins(db)))
      return try lines + counters(db)
    }
  }

  /// Live work goes by the server's clock, so a wrong one here is only a nuisance.
  private var clockDifference: String {
    guard let server = connection.clock.now() else { return "not compared" }
    let seconds = Int(Date().timeIntervalSince(server).rounded())
    return seconds == 0
      ? "as the server's" : "\(abs(seconds)) s \(seconds > 0 ? "ahead of" : "behind") the server's"
  }

  /// Which of the store's groups this database user is in.
  private func roles(_ db: any Connection) throws -> String {
    let roles = try StoreRoles.ofDatabase(db)
    let names: [String] = try (StaffRole.allCases.map(roles.name) + [roles.owner]).filter { role in
      try db.int(
        """
        SELECT CAST(pg_has_role(current_user, oid, 'MEMBER') AS integer) FROM pg_roles
          WHERE rolname = ?
        """, [role]) == 1
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// Whether the people who are let in have the roles that the staff list gives them.
  private func logins(_ db: any Connection) throws -> String {
    let listed = try db.rows("SELECT id, roles FROM staff").reduce(
      into: [String: Set<StaffRole>]()
    ) { found, row in
      let fields = Fields(row, of: "staff")
      found[try fields.text("id")] = Set(try fields.optionalJSON("roles") as [StaffRole]? ?? [])
    }
    let people = try StoreRoles.ofDatabase(db).people(db)
    guard kind == .live else { return "\(people.count)" }
    let other = people.filter { $0.value != listed[$0.key, default: []] }.keys.sorted()
    guard !other.isEmpty else { return "\(people.count), with the roles of the staff list" }
    return "\(people.count), not as the staff list has them: \(other.joined(separator: ", ")); "
      + "recall store grant PERSON sets them right, recall store revoke PERSON lets nobody in"
  }

  /// Kept counts and small indexes: at once, however large the store.
  private func counters(_ db: any Connection) throws -> [(name: String, value: String)] {
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
      let count = try db.int(query) ?? 0
      return (name, "\(count)")
    }
  }
}

extension PostgreSQLConnection {
  /// Server, port and database; the server's own name for a socket is its folder.
  var place: String {
    guard let handle = session?.handle else { return "not connected" }
    let host = text(PQhost(handle)) ?? "?"
    let database = text(PQdb(handle)) ?? "?"
    return "\(host), port \(text(PQport(handle)) ?? "?"), database \(database)"
  }

  var user: String { session.flatMap { text(PQuser($0.handle)) } ?? "?" }

  /// How what is sent is protected on its way.
  var protection: String {
    guard let handle = session?.handle else { return "not connected" }
    if PQsslInUse(handle) == 1 {
      return text(PQsslAttribute(handle, "protocol")) ?? "TLS"
    }
    let isLocal = text(PQhost(handle))?.hasPrefix("/") ?? false
    return isLocal ? "a socket of this machine" : "not encrypted"
  }

  private func text(_ text: UnsafePointer<CChar>?) -> String? {
    text.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func text(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    self.text(text.map { UnsafePointer($0) })
  }
}

package import Foundation
package import RecallDomain

/// Scripts, approvals and staff.
extension SharedActs {
  /// Content-addressed: the same hash is the same script.
  package func saveEdition(hash: String, compiled: Data) throws(StoreFailure) {
    let known = try read("saveEdition") { db in
      try db.exists("SELECT 1 FROM script_version WHERE hash = ?", [hash])
    }
    guard !known else { return }
    try write("saveEdition") { db in
      _ = try db.run(
        "INSERT INTO script_version (hash, compiled) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [hash, compiled])
    }
  }

  package func edition(hash: String) throws(StoreFailure) -> Data? {
    try read("edition") { db in
      try db.row("SELECT compiled FROM script_version WHERE hash = ?", [hash])
        .map { try Fields($0, of: "script_version").data("compiled") }
    }
  }

  package func recordApproval(_ approval: RecordedApproval) throws(StoreFailure) {
    try write("recordApproval") { db in
      let added = try db.run(
        """
        INSERT INTO approval (script, structure, policy, words, edition, who, at)
          VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          approval.script, approval.structure, approval.policy, try Whole.text(approval.words),
          approval.edition, approval.by, approval.at.micros,
        ])
      guard added > 0 else { return }
      try db.audit(.approved, by: approval.by, subject: approval.script, at: approval.at)
    }
  }

  package func approvals(of script: String) throws(StoreFailure) -> [RecordedApproval] {
    try read("approvals") { db in
      try db.rows("SELECT * FROM approval WHERE script = ? ORDER BY id", [script]).map { row in
        let fields = Fields(row, of: "approval")
        return RecordedApproval(
          script: try fields.text("script"), structure: try fields.text("structure"),
          policy: try fields.optionalText("policy"), words: try fields.optionalJSON("words") ?? [:],
          edition: try fields.optionalText("edition"), by: try fields.text("who"),
          at: Date(micros: try fields.int("at")))
      }
    }
  }

  package func knownEdition(
    of script: String, to caller: String
  ) throws(StoreFailure) -> String? {
    try read("knownEdition") { db in
      try db.text(
        "SELECT edition FROM known_edition WHERE caller = ? AND script = ?", [caller, script])
    }
  }

  package func becomeKnown(
    _ edition: String, of script: String, to caller: String, at now: Date
  ) throws(StoreFailure) {
    try write("becomeKnown") { db in
      _ = try db.run(
        """
        INSERT INTO known_edition (caller, script, edition, at) VALUES (?, ?, ?, ?)
          ON CONFLICT (caller, script) DO UPDATE SET edition = excluded.edition, at = excluded.at
        """, [caller, script, edition, now.micros])
    }
  }

  package func staff() throws(StoreFailure) -> [StaffMember] {
    try read("staff") { db in
      try db.rows("SELECT * FROM staff ORDER BY id").map { row in
        let fields = Fields(row, of: "staff")
        return StaffMember(
          id: try fields.text("id"), name: try fields.text("name"),
          roles: Set(try fields.optionalJSON("roles") ?? []),
          languages: try fields.optionalJSON("languages") ?? [],
          consoleLocale: try fields.optionalText("console_locale"))
      }
    }
  }

  /// A member known before is replaced.
  package func addStaff(_ member: StaffMember) throws(StoreFailure) {
    try write("addStaff") { db in
      try db.run(
        """
        INSERT INTO staff (id, name, roles, languages, console_locale) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles,
            languages = excluded.languages, console_locale = excluded.console_locale
        """,
        [
          member.id, member.name, try Whole.text(member.roles.map(\.rawValue).sorted()),
          try Whole.text(member.languages), member.consoleLocale,
        ])
      try db.audit(.staffAdded, by: member.id, at: try db.latest() ?? Date(micros: 0))
    }
  }

  package func removeStaff(_ id: String) throws(StoreFailure) {
    try write("removeStaff") { db in
      guard try db.run("DELETE FROM staff WHERE id = ?", [id]) == 1 else {
        throw StoreFailure.notFound
      }
      try db.audit(.staffRemoved, by: id, at: try db.latest() ?? Date(micros: 0))
    }
  }
}

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
}

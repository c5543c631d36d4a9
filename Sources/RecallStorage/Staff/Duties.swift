package import Foundation
package import RecallDomain

/// Who works here, and what was refused to whom.
extension SharedActs {
  package func refused(
    _ what: String, to who: String?, at now: Date
  ) throws(StoreFailure) {
    try write("refused") { try $0.audit(.refused, by: who, subject: what, at: now) }
  }

  package func addStaff(
    _ member: StaffMember, by keeper: String?, at now: Date?
  ) throws(StoreFailure) {
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
      let at = try now ?? db.latest() ?? Date(micros: 0)
      try db.audit(.staffAdded, by: keeper, subject: member.id, at: at)
    }
  }

  package func removeStaff(
    _ id: String, by keeper: String?, at now: Date?
  ) throws(StoreFailure) {
    try write("removeStaff") { db in
      guard try db.run("DELETE FROM staff WHERE id = ?", [id]) == 1 else {
        throw StoreFailure.notFound
      }
      let at = try now ?? db.latest() ?? Date(micros: 0)
      try db.audit(.staffRemoved, by: keeper, subject: id, at: at)
    }
  }
}

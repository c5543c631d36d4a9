package import Foundation
package import RecallDomain

/// Patients opened in an emergency.
extension SharedActs {
  package func openInEmergency(_ opening: EmergencyOpening) throws(StoreFailure) {
    try write("openInEmergency") { db in
      guard
        try db.exists("SELECT 1 FROM recall WHERE id = ?", [opening.recall.rawValue])
      else { throw StoreFailure.notFound }
      let added = try db.run(
        """
        INSERT INTO opening (id, recall, who, because, at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
        """,
        [
          opening.id, opening.recall.rawValue, opening.who, opening.because, opening.at.micros,
        ])
      guard added == 1 else { return }
      // The words are in the opening alone: the trail holds no more than opaque names.
      try db.audit(
        .openedInEmergency, by: opening.who, recall: opening.recall, subject: opening.id,
        at: opening.at)
    }
  }

  package func openings(waitingOnly: Bool) throws(StoreFailure) -> [EmergencyOpening] {
    try read("openings") { db in
      let condition = waitingOnly ? "WHERE looked_at IS NULL" : ""
      return try db.rows("SELECT * FROM opening \(condition) ORDER BY at, id").map { row in
        let fields = Fields(row, of: "opening")
        var opening = EmergencyOpening(
          id: try fields.text("id"), recall: RecallID(try fields.text("recall")),
          who: try fields.text("who"), because: try fields.text("because"),
          at: try fields.instant("at"))
        opening.lookedAtBy = try fields.optionalText("looked_at_by")
        opening.lookedAt = try fields.optionalInstant("looked_at")
        return opening
      }
    }
  }

  package func openingsWaiting(for person: String) throws(StoreFailure) -> Int {
    try read("openingsWaiting") { db in
      try db.int(
        "SELECT count(*) FROM opening WHERE looked_at IS NULL AND who <> ?", [person]) ?? 0
    }
  }

  package func lookAtOpening(
    _ id: String, by person: String, at now: Date
  ) throws(StoreFailure) -> Bool {
    try write("lookAtOpening") { db in
      let changed = try db.run(
        """
        UPDATE opening SET looked_at_by = ?1, looked_at = ?2
          WHERE id = ?3 AND looked_at IS NULL AND who <> ?1
        """, [person, now.micros, id])
      guard changed == 1 else { return false }
      try db.audit(.openingLookedAt, by: person, subject: id, at: now)
      return true
    }
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  package func importSlots(
    _ rows: [SlotRow], at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] {
    try bring("importSlots", at: now) { db in
      let importing = SlotImport(db: db)
      let verdicts = try rows.map { row in
        row.isOpen ? try importing.open(row.slot) : try importing.shut(row.slot.id)
      }
      return (verdicts, isForTheTrail: verdicts.contains { $0 != .unchanged })
    }
  }
}

/// Open times of a source.
struct SlotImport {
  let db: any Connection

  func open(_ slot: Slot) throws -> ImportVerdict {
    let isKnown = try db.exists("SELECT 1 FROM slot WHERE id = ?", [slot.id.rawValue])
    let changed = try db.run(
      """
      INSERT INTO slot (id, start, minutes, provider, specialty, location, language)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET start = excluded.start, minutes = excluded.minutes,
          provider = excluded.provider, specialty = excluded.specialty,
          location = excluded.location, language = excluded.language
          WHERE slot.booked = 0 AND (slot.start <> excluded.start
            OR slot.minutes <> excluded.minutes
            OR slot.provider IS DISTINCT FROM excluded.provider
            OR slot.specialty IS DISTINCT FROM excluded.specialty
            OR slot.location IS DISTINCT FROM excluded.location
            OR slot.language IS DISTINCT FROM excluded.language)
      """,
      [
        slot.id.rawValue, slot.start.micros, slot.minutes, slot.provider, slot.specialty,
        slot.location, slot.language,
      ])
    return isKnown ? (changed > 0 ? .updated : .unchanged) : .added
  }

  /// Not offered any more; one that a call booked stays, for its appointment.
  func shut(_ id: SlotID) throws -> ImportVerdict {
    let gone = try db.run(
      """
      DELETE FROM slot WHERE id = ?1 AND booked = 0
        AND NOT EXISTS (SELECT 1 FROM appointment WHERE slot = ?1)
      """, [id.rawValue])
    if gone > 0 { return .updated }
    // A booking that was cancelled still names it.
    let taken = try db.run("UPDATE slot SET booked = 1 WHERE id = ? AND booked = 0", [id.rawValue])
    return taken > 0 ? .updated : .unchanged
  }
}

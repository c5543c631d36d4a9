package import Foundation
package import RecallDomain

extension SharedActs {
  /// A slot known before takes its new time, unless it is booked.
  package func addSlots(_ slots: [Slot]) throws(StoreFailure) {
    try write("addSlots") { db in
      try Locks(db: db).list()
      for slot in slots {
        try db.run(
          """
          INSERT INTO slot (id, start, minutes, provider, specialty, location)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET start = excluded.start, minutes = excluded.minutes,
              provider = excluded.provider, specialty = excluded.specialty,
              location = excluded.location
              WHERE slot.booked = 0
          """,
          [
            slot.id.rawValue, slot.start.micros, slot.minutes, slot.provider, slot.specialty,
            slot.location,
          ])
      }
    }
  }

  /// An appointment changes whether its patient may be called: their entries are judged afresh.
  package func addAppointments(_ appointments: [BookedAppointment]) throws(StoreFailure) {
    try write("addAppointments") { db in
      try Locks(db: db).list()
      let now = try db.latest() ?? Date(micros: 0)
      for appointment in appointments {
        let changed = try db.run(
          """
          INSERT INTO appointment (id, patient, start, provider, specialty, status)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET start = excluded.start, provider = excluded.provider,
              specialty = excluded.specialty, status = excluded.status
              WHERE (appointment.start, appointment.provider, appointment.specialty,
                  appointment.status)
                IS DISTINCT FROM
                (excluded.start, excluded.provider, excluded.specialty, excluded.status)
          """,
          [
            appointment.id, appointment.patient.rawValue, appointment.start.micros,
            appointment.provider, appointment.specialty, appointment.status.rawValue,
          ])
        if changed > 0 { try Standing(db: db).wake(appointment.patient, at: now) }
      }
    }
  }

  package func identityTries(
    _ patient: PatientID, on day: CivilDate
  ) throws(StoreFailure) -> Int {
    try read("identityTries") { db in
      try db.int(
        "SELECT count(*) FROM identity_try WHERE patient = ? AND local_date = ?",
        [patient.rawValue, day.description]) ?? 0
    }
  }

  package func openSlots(
    _ wish: SlotWish, for call: CallID, at now: Date
  ) throws(StoreFailure) -> [Slot] {
    try read("openSlots") { db in
      try db.rows(
        """
        SELECT * FROM slot WHERE booked = 0 AND start >= ?1
          AND (held_by IS NULL OR held_by = ?3 OR held_until <= ?2)
          AND (CAST(?4 AS TEXT) IS NULL OR provider = ?4)
          AND (CAST(?5 AS TEXT) IS NULL OR specialty = ?5)
          ORDER BY start, id LIMIT ?6
        """,
        [
          max(wish.from, now).micros, now.micros, call.rawValue, wish.provider, wish.specialty,
          wish.limit,
        ]
      ).map(SlotReading.slot)
    }
  }
}

enum SlotReading {
  static func slot(_ row: SQLRow) throws -> Slot {
    let fields = Fields(row, of: "slot")
    return Slot(
      id: SlotID(try fields.text("id")), start: try fields.instant("start"),
      minutes: try fields.int("minutes"), provider: try fields.optionalText("provider"),
      specialty: try fields.optionalText("specialty"),
      location: try fields.optionalText("location"),
      language: try fields.optionalText("language"))
  }
}

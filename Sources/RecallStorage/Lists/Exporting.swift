package import Foundation
package import RecallDomain

extension SharedActs {
  package func eachRecord(_ body: (PatientRecord) throws -> Void) throws {
    var after = ""
    while true {
      let page = try read("eachRecord") { db in
        try RecordReading(db: db).page(after: after)
      }
      for record in page { try body(record) }
      guard page.count == RecordReading.size, let last = page.last else { return }
      after = last.patient.id.rawValue
    }
  }

  package func eachOpenSlot(from now: Date, _ body: (Slot) throws -> Void) throws {
    var after = (start: now.micros - 1, id: "")
    while true {
      let page = try read("eachOpenSlot") { db in
        try db.rows(
          """
          SELECT * FROM slot WHERE booked = 0 AND (start, id) > (?, ?)
            ORDER BY start, id LIMIT \(actsAtOnce)
          """, [after.start, after.id]
        ).map(SlotReading.slot)
      }
      for slot in page { try body(slot) }
      guard page.count == actsAtOnce, let last = page.last else { return }
      after = (last.start.micros, last.id.rawValue)
    }
  }

  package func exported(
    _ what: String, by who: String, at now: Date
  ) throws(StoreFailure) {
    try write("exported") { db in try db.audit(.exported, by: who, subject: what, at: now) }
  }
}

/// Acts in one short read.
private let actsAtOnce = 500

/// One page of the record, by patient.
private struct RecordReading {
  /// Patients in one short read.
  static let size = 100

  let db: any Connection

  func page(after id: String) throws -> [PatientRecord] {
    let ids = try db.rows(
      "SELECT id FROM patient WHERE id > ? ORDER BY id LIMIT \(Self.size)", [id]
    ).map { try Fields($0, of: "patient").text("id") }
    guard !ids.isEmpty else { return [] }
    let people = try bound(ids)
    let patients = try PatientReading(db: db).patients(people)
    let rows = try db.rows(
      "SELECT * FROM recall WHERE patient \(db.among("?")) ORDER BY patient, id", [people])
    let recalls = Dictionary(
      grouping: try CandidateReading(db: db).candidates(rows), by: \.patient.id.rawValue)
    let entries = try bound(rows.map { try Fields($0, of: "recall").text("id") })
    let (appointments, items) = (try appointments(people), try items(entries))
    return ids.compactMap { id in
      patients[id].map { patient in
        PatientRecord(
          patient: recalls[id]?.first?.patient ?? patient, recalls: recalls[id] ?? [],
          appointments: appointments[id] ?? [], items: items[id] ?? [])
      }
    }
  }

  private func appointments(_ people: String) throws -> [String: [ExportedAppointment]] {
    let rows = try db.rows(
      """
      SELECT p.*, a.recall AS booked_for, s.minutes AS minutes FROM appointment p
        LEFT JOIN attempt a ON a.call = p.call LEFT JOIN slot s ON s.id = p.slot
        WHERE p.patient \(db.among("?")) ORDER BY p.start, p.id
      """, [people])
    var found: [String: [ExportedAppointment]] = [:]
    for row in rows {
      let fields = Fields(row, of: "appointment")
      let patient = try fields.text("patient")
      let booked = BookedAppointment(
        id: try fields.text("id"), patient: PatientID(patient),
        start: try fields.instant("start"), provider: try fields.optionalText("provider"),
        specialty: try fields.optionalText("specialty"), status: try fields.word("status"),
        recall: try fields.optionalText("booked_for").map { RecallID($0) })
      found[patient, default: []].append(
        ExportedAppointment(
          booked: booked, location: try fields.optionalText("location"),
          minutes: try fields.optionalInt("minutes")))
    }
    return found
  }

  private func items(_ recalls: String) throws -> [String: [QueueItem]] {
    let rows = try db.rows(
      """
      SELECT * FROM queue_item WHERE recall \(db.among("?")) ORDER BY patient, opened, id
      """, [recalls])
    var found: [String: [QueueItem]] = [:]
    for row in rows {
      let item = try QueueItemReading.item(Fields(row, of: "queue_item"))
      found[item.patient.rawValue, default: []].append(item)
    }
    return found
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  @discardableResult
  package func settleDues(
    of patients: Set<PatientID>, by hours: QueueHours, at now: Date
  ) throws(StoreFailure) -> Int {
    let names = Set(patients.map(\.rawValue))
    let any = try read("settleDues") {
      try VisitDues(db: $0, hours: hours, now: now).any(of: names)
    }
    guard any else { return 0 }
    return try write("settleDues") { db in
      for patient in names.sorted() { try Locks(db: db).patient(PatientID(patient)) }
      return try VisitDues(db: db, hours: hours, now: now).settle(names)
    }
  }
}

/// By when teams answer what patients have asked, once their visits are other than they were; the rule is
/// `QueueHours.due(_:visit:at:)`. Items are found by the recalls of the patients.
struct VisitDues {
  let db: any Connection
  let hours: QueueHours
  let now: Date

  private static let waiting = """
    FROM queue_item WHERE state IN ('open', 'taken') AND due IS NOT NULL
      AND recall IN (SELECT id FROM recall WHERE patient
    """

  func any(of patients: Set<String>) throws -> Bool {
    try db.exists(
      "SELECT 1 \(Self.waiting) \(db.among("?"))) LIMIT 1", [try bound(patients.sorted())])
  }

  /// The patients are held. Answers how many items have another time now.
  @discardableResult
  func settle(_ patients: Set<String>) throws -> Int {
    guard !patients.isEmpty else { return 0 }
    let rows = try db.rows(
      "SELECT * \(Self.waiting) \(db.among("?"))) ORDER BY id", [try bound(patients.sorted())])
    guard !rows.isEmpty else { return 0 }
    let visits = try visits(of: patients)
    var settled = 0
    for row in rows {
      let item = try QueueItemReading.item(Fields(row, of: "queue_item"))
      let due = hours.due(item, visit: visits[item.patient.rawValue], at: now)
      guard let due, due != item.due else { continue }
      try write(due, item)
      settled += 1
    }
    return settled
  }

  private func write(_ due: Date, _ item: QueueItem) throws {
    let otherwise = item.dueOtherwise ?? item.due
    try db.run(
      "UPDATE queue_item SET due = ?, due_otherwise = ? WHERE id = ?",
      [due.micros, otherwise == due ? nil : otherwise?.micros, item.id.rawValue])
  }

  private func visits(of patients: Set<String>) throws -> [String: Date] {
    let rows = try db.rows(
      """
      SELECT patient, min(start) AS start FROM appointment
        WHERE patient \(db.among("?1")) AND status = 'booked' AND start > ?2 GROUP BY patient
      """, [try bound(patients.sorted()), now.micros])
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        let fields = Fields(row, of: "appointment")
        return (try fields.text("patient"), try fields.instant("start"))
      })
  }
}

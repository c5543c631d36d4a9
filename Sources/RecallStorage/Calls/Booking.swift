import Foundation
import RecallDomain

/// The appointment that a call has given, in its closing transaction: the slot is booked once or not
/// at all, and a patient who has moved an appointment holds one, not two.
struct Booking {
  let db: any Connection
  let patient: PatientID
  let recall: RecallID
  let call: CallID
  let now: Date

  func book(_ given: GivenAppointment) throws {
    if let slot = given.slot { try take(slot) }
    try giveUpEarlier()
    try db.run(
      """
      INSERT INTO appointment (id, patient, start, provider, specialty, location, status, slot, call)
        VALUES (?1, ?2, ?3, ?4, (SELECT specialty FROM slot WHERE id = ?6), ?5, 'booked', ?6, ?7)
      """,
      [
        "call/\(call.rawValue)", patient.rawValue, given.start.micros, given.provider,
        given.location, given.slot?.rawValue, call.rawValue,
      ])
  }

  /// A hold that has lapsed still books, as long as nobody else has taken the slot.
  private func take(_ slot: SlotID) throws {
    let booked = try db.run(
      """
      UPDATE slot SET booked = 1, held_by = NULL, held_until = NULL WHERE id = ?1 AND booked = 0
        AND (held_by IS NULL OR held_by = ?2 OR held_until <= ?3)
      """, [slot.rawValue, call.rawValue, now.micros])
    guard booked == 1 else { throw StoreFailure.taken(.slot) }
  }

  /// What earlier calls of this recall booked and what lies ahead is given up, and its time is open
  /// again. Appointments that came in with a list are the scheduling system's to cancel.
  private func giveUpEarlier() throws {
    let earlier = """
      status = 'booked' AND start > ?2
        AND call IN (SELECT call FROM attempt WHERE recall = ?1)
      """
    let values: SQLArguments = [recall.rawValue, now.micros]
    try db.run(
      "UPDATE slot SET booked = 0 WHERE id IN (SELECT slot FROM appointment WHERE \(earlier))",
      values)
    try db.run("UPDATE appointment SET status = 'cancelled' WHERE \(earlier)", values)
  }
}

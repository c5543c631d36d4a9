import Foundation
import RecallDomain

/// What an outcome says about the number dialled. A dead number is dead for everybody; "not known
/// here" is about this patient.
struct NumberLearning {
  let db: any Connection
  let call: CallID
  let now: Date

  func learn(_ status: PatientPhone.Status, of number: String, _ patient: PatientID) throws {
    switch status {
    case .silenced:
      try CallWriting(db: db, call: call, key: "", now: now).apply(.silence(number: number))
    case .disconnected:
      try db.run("UPDATE phone SET status = ? WHERE number = ?", [status.rawValue, number])
    case .wrong, .good:
      try db.run(
        "UPDATE phone SET status = ? WHERE number = ? AND patient = ?",
        [status.rawValue, number, patient.rawValue])
    }
    if status == .disconnected || status == .silenced {
      try Standing(db: db).wakePromises(at: number, but: patient)
    }
    // No text goes to a stranger, or nowhere.
    if status == .disconnected {
      try ContactWriting(db: db, now: now).stop(.sms, at: number)
    }
    try ContactWriting(db: db, now: now).recheck(patient, opens: false)
  }

  /// It was not so: the number is again what it was before the call, unless another call says the
  /// same of it. Who asked for silence keeps it.
  func forget(
    _ status: PatientPhone.Status, of number: String, _ patient: PatientID,
    before: PatientPhone.Status
  ) throws {
    guard status == .wrong || status == .disconnected else { return }
    let isDead = status == .disconnected
    let details = isDead ? ["disconnected"] : ["not-known", "not-a-person"]
    let others = try db.exists(
      """
      SELECT 1 FROM attempt WHERE number = ?1 AND call <> ?2 AND outcome = 'wrong-number'
        AND detail \(db.among("?3")) AND (patient = ?4 OR detail = 'disconnected')
      """, [number, call.rawValue, try bound(details), patient.rawValue])
    guard !others else { return }
    // Where it was dead for everybody, this call alone had said so.
    let good = PatientPhone.Status.good.rawValue
    try db.run(
      """
      UPDATE phone SET status = CASE patient WHEN ?1 THEN ?2 ELSE '\(good)' END
        WHERE number = ?3 AND status = ?4 \(isDead ? "" : "AND patient = ?1")
      """, [patient.rawValue, before.rawValue, number, status.rawValue])
  }
}

import Foundation
import RecallDomain

/// What an act holds while it judges or changes a patient, so that a verdict never rests on facts
/// that change under it.
///
/// On SQLite there is one writer at a time, and nothing needs to be said. On PostgreSQL whoever
/// looks for the next patient passes over those in other hands and never waits; whoever changes
/// facts waits for the verdict that is being made, and undoes it. Always in this order: the list,
/// a patient, a number, the claim, and then what stands under them (items of a queue, messages).
struct Locks {
  let db: any Connection

  /// The first of these patients who is in nobody's hands at this moment, taken without waiting, with
  /// every number of theirs.
  struct Taken {
    /// Their place among those asked for; the ones before it are in other hands.
    let place: Int
    /// What stands in the way of calling them all the same: claimed, or a number in other hands; a call
    /// without an outcome. A claim that never dialled and whose lease has run out does not count: it
    /// may be taken over.
    ///
    /// The answer may be as old as the moment before the lock; whoever takes the patient looks again.
    let obstacle: ExclusionReason?
  }

  /// `nil`: each of them is in other hands.
  func first(of patients: [String], at now: Date) throws -> Taken? {
    let row = try db.row(
      """
      \(heldFirst)
      SELECT place,
        EXISTS (SELECT 1 FROM claim WHERE patient = held.id AND ended_at IS NULL
          AND (call IS NOT NULL OR lease_ends > ?2)) AS claimed,
        EXISTS (SELECT 1 FROM attempt WHERE patient = held.id AND outcome IS NULL
          AND withdrawn_at IS NULL) AS unfinished, \(numbersLocked) AS numbers
        FROM held
      """, [try bound(patients), now.micros])
    guard let row else { return nil }
    let fields = Fields(row, of: "claim")
    let isTaken = try fields.flag("claimed") || !(try fields.flag("numbers"))
    return Taken(
      place: try fields.int("place"),
      obstacle: isTaken ? .claimed : try fields.flag("unfinished") ? .needsOutcome : nil)
  }

  func obstacle(for patient: PatientID, at now: Date) throws -> ExclusionReason? {
    guard let taken = try first(of: [patient.rawValue], at: now) else { return .claimed }
    return taken.obstacle
  }

  private var heldFirst: String {
    switch db.dialect {
    case .sqlite:
      "WITH held (place, id) AS (SELECT key, value FROM json_each(?1) ORDER BY key LIMIT 1)"
    case .postgresql:
      """
      WITH held AS MATERIALIZED (
        SELECT CAST(wish.place - 1 AS bigint) AS place, patient.id
          FROM jsonb_array_elements_text(CAST(?1 AS jsonb)) WITH ORDINALITY AS wish (id, place)
            JOIN patient ON patient.id = wish.id
          ORDER BY wish.place LIMIT 1 FOR NO KEY UPDATE OF patient SKIP LOCKED)
      """
    }
  }

  private var numbersLocked: String {
    switch db.dialect {
    case .sqlite: "1"
    case .postgresql:
      """
      (SELECT coalesce(bool_and(pg_try_advisory_xact_lock(\(Self.numbers), hashtext(number))), true)
        FROM phone WHERE phone.patient = held.id)
      """
    }
  }

  /// Waits for whoever judges this patient.
  func patient(_ patient: PatientID) throws {
    guard db.dialect == .postgresql else { return }
    _ = try db.row("SELECT 1 FROM patient WHERE id = ? FOR NO KEY UPDATE", [patient.rawValue])
  }

  /// Waits for whoever is about to dial this number.
  func number(_ number: String) throws {
    guard db.dialect == .postgresql else { return }
    _ = try db.row("SELECT pg_advisory_xact_lock(\(Self.numbers), hashtext(?))", [number])
  }

  /// One import at a time.
  func list() throws {
    guard db.dialect == .postgresql else { return }
    _ = try db.row("SELECT pg_advisory_xact_lock(\(Self.imports), 0)")
  }

  /// Whoever has it sweeps; the others need not.
  func broom() throws -> Bool {
    try db.int(
      """
      SELECT count(*) FROM (SELECT 1) AS one WHERE pg_try_advisory_xact_lock(\(Self.sweeps), 0)
      """) == 1
  }

  /// Name spaces of advisory locks: `rc` and one letter.
  static let numbers = 0x72_636E
  private static let imports = 0x72_6369
  private static let sweeps = 0x72_6373
}

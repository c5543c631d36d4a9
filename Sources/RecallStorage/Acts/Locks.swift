import RecallDomain

/// What an act holds while it judges or changes a patient, so that a verdict never rests on facts
/// that change under it.
///
/// On SQLite there is one writer at a time, and nothing needs to be said. On PostgreSQL whoever
/// looks for the next patient passes over those in other hands and never waits; whoever changes
/// facts waits for the verdict that is being made, and undoes it. Always in this order: the list,
/// a patient, a number, the claim.
struct Locks {
  let db: any Connection

  /// The patient and every number of theirs, without waiting. `false`: in other hands right now.
  func taken(_ patient: PatientID) throws -> Bool {
    guard db.dialect == .postgresql else { return true }
    return try db.int(
      """
      WITH held AS MATERIALIZED
        (SELECT id FROM patient WHERE id = ? FOR NO KEY UPDATE SKIP LOCKED)
      SELECT count(*) FROM held WHERE (
        SELECT coalesce(bool_and(pg_try_advisory_xact_lock(\(Self.numbers), hashtext(number))), true)
          FROM phone WHERE phone.patient = held.id)
      """, [patient.rawValue]) == 1
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
  private static let numbers = 0x72_636E
  private static let imports = 0x72_6369
  private static let sweeps = 0x72_6373
}

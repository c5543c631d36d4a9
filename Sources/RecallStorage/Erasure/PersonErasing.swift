import Foundation
package import RecallDomain

extension SharedActs {
  package func personHeld(_ patient: PatientID) throws(StoreFailure) -> PersonHeld? {
    try read("personHeld") { db in try PersonErasing(db: db, patient: patient).held() }
  }

  package func erasePerson(
    _ patient: PatientID, because: String, as act: ErasureAct
  ) throws {
    let held = try personHeld(patient)
    guard let held else { throw StoreFailure.notFound }
    guard held.obstacles.isEmpty else { throw StoreFailure.taken(.patient) }
    for kind in RetentionPolicy.Kind.allCases {
      _ = try eraseWords(kind, .person(patient), as: act)
    }
    try erasing { (db: any Connection) throws -> Void in
      try PersonErasing(db: db, patient: patient).erase(because: because, as: act)
    }
  }
}

/// One person, on a lawful request: who they are, how they are reached and what was said go. What stays
/// says that somebody of this id was called, when, and with which outcome.
struct PersonErasing {
  let db: any Connection
  let patient: PatientID

  private var id: String { patient.rawValue }

  // MARK: What there is

  func held() throws -> PersonHeld? {
    guard try db.exists("SELECT 1 FROM patient WHERE id = ?", [id]) else { return nil }
    var held = PersonHeld()
    held.isErased = try Self.isErased(patient, db)
    held.numbers = try count("phone WHERE patient = ?")
    held.representatives = try count("representative WHERE patient = ?")
    for kind in RetentionPolicy.Kind.allCases {
      for words in ErasableWords.of(kind) {
        let query = ErasableQuery(words, .person(patient))
        held.words[kind, default: 0] += try query.count(db)
      }
    }
    held.calls = try count("attempt WHERE patient = ?")
    held.recalls = try count("recall WHERE patient = ?")
    held.obstacles = try obstacles()
    return held
  }

  private func count(_ of: String) throws -> Int {
    try db.int("SELECT count(*) FROM \(of)", [id]) ?? 0
  }

  /// What somebody must end first: erasing under their hands would lose what the patient is owed.
  private func obstacles() throws -> [PersonHeld.Obstacle] {
    var found: [PersonHeld.Obstacle] = []
    let call = try db.exists(
      """
      SELECT 1 FROM claim WHERE patient = ?1 AND ended_at IS NULL
      UNION ALL SELECT 1 FROM attempt WHERE patient = ?1 AND outcome IS NULL
        AND withdrawn_at IS NULL
      """, [id])
    if call { found.append(.call) }
    let items = try count(
      "queue_item WHERE patient = ? AND (state IN ('open', 'taken', 'answered') OR unapplied = 1)")
    if items > 0 { found.append(.items(items)) }
    let messages = try count("outbox WHERE patient = ? AND state IN ('waiting', 'sending')")
    if messages > 0 { found.append(.messages(messages)) }
    let openings = try count(
      """
      opening WHERE looked_at IS NULL
        AND recall IN (SELECT id FROM recall WHERE patient = ?)
      """)
    if openings > 0 { found.append(.openings(openings)) }
    return found
  }

  static func isErased(_ patient: PatientID, _ db: any Connection) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM erased_words WHERE what = 'patient' AND id = ?", [patient.rawValue])
  }

  // MARK: What goes

  func erase(because: String, as act: ErasureAct) throws {
    try Locks(db: db).patient(patient)
    guard try obstacles().isEmpty else { throw StoreFailure.taken(.patient) }
    let erasure = try ErasureTrace(db: db, act: act)
      .leave("person", before: nil, entries: 1, of: patient, because: because)
    for number in try ownNumbers() { try ForgottenNumbers(db: db).forget(number, by: erasure) }
    try ways()
    try record(at: act.at)
    try db.run(
      """
      INSERT INTO erased_words (what, id, erasure) VALUES ('patient', ?, ?) ON CONFLICT DO NOTHING
      """, [id, erasure])
  }

  /// Numbers on record that nobody else is reached at.
  private func ownNumbers() throws -> [String] {
    try db.rows(
      """
      SELECT number FROM phone WHERE patient = ?1 AND NOT EXISTS (
        SELECT 1 FROM phone o WHERE o.number = phone.number AND o.patient <> ?1)
      """, [id]
    ).map { try Fields($0, of: "phone").text("number") }
  }

  /// Where they were reached: numbers, addresses, consents of single ones, who spoke for them. Contacts
  /// with a number that others share count on for those.
  private func ways() throws {
    let mine = "(SELECT number FROM phone WHERE patient = ?)"
    let ownOnly = """
      (SELECT number FROM phone WHERE patient = ?1 AND NOT EXISTS (
        SELECT 1 FROM phone o WHERE o.number = phone.number AND o.patient <> ?1))
      """
    try db.run("DELETE FROM undeliverable WHERE place IN \(ownOnly)", [id])
    try db.run(
      "DELETE FROM undeliverable WHERE place IN (SELECT email FROM patient WHERE id = ?)", [id])
    try db.run("DELETE FROM silenced WHERE number IN \(ownOnly)", [id])
    let numbers = try db.rows("SELECT DISTINCT number FROM attempt WHERE patient = ?", [id])
    try db.run("UPDATE attempt SET number = '' WHERE patient = ?", [id])
    for number in numbers.map(\.first) { try recount(number) }
    try db.run("UPDATE claim SET number = '' WHERE patient = ? AND ended_at IS NOT NULL", [id])
    try db.run(
      """
      UPDATE recall_turn SET phone = NULL
        WHERE call IN (SELECT call FROM attempt WHERE patient = ?)
      """, [id])
    try db.run("UPDATE contact_change SET place = '' WHERE patient = ?", [id])
    try db.run("DELETE FROM consent WHERE patient = ? AND place <> ''", [id])
    try db.run("DELETE FROM representative WHERE patient = ?", [id])
    try db.run("DELETE FROM waiting_appointment WHERE patient = ?", [id])
    try db.run("DELETE FROM phone WHERE number IN \(mine) AND patient = ?", [id, id])
  }

  private func recount(_ number: SQLValue) throws {
    let days = try db.rows(
      "SELECT local_date FROM contact_day WHERE kind = 'number' AND subject = ?", [number])
    for day in days.map(\.first) {
      let left = try db.int(
        "SELECT count(*) FROM attempt WHERE contact = 1 AND number = ? AND local_date = ?",
        [number, day])
      let key = "WHERE kind = 'number' AND subject = ? AND local_date = ?"
      if let left, left > 0 {
        try db.run("UPDATE contact_day SET contacts = ? \(key)", [left, number, day])
      } else {
        try db.run("DELETE FROM contact_day \(key)", [number, day])
      }
    }
  }

  /// Language and wishes of no name stay: figures are made of them. Whoever still had a visit due is
  /// not called any more.
  private func record(at now: Date) throws {
    try db.run(
      """
      UPDATE patient SET first_name = '', last_name = '', folded_name = '', folded_last = '',
          born = NULL, mrn = NULL, email = NULL, postal_code = NULL, only_number = NULL, needs = NULL,
          opted_out_at = CASE WHEN EXISTS (SELECT 1 FROM recall WHERE recall.patient = patient.id
              AND recall.state IN ('open', 'review'))
            THEN coalesce(opted_out_at, ?) ELSE opted_out_at END
        WHERE id = ?
      """, [now.micros, id])
    try db.run(
      "UPDATE recall SET \"authorization\" = NULL WHERE patient = ? AND \"authorization\" IS NOT NULL",
      [id])
  }
}

import RecallDomain

/// Asks another life of a store, which is attached as `later`, what this one lacks. Of a damaged file
/// what reads is read, kind by kind, and what does not is named.
struct LaterFactsReading {
  /// One patient's safety, as the other life has it.
  struct Standing {
    let patient: PatientID
    var optedOutAt: SQLValue
    var doNotContact: SQLValue
    var deceased: SQLValue
    var heldForDeathAt: SQLValue
    let wantsNoCalls: Bool
    let hasDied: Bool
  }

  let db: any Connection
  var unread: [String] = []

  init(_ db: any Connection) { self.db = db }

  mutating func reading<Found>(_ kind: String, _ body: () throws -> [Found]) -> [Found] {
    do { return try body() } catch {
      unread.append(kind)
      return []
    }
  }

  // MARK: Safety

  private static let erased = "SELECT id FROM later.erased_words WHERE what = 'patient'"

  mutating func erased() -> [(patient: PatientID, because: String)] {
    let db = db
    return reading("erasure") {
      try db.rows(
        """
        SELECT w.id, coalesce(e.because, '') AS because FROM later.erased_words w
          LEFT JOIN later.erasure e ON e.id = w.erasure
          WHERE w.what = 'patient' AND w.id NOT IN (
            SELECT id FROM main.erased_words WHERE what = 'patient')
          ORDER BY w.id
        """
      ).map {
        let fields = Fields($0, of: "erased_words")
        return (PatientID(try fields.text("id")), try fields.text("because"))
      }
    }
  }

  /// The key that the other life hashes numbers of erased persons with, and the hashes that this one lacks.
  mutating func forgottenNumbers() -> (key: SQLValue?, hashes: [String]) {
    let db = db
    let keys = reading("erasure_key") { try db.rows("SELECT key FROM later.erasure_key") }
    let hashes = texts(
      "forgotten_number",
      """
      SELECT hash AS id FROM later.forgotten_number
        WHERE hash NOT IN (SELECT hash FROM main.forgotten_number) ORDER BY hash
      """)
    return (keys.first?.first, hashes)
  }

  /// Whoever was erased is not called anyhow.
  mutating func standings() -> [Standing] {
    let db = db
    return reading("patient") {
      try db.rows(
        """
        SELECT l.id, l.opted_out_at, l.do_not_contact, l.deceased, l.held_for_death_at,
            (l.opted_out_at IS NOT NULL AND p.opted_out_at IS NULL)
              OR l.do_not_contact > coalesce(p.do_not_contact, 0) AS no_calls,
            (l.held_for_death_at IS NOT NULL AND p.held_for_death_at IS NULL)
              OR l.deceased > coalesce(p.deceased, 0) AS died
          FROM later.patient l LEFT JOIN main.patient p ON p.id = l.id
          WHERE (l.opted_out_at IS NOT NULL OR l.do_not_contact = 1 OR l.deceased = 1
            OR l.held_for_death_at IS NOT NULL) AND l.id NOT IN (\(Self.erased))
          ORDER BY l.id
        """
      ).map { row in
        let fields = Fields(row, of: "patient")
        return Standing(
          patient: PatientID(try fields.text("id")), optedOutAt: row["opted_out_at"] ?? .null,
          doNotContact: row["do_not_contact"] ?? .null, deceased: row["deceased"] ?? .null,
          heldForDeathAt: row["held_for_death_at"] ?? .null,
          wantsNoCalls: try fields.flag("no_calls"), hasDied: try fields.flag("died"))
      }.filter { $0.wantsNoCalls || $0.hasDied }
    }
  }

  mutating func withdrawnConsents() -> [SQLRow] {
    rows(
      "contact_change",
      """
      SELECT * FROM later.contact_change l
        WHERE what = 'consent' AND value = 'no' AND ended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM main.contact_change m WHERE m.id = l.id)
          AND patient NOT IN (\(Self.erased)) ORDER BY id
      """)
  }

  mutating func silenced() -> [SQLRow] {
    rows(
      "silenced",
      """
      SELECT number, at, call FROM later.silenced l
        WHERE NOT EXISTS (SELECT 1 FROM main.silenced m WHERE m.number = l.number) ORDER BY number
      """)
  }

  /// Of recalls that the backup has: the words of others have nobody to stand under.
  mutating func openItems() -> [QueueItem] {
    let db = db
    return reading("queue_item") {
      try db.rows(
        """
        SELECT l.* FROM later.queue_item l JOIN main.recall r ON r.id = l.recall
          WHERE l.state IN ('open', 'taken', 'answered')
            AND NOT EXISTS (SELECT 1 FROM main.queue_item m WHERE m.id = l.id) ORDER BY l.id
        """
      ).map { try QueueItemReading.item(Fields($0, of: "queue_item")) }
    }
  }

  // MARK: What is lost

  mutating func contacted() -> [PatientID] {
    patients(
      "attempt",
      """
      SELECT DISTINCT patient AS id FROM later.attempt l WHERE withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM main.attempt m WHERE m.call = l.call) ORDER BY patient
      """)
  }

  mutating func booked() -> [PatientID] {
    patients(
      "appointment",
      """
      SELECT DISTINCT patient AS id FROM later.appointment l
        WHERE call IS NOT NULL AND status <> 'cancelled'
          AND NOT EXISTS (SELECT 1 FROM main.appointment m WHERE m.id = l.id) ORDER BY patient
      """)
  }

  mutating func sent() -> [String] {
    texts(
      "outbox",
      """
      SELECT key AS id FROM later.outbox l WHERE state = 'sent' AND NOT EXISTS (
        SELECT 1 FROM main.outbox m WHERE m.key = l.key AND m.state = 'sent') ORDER BY key
      """)
  }

  mutating func batchesErasedByRule() -> Int {
    texts(
      "erasure",
      """
      SELECT CAST(l.id AS TEXT) AS id FROM later.erasure l WHERE patient IS NULL AND NOT EXISTS (
        SELECT 1 FROM main.erasure m WHERE m.at = l.at AND m.who = l.who AND m.what = l.what)
      """
    ).count
  }

  mutating func staffRemoved() -> [String] {
    texts("staff", "SELECT id FROM main.staff WHERE id NOT IN (SELECT id FROM later.staff)")
  }

  // MARK: Rows

  private mutating func rows(_ kind: String, _ query: String) -> [SQLRow] {
    let db = db
    return reading(kind) { try db.rows(query) }
  }

  private mutating func texts(_ kind: String, _ query: String) -> [String] {
    let db = db
    return reading(kind) { try db.rows(query).map { try Fields($0, of: kind).text("id") } }
  }

  private mutating func patients(_ kind: String, _ query: String) -> [PatientID] {
    texts(kind, query).map { PatientID($0) }
  }
}

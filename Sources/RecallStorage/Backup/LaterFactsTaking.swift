import Foundation
import GRDB
package import RecallDomain

extension SQLiteStore {
  /// Whether this store and another one began as one: a backup, the store that it was made of, and
  /// whatever was made of either.
  package func hasOneBeginning(with other: SQLiteStore) throws(StoreFailure) -> Bool {
    let (own, others) = (try epochs().first, try other.epochs().first)
    return kind == other.kind && own?.id == others?.id
  }

  /// The other store's trail ends where this one's still goes on: it knows nothing that this one does not.
  /// What a copy writes about itself is no word of anybody's.
  package func goesOnAfter(_ other: SQLiteStore) throws(StoreFailure) -> Bool {
    let columns = "id, at, who, act, mac"
    let last = try other.read("trail") { db in
      try db.row(
        "SELECT \(columns) FROM audit WHERE act <> ? ORDER BY id DESC LIMIT 1",
        [AuditAct.storeCopied.rawValue])
    }
    guard let last else { return true }
    return try read("trail") { db in
      let own = try db.row("SELECT \(columns) FROM audit WHERE id = ?", [last.first])
      return own?.values == last.values
    }
  }

  /// Takes from another life of this store what keeps people safe, and names what cannot be taken. Only
  /// for a copy that nobody works on yet.
  ///
  /// - Parameter path: of the other life's file, in the shape of today.
  package func takeLaterFacts(
    of path: String, as act: ErasureAct
  ) throws(StoreFailure) -> LaterFacts {
    do {
      let chain = chain
      var (facts, toErase) = try onFile("takeLaterFacts") { db in
        try db.execute(sql: "ATTACH DATABASE ? AS later", arguments: [path])
        defer { try? db.execute(sql: "DETACH DATABASE later") }
        var taken: (LaterFacts, [LaterFactsTaking.Erased])?
        try db.inTransaction(.immediate) {
          var taking = LaterFactsTaking(SQLiteConnection(db, chain: chain), act: act)
          taken = (try taking.take(), taking.erased)
          return .commit
        }
        return taken!
      }
      chain?.isKept()
      for person in toErase { try eraseAgain(person, as: act, &facts) }
      if !toErase.isEmpty { try forgetErased() }
      return facts
    } catch { throw StoreFailure(error, act: "takeLaterFacts") }
  }

  private func eraseAgain(
    _ person: LaterFactsTaking.Erased, as act: ErasureAct, _ facts: inout LaterFacts
  ) throws {
    do {
      try erasePerson(person.patient, because: person.because, as: act)
    } catch StoreFailure.taken {
      facts.inForce[.erasure]?.removeAll { $0 == person.patient }
      facts.lost[.erasureInTheWay, default: []].append(person.patient)
    }
  }
}

/// Writes into a copy what another life of it knows, in one transaction with its traces.
struct LaterFactsTaking {
  typealias Erased = (patient: PatientID, because: String)

  private let db: any Connection
  private let act: ErasureAct
  private var facts = LaterFacts()
  /// To be erased once more, when this is written.
  private(set) var erased: [Erased] = []

  init(_ db: any Connection, act: ErasureAct) { (self.db, self.act) = (db, act) }

  mutating func take() throws -> LaterFacts {
    var reading = LaterFactsReading(db)
    erased = reading.erased()
    let (standings, items) = (reading.standings(), reading.openItems())
    let (consents, silenced) = (reading.withdrawnConsents(), reading.silenced())
    let (key, hashes) = reading.forgottenNumbers()
    try bringIn(erased.map(\.patient) + standings.map(\.patient) + owners(of: consents), &reading)
    try take(erased)
    if let key { try forget(hashes, key) }
    for standing in standings { try take(standing) }
    try take(consents, into: "contact_change", as: .withdrawnConsent)
    try silence(silenced)
    for item in items { try take(item) }
    facts.lost[.contact] = reading.contacted()
    facts.lost[.booking] = reading.booked()
    facts.sentMessages = reading.sent()
    facts.wordsErasedByRule = reading.batchesErasedByRule()
    facts.staffRemoved = reading.staffRemoved()
    facts.unread = Array(Set(reading.unread)).sorted()
    facts.inForce = facts.inForce.mapValues { Array(Set($0)).sorted { $0.rawValue < $1.rawValue } }
    facts.lost = facts.lost.filter { !$0.value.isEmpty }
    try leaveTraces()
    return facts
  }

  private mutating func note(_ safety: LaterFacts.Safety, _ patient: PatientID) {
    facts.inForce[safety, default: []].append(patient)
  }

  // MARK: People whom the backup does not have

  /// A list that brings them again finds their wish: without it they would be new, and called.
  private func bringIn(_ patients: [PatientID], _ reading: inout LaterFactsReading) throws {
    for table in ["patient", "phone"] {
      let key = table == "patient" ? "id" : "patient"
      let found = reading.reading(table) {
        try patients.flatMap { patient in
          try db.exists("SELECT 1 FROM main.patient WHERE id = ?", [patient.rawValue])
            && table == "patient"
            ? [] : try db.rows("SELECT * FROM later.\(table) WHERE \(key) = ?", [patient.rawValue])
        }
      }
      let columns = try names(of: table).filter { $0 != "made" }
      for row in found { try insert(row, columns, into: table) }
    }
  }

  private func names(of table: String) throws -> [String] {
    try db.rows("SELECT name FROM pragma_table_info(?)", [table])
      .map { try Fields($0, of: "table_info").text("name") }
  }

  private func insert(_ row: SQLRow, _ columns: [String], into table: String) throws {
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    try db.run(
      "INSERT INTO main.\(table) (\(list)) VALUES (\(places)) ON CONFLICT DO NOTHING",
      SQLArguments(columns.map { row[$0] ?? .null }))
  }

  private func owners(of rows: [SQLRow]) throws -> [PatientID] {
    try rows.map { PatientID(try Fields($0, of: "contact_change").text("patient")) }
  }

  // MARK: What is in force

  /// Not called from now on, whatever stands in the way of erasing; what their teams had to do is done.
  private mutating func take(_ erased: [Erased]) throws {
    for person in erased {
      note(.erasure, person.patient)
      let id = person.patient.rawValue
      try db.run(
        "UPDATE main.patient SET opted_out_at = coalesce(opted_out_at, ?) WHERE id = ?",
        [act.at.micros, id])
      try db.run(
        """
        UPDATE main.queue_item SET state = 'withdrawn', withdrawn_at = ?, unapplied = 0
          WHERE patient = ? AND (state IN ('open', 'taken', 'answered') OR unapplied = 1)
        """, [act.at.micros, id])
      try Standing(db: db).wake(person.patient, at: act.at)
    }
  }

  /// Of persons whom no list of the backup's time knows their numbers are known as hashes alone. Those of
  /// another key, which the backup has, could never be made again.
  private func forget(_ hashes: [String], _ key: SQLValue) throws {
    try db.run(
      "INSERT INTO main.erasure_key (\"only\", key) VALUES (1, ?) ON CONFLICT DO NOTHING",
      SQLArguments([key]))
    guard !hashes.isEmpty, try db.row("SELECT key FROM main.erasure_key")?.first == key else {
      return
    }
    let erasure = try ErasureTrace(db: db, act: act)
      .leave("numbers", before: nil, entries: hashes.count)
    for hash in hashes {
      try db.run(
        "INSERT INTO main.forgotten_number (hash, erasure) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [hash, erasure])
    }
  }

  private mutating func take(_ standing: LaterFactsReading.Standing) throws {
    if standing.wantsNoCalls { note(.optOut, standing.patient) }
    if standing.hasDied { note(.death, standing.patient) }
    try db.run(
      """
      UPDATE main.patient SET opted_out_at = coalesce(opted_out_at, ?1),
          do_not_contact = max(do_not_contact, ?2), deceased = max(deceased, ?3),
          held_for_death_at = coalesce(held_for_death_at, ?4) WHERE id = ?5
      """,
      [
        standing.optedOutAt, standing.doNotContact, standing.deceased, standing.heldForDeathAt,
        standing.patient.rawValue,
      ])
    try Standing(db: db).wake(standing.patient, at: act.at)
  }

  private mutating func take(
    _ rows: [SQLRow], into table: String, as safety: LaterFacts.Safety
  ) throws {
    let columns = try names(of: table)
    for (row, patient) in zip(rows, try owners(of: rows)) {
      note(safety, patient)
      try insert(row, columns, into: table)
      try Standing(db: db).wake(patient, at: act.at)
    }
  }

  private mutating func silence(_ rows: [SQLRow]) throws {
    facts.silencedNumbers = rows.count
    for row in rows {
      try insert(row, ["number", "at", "call"], into: "silenced")
      let reached = try db.rows(
        "SELECT patient AS id FROM main.phone WHERE number = ?", [row.first])
      for person in reached {
        let patient = PatientID(try Fields(person, of: "phone").text("id"))
        try Standing(db: db).wake(patient, at: act.at)
      }
    }
  }

  /// Of a call that the backup does not know, without it; whoever had it takes it again.
  private mutating func take(_ item: QueueItem) throws {
    var item = item
    let known = "SELECT 1 FROM main.attempt WHERE call = ?"
    if let call = item.call, try !db.exists(known, [call.rawValue]) { item.call = nil }
    note(.openItem, item.patient)
    try CallWriting(db: db, call: item.call ?? CallID(""), key: "", now: act.at)
      .apply(.openItem(item))
  }

  // MARK: Traces

  /// So many patients in one entry of the trail.
  private static let named = 200

  private func leaveTraces() throws {
    for safety in LaterFacts.Safety.allCases {
      try leave(.takenFromBefore, safety.rawValue, facts.inForce[safety] ?? [])
    }
    for kind in LaterFacts.Lost.allCases {
      try leave(.lostWithBefore, kind.rawValue, facts.lost[kind] ?? [])
    }
  }

  private func leave(_ act: AuditAct, _ subject: String, _ patients: [PatientID]) throws {
    for from in stride(from: 0, to: patients.count, by: Self.named) {
      try db.audit(
        act, by: self.act.who, subject: subject,
        showing: Array(patients[from..<min(from + Self.named, patients.count)]), at: self.act.at)
    }
  }
}

import Foundation
import RecallDomain

/// Reads entries with everything the rules need, a page at a time: one query per kind of fact, not
/// one per entry.
struct CandidateReading {
  let db: any Connection

  func candidate(_ recall: RecallID) throws -> Candidate? {
    try candidates(db.rows(Self.entry, [recall.rawValue])).first
  }

  /// Whose entry it is is known, so that no read waits for another: for `together`.
  func reading(
    _ recall: RecallID, of patient: PatientID
  ) throws -> (candidate: Candidate, kinds: Set<FactKind>)? {
    let rows = try db.rows(Self.entry, [recall.rawValue])
    let (people, recalls) = (try bound([patient.rawValue]), try bound([recall.rawValue]))
    let (candidates, kinds) = try reading(rows, people, recalls)
    return candidates.first.map { ($0, kinds) }
  }

  /// In the order of the rows, which are whole rows of `recall`.
  func candidates(_ rows: [SQLRow]) throws -> [Candidate] {
    guard !rows.isEmpty else { return [] }
    let people = try bound(Set(rows.map { try Fields($0, of: "recall").text("patient") }))
    let recalls = try bound(rows.map { try Fields($0, of: "recall").text("id") })
    return try db.together { db in
      try CandidateReading(db: db).reading(rows, people, recalls).candidates
    }
  }

  private static let entry = "SELECT * FROM recall WHERE id = ?"

  /// - Parameters people, recalls: bound lists of whose and which entries these are.
  private func reading(
    _ rows: [SQLRow], _ people: String, _ recalls: String
  ) throws -> (candidates: [Candidate], kinds: Set<FactKind>) {
    let entries = try rows.map { try Self.entry($0) }
    var patients = try PatientReading(db: db).patientsWithNumbers(people)
    let kinds = try FactKinds(db: db).present(people, recalls)
    // Most of a list were never called, and have no more on record than this.
    let candidates = try db.together { db in
      try CandidateReading(db: db).candidates(entries, &patients, kinds, people, recalls)
    }
    return (candidates, kinds)
  }

  private func candidates(
    _ entries: [RecallEntry], _ patients: inout [String: Patient], _ kinds: Set<FactKind>,
    _ people: String, _ recalls: String
  ) throws -> [Candidate] {
    let has = { (kind: FactKind) in kinds.contains(kind) }
    if has(.representative) {
      try PatientReading(db: db).addRepresentatives(people, to: &patients)
    }
    if has(.contactChange) { try PatientReading(db: db).applyChanges(people, to: &patients) }
    let (attempts, stopped) = has(.attempt) ? try attempts(people) : ([:], [:])
    let told = try deathsOnlyTold(patients.values.filter(\.deceased).map(\.id.rawValue))
    let items = has(.item) ? try items(recalls) : [:]
    let appointments = has(.appointment) ? try appointments(people) : [:]
    let held = has(.claim) ? try holders(people) : [:]
    let unfinished = has(.attempt) ? try unfinished(people) : [:]
    let alike = has(.alike) ? try Duplicates(db: db).among(people) : [:]
    let contacts = has(.contact) ? try contacts(people) : [:]
    return try entries.map { entry in
      guard let patient = patients[entry.patient.rawValue] else {
        throw DamagedRow(place: "recall.patient")
      }
      let numbers = patient.phones.map(\.number)
      return Candidate(
        entry: entry, patient: patient,
        attempts: attempts[entry.patient.rawValue]?.filter { $0.recall == entry.id.rawValue }
          .map(\.attempt) ?? [],
        appointments: appointments[entry.patient.rawValue] ?? [],
        items: items[entry.id.rawValue] ?? [], heldBy: held[entry.patient.rawValue],
        unfinishedBy: unfinished[entry.patient.rawValue],
        contactsByNumber: contacts.filter { numbers.contains($0.key) },
        otherContacts: attempts[entry.patient.rawValue]?.filter {
          $0.recall != entry.id.rawValue && $0.attempt.isContact
        }.map(\.attempt.started) ?? [],
        heldForDeath: told.contains(entry.patient.rawValue),
        duplicateOf: alike[entry.patient.rawValue].map { PatientID($0) },
        stoppedMessages: stopped[entry.id.rawValue] ?? [])
    }
  }

  static func entry(_ row: SQLRow) throws -> RecallEntry {
    let fields = Fields(row, of: "recall")
    var entry = RecallEntry(
      id: RecallID(try fields.text("id")), patient: PatientID(try fields.text("patient")),
      segment: try fields.text("segment"), reason: try fields.optionalText("reason"),
      due: try fields.day("due"), priority: try fields.int("priority"))
    entry.dueEnd = try fields.optionalDay("due_end")
    entry.provider = try fields.optionalText("provider")
    entry.specialty = try fields.optionalText("specialty")
    entry.location = try fields.optionalText("location")
    entry.lastAppointment = try fields.optionalDay("last_appointment")
    entry.authorization = try fields.optionalText("authorization")
    entry.owner = try fields.optionalText("owner")
    entry.state = try fields.word("state")
    entry.nextAt = try fields.optionalInstant("next_at")
    entry.nextAction = try fields.word("next_action")
    entry.callback = try fields.optionalJSON("callback")
    entry.stoodAs = try fields.optionalCase("stood_as")
    return entry
  }

  private typealias Attempts = [String: [(recall: String, attempt: AttemptSummary)]]

  /// The calls of each recall of a patient, oldest first.
  func attempts(of patient: PatientID) throws -> [String: [AttemptSummary]] {
    let all = try attempts(try bound([patient.rawValue])).made[patient.rawValue] ?? []
    return Dictionary(grouping: all, by: \.recall).mapValues { $0.map(\.attempt) }
  }

  /// Of all recalls of a patient: the caps count them together. A message of the cadence that is no
  /// contact was stopped before it left, and is no attempt; but one that was tried and not taken
  /// stays the step it was, though it reached nobody.
  private func attempts(
    _ people: String
  ) throws -> (made: Attempts, stopped: [String: [CallID]]) {
    let rows = try db.rows(
      """
      SELECT attempt.*,
          CASE WHEN caller = '\(MessageStep.author)' AND contact = 0
            THEN \(ContactDays.isNotTaken("attempt.call")) ELSE 0 END AS not_taken
        FROM attempt WHERE patient \(db.among("?"))
        AND withdrawn_at IS NULL ORDER BY started, call
      """, [people])
    var (made, stopped): (Attempts, [String: [CallID]]) = ([:], [:])
    for row in rows {
      let fields = Fields(row, of: "attempt")
      let recall = try fields.text("recall")
      // One that its command would not take stays the cadence's step, though it reached nobody.
      if try CountedAttempt.isStopped(fields), try !fields.flag("not_taken") {
        stopped[recall, default: []].append(CallID(try fields.text("call")))
      } else {
        made[try fields.text("patient"), default: []].append((recall, try Self.attempt(fields)))
      }
    }
    return (made, stopped)
  }

  private static func attempt(_ fields: Fields) throws -> AttemptSummary {
    let outcome: Outcome? = try fields.optionalCase("outcome")
    return AttemptSummary(
      call: CallID(try fields.text("call")), number: try fields.text("number"),
      started: try fields.instant("started"), caller: try fields.text("caller"),
      direction: try fields.word("direction"),
      ending: try outcome.flatMap { Ending($0, try fields.optionalCase("detail")) },
      gaveTime: try fields.flag("gave_time"), reachedNobody: try fields.flag("not_taken"))
  }

  /// Those of them whose death somebody told and records has not confirmed.
  private func deathsOnlyTold(_ people: [String]) throws -> Set<String> {
    guard !people.isEmpty else { return [] }
    let rows = try db.rows(
      """
      SELECT id FROM patient WHERE id \(db.among("?")) AND deceased = 0
        AND held_for_death_at IS NOT NULL
      """, [try bound(people)])
    return Set(try rows.map { try Fields($0, of: "patient").text("id") })
  }

  private func items(_ recalls: String) throws -> [String: [QueueItem]] {
    let rows = try db.rows(
      """
      SELECT * FROM queue_item WHERE recall \(db.among("?"))
        AND state <> 'withdrawn' ORDER BY opened, id
      """, [recalls])
    return try grouped(rows, of: "queue_item", by: "recall", QueueItemReading.item)
  }

  private func appointments(_ people: String) throws -> [String: [BookedAppointment]] {
    let rows = try db.rows(
      """
      SELECT p.*, a.recall AS booked_for FROM appointment p LEFT JOIN attempt a ON a.call = p.call
        WHERE p.patient \(db.among("?")) ORDER BY p.start, p.id
      """, [people])
    return try grouped(rows, of: "appointment", by: "patient") { fields in
      BookedAppointment(
        id: try fields.text("id"), patient: PatientID(try fields.text("patient")),
        start: try fields.instant("start"), provider: try fields.optionalText("provider"),
        specialty: try fields.optionalText("specialty"), status: try fields.word("status"),
        recall: try fields.optionalText("booked_for").map { RecallID($0) })
    }
  }

  private func holders(_ people: String) throws -> [String: String] {
    try pairs(
      """
      SELECT patient AS name, caller AS value FROM claim
        WHERE ended_at IS NULL AND patient \(db.among("?"))
      """, people)
  }

  /// A call that was left: nobody holds its claim now.
  private func unfinished(_ people: String) throws -> [String: String] {
    try pairs(
      """
      SELECT a.patient AS name, c.caller AS value FROM attempt a JOIN claim c ON c.call = a.call
        WHERE a.outcome IS NULL AND a.withdrawn_at IS NULL AND c.ended_at IS NOT NULL
          AND a.patient \(db.among("?"))
      """, people)
  }

  /// Instants of contacts by number, oldest first, whomever they were for. A call without an outcome
  /// counts: the telephone has rung.
  private func contacts(_ people: String) throws -> [String: [Date]] {
    let theirs = "number IN (SELECT number FROM phone WHERE patient \(db.among("?1")))"
    let rows = try db.rows(
      """
      SELECT number, started FROM attempt WHERE contact = 1 AND \(theirs)
      UNION ALL
      SELECT number, started FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL
        AND direction = 'outbound' AND \(theirs)
      ORDER BY started
      """, [people])
    return try grouped(rows, of: "attempt", by: "number") { try $0.instant("started") }
  }

  private func pairs(_ sql: String, _ people: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for row in try db.rows(sql, [people]) {
      let fields = Fields(row, of: "candidate")
      found[try fields.text("name")] = try fields.text("value")
    }
    return found
  }

  private func grouped<Value>(
    _ rows: [SQLRow], of place: String, by key: String, _ read: (Fields) throws -> Value
  ) throws -> [String: [Value]] {
    var found: [String: [Value]] = [:]
    for row in rows {
      let fields = Fields(row, of: place)
      found[try fields.text(key), default: []].append(try read(fields))
    }
    return found
  }
}

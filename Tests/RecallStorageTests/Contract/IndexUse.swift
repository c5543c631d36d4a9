import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// Every question that `next` asks of a list that has grown is answered by way of an index, so that its
/// cost does not grow with the list.
struct IndexUse {
  /// Enough for a planner to tell an index from the whole table.
  static let entries = 20_000
  private static let tables = [
    "recall", "patient", "phone", "consent", "attempt", "claim", "audit", "appointment",
    "queue_item", "contact_change", "representative", "note",
  ]
  /// Indexes of a few rows each, of which all may be looked at.
  private static let small = [
    "claim_patient", "claim_number", "claim_caller", "attempt_unfinished", "recall_review",
    "contact_change_place",
  ]

  let store: any SharedActs
  /// Who fills the list, when whoever asks it may not; and under which name they ask, leaving nothing
  /// behind.
  var filler: (any SharedActs)?
  var me: String?
  /// Statistics as a server gathers them by itself.
  let analyse: () throws -> Void

  func verify() throws {
    try (filler ?? store).write("fill") { db in
      for statement in Self.rows { _ = try db.change(statement, []) }
    }
    try analyse()
    var asked: [String: SQLArguments] = [:]
    for depth in [1, 8] where depth == 1 || store is PostgreSQLStore {
      for search in searches(depth) {
        let step = { (db: any Connection) throws in
          let listening = Listening(to: db)
          _ = try search.step(listening)
          asked.merge(listening.asked) { first, _ in first }
          if me != nil { throw StoreFailure.stale }
        }
        try asking(step)
      }
    }
    if store is SQLiteStore { try asked.merge(searchesOfNotes()) { first, _ in first } }
    #expect(asked.count > 15)
    for (sql, arguments) in asked.sorted(by: { $0.key < $1.key }) {
      let plan = try plan(sql, arguments)
      for line in plan { #expect(!scans(line), "\(sql)\n\(plan.joined(separator: "\n"))") }
    }
    let heads = try #require(asked.first { $0.key.contains("rank() OVER") })
    #expect(try plan(heads.key, heads.value).contains { $0.contains("recall_ready") })
  }

  private func asking(_ step: (any Connection) throws -> Void) throws {
    let failure: StoreFailure
    do {
      return try store.write("claimNext", step)
    } catch { failure = error }
    guard me != nil, failure == .stale else { throw failure }
  }

  /// By the index of what is asked for, whatever else is.
  private func searchesOfNotes() throws -> [String: SQLArguments] {
    let queries = [
      NoteQuery(patient: PatientID("p1")), NoteQuery(since: Clinic.now),
      NoteQuery(until: Clinic.now, outcome: .declined), NoteQuery(id: NoteID("n1")),
      NoteQuery(patient: PatientID("p1"), newestFirst: true, limit: 1),
    ]
    return try store.read("notes") { db in
      let listening = Listening(to: db)
      for query in queries { _ = try NotePage(db: listening, query: query).read() }
      return listening.asked
    }
  }

  /// One that finds somebody who was called before, one that writes down why nobody may be called
  /// yet, one that finds nobody at all.
  private func searches(_ depth: Int) -> [NextSearch] {
    let later = Clinic.minutes(600)
    let judges: [(String?, (Candidate) -> Callability)] = [
      (nil, { .callable(number: $0.patient.phones.first?.number ?? "") }),
      ("overdue-follow-up", { _ in .excluded(.capReached, until: later) }),
      ("missed-visit", { _ in .excluded(.language, until: nil) }),
    ]
    return judges.map { segment, judge in
      NextSearch(
        NextSearch.Wish(
          caller: me ?? "w\(depth) \(segment ?? "")", segment: segment,
          now: Clinic.minutes(Double(10 * depth)), lease: 900),
        under: .under(LineOrder.policy), depth: depth, judge: judge)
    }
  }

  private func plan(_ sql: String, _ arguments: SQLArguments) throws -> [String] {
    try store.write("explain") { db in
      let word = db.dialect == .sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN"
      return try db.select("\(word) \(sql)", arguments).map { row in
        guard case .text(let line)? = row[db.dialect == .sqlite ? "detail" : "QUERY PLAN"] else {
          throw Unexpected()
        }
        return line
      }
    }
  }

  private func scans(_ line: String) -> Bool {
    let words = line.split { !($0.isLetter || $0 == "_") }.map(String.init)
    if line.contains("Seq Scan on") { return Self.tables.contains { words.contains($0) } }
    guard line.hasPrefix("SCAN ") else { return false }
    return words.dropFirst().first.map { Self.tables.contains($0) } ?? false
      && !Self.small.contains { words.contains($0) }
  }

  // MARK: The list

  private static let series = """
    WITH RECURSIVE series (n) AS (SELECT CAST(1 AS BIGINT)
      UNION ALL SELECT n + 1 FROM series WHERE n < \(entries))
    """

  /// A fifth was called and closed, a fifth was called before, some wait for an hour or a day.
  private static let rows: [String] = {
    let now = Clinic.now.micros
    return [
      """
      INSERT INTO lane (segment, language, interpreter, hours)
        SELECT segment, language, 0, 'America/New_York MA' || tried
          FROM (SELECT 'overdue-follow-up' AS segment UNION ALL SELECT 'missed-visit') AS segment
          CROSS JOIN (SELECT 'en' AS language UNION ALL SELECT 'es') AS language
          CROSS JOIN (SELECT '' AS tried UNION ALL SELECT ' +morning') AS tried
      """,
      """
      \(series) INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, born,
          postal_code, language, interpreter, deceased, inactive, sensitive, strict, confidential,
          do_not_contact)
        SELECT 'p' || n, 'Ana', 'Example-' || n, 'ana example-' || n, 'example-' || n, '1961-03-04',
          '02118', 'en', 0, 0, 0, 0, 0, 0, 0 FROM series
      """,
      """
      \(series) INSERT INTO phone (patient, number, kind, rank, status)
        SELECT 'p' || n, '+1617' || (2010000 + n), 'mobile', 1, 'good' FROM series
      """,
      """
      \(series) INSERT INTO consent (patient, channel, allowed)
        SELECT 'p' || n, 'voicemail', 1 FROM series
      """,
      """
      \(series) INSERT INTO recall (id, patient, segment, due, priority, state, next_action, lane,
          phase, kept_back, not_before)
        SELECT 'r' || n, 'p' || n, lane.segment,
          '2026-' || substr(CAST(101 + n % 10 AS TEXT), 2) || '-'
            || substr(CAST(101 + n % 28 AS TEXT), 2),
          2 + n % 3, CASE WHEN n % 5 = 0 THEN 'closed' ELSE 'open' END, 'call', lane.id,
          CASE n % 5 WHEN 0 THEN 'off' WHEN 2 THEN 'waiting' ELSE 'ready' END,
          CASE n % 5 WHEN 2 THEN 'within-cadence' END,
          CASE n % 5 WHEN 2 THEN \(now) + n * 100000000 ELSE 0 END
          FROM series JOIN lane ON lane.id = 1 + n % 8
      """,
      """
      \(series) INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition,
          caller, local_date, started, ended_at, outcome, detail, contact)
        SELECT 'c' || n, 'r' || n, 'p' || n, '+1617' || (2010000 + n), 'outbound', 1, 'sha256:a',
          'ben', '2026-11-20', \(now - 345_600_000_000), \(now - 345_600_000_000), 'no-answer',
          'rang-out', 1 FROM series WHERE n % 5 IN (0, 1)
      """,
      """
      \(series) INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, call, lease,
          lease_ends, opened_at, ended_at, how)
        SELECT 'k' || n, 'r' || n, 'p' || n, '+1617' || (2010000 + n), 'ben', 1, 1, 'c' || n, 1, 1, 1,
          1, 'closed' FROM series WHERE n % 5 IN (0, 1)
      """,
    ]
  }()
}

/// Passes on what is asked, and writes it down.
private final class Listening: Connection {
  private let db: any Connection
  private(set) var asked: [String: SQLArguments] = [:]

  init(to db: any Connection) { self.db = db }

  var dialect: Dialect { db.dialect }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    asked[sql] = arguments
    return try db.change(sql, arguments)
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    asked[sql] = arguments
    return try db.select(sql, arguments)
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    for read in reads { asked[read.sql] = read.arguments }
    return try db.select(each: reads)
  }

  func last(_ writes: [Read]) throws {
    for write in writes { asked[write.sql] = write.arguments }
    try db.last(writes)
  }
}

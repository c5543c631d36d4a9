import Foundation
import GRDB
import RecallDomain
import RecallStorage

/// Finding and claiming the next patient, durable; beside it hand-written SQL that finds the first
/// entry in line and claims it. Each is given back before the next, which is not timed.
struct NextBench {
  let clinic: BenchClinic
  let rounds: Int

  func run() throws -> Comparison {
    let (ours, bare) = (try ClaimingStore(clinic), try BareNext(clinic.copyOfStore("next.sqlite")))
    let (measured, reference) = try InTurn.measure(rounds) { _ in
      let (ticket, seconds) = try Measurement.time { try ours.next() }
      try ours.giveBack(ticket)
      return seconds
    } reference: { _ in
      let (claim, seconds) = try Measurement.time { try bare.next() }
      try bare.giveBack(claim)
      return seconds
    }
    return Comparison(
      work: "next", size: clinic.entries, against: "bare SQL, first in line claimed",
      how: """
        the first callable patient found, judged by every rule and claimed; bare SQL takes the \
        first in line unjudged; both committed and synced, in one process; entries in the store; \
        in turn,
        """,
      budget: .ratio(1.3), ours: measured, reference: reference)
  }
}

/// The store as the console uses it.
private struct ClaimingStore {
  private let store: SQLiteStore
  private let rules: CallRules
  private let caller: StaffMember
  private let scripts: Set<String>
  private let now: Date

  init(_ clinic: BenchClinic) throws {
    let policy = try clinic.policy()
    store = try SQLiteStore.open(path: clinic.store, hoursClass: HoursClass.under(policy))
    rules = CallRules(policy: policy)
    caller = StaffMember(
      id: "next", name: "Next", roles: [.caller], languages: policy.languages)
    scripts = Set(
      policy.segments.filter {
        FileManager.default.fileExists(
          atPath: clinic.folder.appendingPathComponent("approvals/\($0.value.script).yaml").path)
      }.keys)
    let start = InstantText.read(BenchClinic.now) ?? Date()
    now = max(start, try store.latestInstant() ?? start)
  }

  func next() throws -> ClaimTicket {
    let answer = try store.claimNext(by: caller.id, segment: nil, at: now, lease: 1_800) {
      rules.judge($0, at: now, caller: caller, scripts: scripts)
    }
    guard case .claimed(let ticket, _, _) = answer else { throw BenchFailure.nobodyToCall }
    return ticket
  }

  func giveBack(_ ticket: ClaimTicket) throws {
    try store.giveBack(ticket, reason: "", at: now)
  }
}

/// The first ready entry of each lane, the first of these, its claim and its line in the trail.
private struct BareNext {
  private let queue: DatabaseQueue

  init(_ path: String) throws { queue = try BareStore.open(path) }

  private static let first = """
    SELECT recall.id, recall.patient,
        (SELECT number FROM phone WHERE phone.patient = recall.patient ORDER BY rank LIMIT 1) number
      FROM lane JOIN recall ON recall.id = (
        SELECT id FROM recall AS entry WHERE entry.lane = lane.id AND phase = 'ready'
          AND NOT EXISTS (SELECT 1 FROM claim
            WHERE claim.patient = entry.patient AND ended_at IS NULL)
          AND EXISTS (SELECT 1 FROM phone WHERE phone.patient = entry.patient)
          ORDER BY turn, priority, due, id LIMIT 1)
      WHERE lane.shut = 0 ORDER BY turn, priority, due, recall.id LIMIT 1
    """

  func next() throws -> String {
    let claim = UUID().uuidString.lowercased()
    let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
    try BareStore.commit(queue) { db in
      guard let row = try Row.fetchOne(try db.cachedStatement(sql: Self.first)) else {
        throw BenchFailure.nobodyToCall
      }
      let (recall, patient, number): (String, String, String) =
        (row["id"], row["patient"], row["number"])
      try db.cachedStatement(
        sql: """
          INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease,
              lease_ends, opened_at)
            VALUES (?1, ?2, ?3, ?4, 'next', 1, 0, ?5, ?6 + ?5, ?6)
          """
      ).execute(arguments: [claim, recall, patient, number, 1_800_000_000, now])
      try db.cachedStatement(
        sql: "INSERT INTO audit (at, who, act, recall) VALUES (?, 'next', 'claimed', ?)"
      ).execute(arguments: [now, recall])
    }
    return claim
  }

  func giveBack(_ claim: String) throws {
    try BareStore.commit(queue) { db in
      try db.execute(
        sql: "UPDATE claim SET ended_at = 1, how = 'gave-back', reason = '' WHERE id = ?",
        arguments: [claim])
    }
  }
}

import Foundation
import RecallDomain

/// The search for the next callable entry: one sorted run of ready entries per lane, merged. A
/// verdict that holds for a lane closes the lane; one that holds for an entry is written down.
/// The cost of `next` thus depends on the number of lanes, not of entries.
final class NextSearch {
  /// Entries judged in one transaction at most (invariant 10).
  private static let probesPerTransaction = 128
  /// How long an entry that this caller skipped stays out of their own `next`, in seconds.
  static let skipRests: TimeInterval = 1800

  let segment: String?
  let judge: (Candidate) -> Callability
  let caller: String
  let now: Date
  let lease: TimeInterval

  private let line: LaneMerge
  private var begun = false
  /// What was passed over without being written: reasons and the earliest instant among them.
  private var passed: [ExclusionReason: Int] = [:]
  private var givenBack = 0
  private var earliest: (at: Date, recall: RecallID?)?

  init(
    caller: String, segment: String?, now: Date, lease: TimeInterval,
    judge: @escaping (Candidate) -> Callability
  ) {
    self.caller = caller
    self.segment = segment
    self.now = now
    self.lease = lease
    self.judge = judge
    line = LaneMerge(segment: segment)
  }

  /// One transaction's worth; `nil` = not finished, go on in another.
  func step(_ db: any Connection) throws -> ClaimAnswer? {
    let taking = ClaimTaking(db: db, caller: caller, now: now, lease: lease)
    if let inHand = try taking.inHand() { return inHand }
    if !begun { try begin(db) }
    let skipped = try skippedByThisCaller(db)
    for _ in 0..<Self.probesPerTransaction {
      guard let run = try line.next(db) else { return try nobody(db) }
      let id = run.take()
      if let until = skipped[id] {
        givenBack += 1
        noteEarliest(until, id)
        continue
      }
      if let answer = try probe(id, of: run, taking) { return answer }
    }
    return nil
  }

  private func begin(_ db: any Connection) throws {
    begun = true
    try Standing(db: db).promote(at: now)
  }

  /// Entries this caller gave back with a reason, with when they may come again.
  private func skippedByThisCaller(_ db: any Connection) throws -> [String: Date] {
    let since = now.addingTimeInterval(-Self.skipRests)
    let rows = try db.rows(
      """
      SELECT recall, ended_at FROM claim
        WHERE caller = ? AND how = 'gave-back' AND ended_at > ? AND reason <> ''
      """, [caller, since.micros])
    return try rows.reduce(into: [:]) { found, row in
      let fields = Fields(row, of: "claim")
      found[try fields.text("recall")] = Date(micros: try fields.int("ended_at"))
        .addingTimeInterval(Self.skipRests)
    }
  }

  private func probe(
    _ id: String, of run: LaneRun, _ taking: ClaimTaking
  ) throws -> ClaimAnswer? {
    let db = taking.db
    guard let patient = try db.text("SELECT patient FROM recall WHERE id = ?", [id]) else {
      return nil
    }
    // Looked up first: reading a whole entry costs ten times as much.
    if let obstacle = try taking.obstacle(for: PatientID(patient)) {
      pass(obstacle)
      return nil
    }
    let reading = CandidateReading(db: db)
    guard let candidate = try reading.candidate(RecallID(id)) else { return nil }
    switch judge(candidate.withoutLapsedHolder) {
    case .callable(let number):
      try mark(run, shut: false, db)
      if let answer = try taking.take(candidate, number: number) { return answer }
      pass(.claimed)
    case .excluded(let reason, let until):
      try exclude(candidate, reason, until, run, db)
    }
    return nil
  }

  private func exclude(
    _ candidate: Candidate, _ reason: ExclusionReason, _ until: Date?, _ run: LaneRun,
    _ db: any Connection
  ) throws {
    if reason == .noScript { try mark(run, shut: true, db) }
    if line.close(run, reason) {
      noteEarliest(until, candidate.entry.id.rawValue)
      return
    }
    let kept = try Standing(db: db).keepBack(
      candidate, reason, until: until, inNamedHours: !run.hours.isEmpty, at: now)
    guard !kept else { return }
    pass(reason)
    noteEarliest(until, candidate.entry.id.rawValue)
  }

  private func mark(_ run: LaneRun, shut: Bool, _ db: any Connection) throws {
    guard run.shut != shut else { return }
    try db.run("UPDATE lane SET shut = ? WHERE segment = ?", [shut, run.segment])
    line.mark(run.segment, shut: shut)
  }

  private func pass(_ reason: ExclusionReason) { passed[reason, default: 0] += 1 }

  private func noteEarliest(_ instant: Date?, _ id: String) {
    guard let instant, instant > now, instant < earliest?.at ?? .distantFuture else { return }
    earliest = (instant, RecallID(id))
  }

  private func nobody(_ db: any Connection) throws -> ClaimAnswer {
    var blocked = passed
    let kept = try Tallies(db: db).keptBack(segment: segment)
    blocked.merge(kept) { $0 + $1 }
    for run in line.runs {
      guard let reason = run.closedFor else { continue }
      blocked[reason, default: 0] += try Tallies(db: db).ready(lane: run.lane)
    }
    if let waiting = try Tallies(db: db).next(segment: segment, after: now) {
      noteEarliest(waiting.at, waiting.recall.rawValue)
    }
    return .nobody(
      NobodyNow(
        blocked: blocked.filter { $0.value > 0 }, givenBack: givenBack, next: earliest?.at,
        whose: earliest?.recall))
  }
}

extension Candidate {
  /// A holder whose claim may be taken over is none.
  fileprivate var withoutLapsedHolder: Candidate {
    var free = self
    free.heldBy = nil
    return free
  }
}

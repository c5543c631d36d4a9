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

  private let heads: LaneHeads
  /// Lanes the search has come to.
  private var runs: [LaneRun] = []
  /// Segments whose lanes are closed, those not yet opened too.
  private var closedSegments: [String: ExclusionReason] = [:]
  private var marked: [String: Bool] = [:]
  private var begun = false
  /// What was passed over without being written: reasons and the earliest instant among them.
  private var passed: [ExclusionReason: Int] = [:]
  private var earliest: Date?

  init(
    caller: String, segment: String?, now: Date, lease: TimeInterval,
    judge: @escaping (Candidate) -> Callability
  ) {
    self.caller = caller
    self.segment = segment
    self.now = now
    self.lease = lease
    self.judge = judge
    heads = LaneHeads(segment: segment)
  }

  /// One transaction's worth; `nil` = not finished, go on in another.
  func step(_ db: any Connection) throws -> ClaimAnswer? {
    let taking = ClaimTaking(db: db, caller: caller, now: now, lease: lease)
    if let inHand = try taking.inHand() { return inHand }
    if !begun { try begin(db) }
    let skipped = try skippedByThisCaller(db)
    for _ in 0..<Self.probesPerTransaction {
      guard let run = try next(db) else { return try nobody(db) }
      let id = run.take()
      if skipped.contains(id) {
        pass(.claimed, until: nil)
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

  private func skippedByThisCaller(_ db: any Connection) throws -> Set<String> {
    let since = now.addingTimeInterval(-Self.skipRests)
    let rows = try db.rows(
      """
      SELECT recall FROM claim
        WHERE caller = ? AND how = 'gave-back' AND ended_at > ? AND reason <> ''
      """, [caller, since.micros])
    return Set(try rows.map { try Fields($0, of: "claim").text("recall") })
  }

  /// The run whose first entry comes first of all.
  private func next(_ db: any Connection) throws -> LaneRun? {
    var best: LaneRun?
    for run in runs where !run.isClosed {
      guard let key = try run.first(db) else { continue }
      if let other = try best?.first(db), other <= key { continue }
      best = run
    }
    return try opened(before: best, db) ?? best
  }

  /// The next lane not yet opened, when its first entry comes before that of `best`.
  private func opened(before best: LaneRun?, _ db: any Connection) throws -> LaneRun? {
    while let key = try heads.first(db) {
      if let other = try best?.first(db), other <= key { return nil }
      let run = heads.take()
      runs.append(run)
      run.shut = marked[run.segment] ?? run.shut
      guard let reason = closedSegments[run.segment] else { return run }
      run.close(reason)
    }
    return nil
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
      pass(obstacle, until: nil)
      return nil
    }
    let reading = CandidateReading(db: db)
    guard let candidate = try reading.candidate(RecallID(id)) else { return nil }
    switch judge(candidate.withoutLapsedHolder) {
    case .callable(let number):
      try mark(run, shut: false, db)
      if let answer = try taking.take(candidate, number: number) { return answer }
      pass(.claimed, until: nil)
    case .excluded(let reason, let until):
      try exclude(candidate, reason, until, run, db)
    }
    return nil
  }

  private func exclude(
    _ candidate: Candidate, _ reason: ExclusionReason, _ until: Date?, _ run: LaneRun,
    _ db: any Connection
  ) throws {
    switch reason {
    case .noScript:
      try mark(run, shut: true, db)
      closedSegments[run.segment] = reason
      for other in runs where other.segment == run.segment { other.close(reason) }
    case .language:
      run.close(reason)
    case .outsideHours where !run.hours.isEmpty:
      run.close(reason)
      noteEarliest(until)
    default:
      let kept = try Standing(db: db).keepBack(
        candidate, reason, until: until, inNamedHours: !run.hours.isEmpty, at: now)
      if !kept { pass(reason, until: until) }
    }
  }

  private func mark(_ run: LaneRun, shut: Bool, _ db: any Connection) throws {
    guard run.shut != shut else { return }
    try db.run("UPDATE lane SET shut = ? WHERE segment = ?", [shut, run.segment])
    marked[run.segment] = shut
    for other in runs where other.segment == run.segment { other.shut = shut }
  }

  private func pass(_ reason: ExclusionReason, until: Date?) {
    passed[reason, default: 0] += 1
    noteEarliest(until)
  }

  private func noteEarliest(_ instant: Date?) {
    guard let instant, instant > now else { return }
    earliest = min(earliest ?? instant, instant)
  }

  private func nobody(_ db: any Connection) throws -> ClaimAnswer {
    var blocked = passed
    let kept = try Tallies(db: db).keptBack(segment: segment)
    blocked.merge(kept) { $0 + $1 }
    for run in runs {
      guard let reason = run.closedFor else { continue }
      blocked[reason, default: 0] += try Tallies(db: db).ready(lane: run.lane)
    }
    if let waiting = try Tallies(db: db).nextInstant(segment: segment, after: now) {
      noteEarliest(waiting)
    }
    return .nobody(blocked: blocked.filter { $0.value > 0 }, next: earliest)
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

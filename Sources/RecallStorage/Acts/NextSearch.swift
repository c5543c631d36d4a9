import Foundation
import RecallDomain

/// The search for the next callable entry: one sorted run of ready entries per lane, merged. A
/// verdict that holds for a lane closes the lane; one that holds for an entry is written down.
/// The cost of `next` thus depends on the number of lanes, not of entries.
final class NextSearch {
  /// Entries judged in one transaction at most (invariant 10).
  private static let probesPerTransaction = 128
  /// Entries passed over at once, at most.
  private static let lookedAhead = 32
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
    line = LaneMerge(segment: segment, at: now)
  }

  /// One transaction's worth; `nil` = not finished, go on in another.
  func step(_ db: any Connection) throws -> ClaimAnswer? {
    let taking = ClaimTaking(db: db, caller: caller, now: now, lease: lease)
    let opening = try opening(db)
    if opening.hasOneInHand, let inHand = try taking.inHand() { return inHand }
    for _ in 0..<Self.probesPerTransaction {
      guard let run = try line.next(db) else { return try nobody(db) }
      let entry = run.take()
      if let until = opening.skipped[entry.id] {
        givenBack += 1
        noteEarliest(until, entry.id)
        continue
      }
      if let answer = try probe(entry, of: run, taking) { return answer }
    }
    return nil
  }

  /// At first the heads of the lanes are asked for on the same way; they hold unless somebody stands
  /// ready only now.
  private func opening(_ db: any Connection) throws -> SearchOpening {
    let read = SearchOpening.read(by: caller, at: now)
    guard !begun else { return try SearchOpening(try db.rows(read.sql, read.arguments)) }
    begun = true
    let answers = try db.select(each: [read, line.firstRead(in: db.dialect)])
    let opening = try SearchOpening(answers[0])
    if opening.somebodyIsDue {
      try Standing(db: db).promote(at: now)
    } else {
      try line.begin(with: answers[1])
    }
    return opening
  }

  private func probe(
    _ entry: LaneRun.Key, of run: LaneRun, _ taking: ClaimTaking
  ) throws -> ClaimAnswer? {
    let (recall, patient) = (RecallID(entry.id), PatientID(entry.patient))
    // Looked up first: reading a whole entry costs ten times as much.
    if let obstacle = try Locks(db: taking.db).obstacle(for: patient, at: now) {
      // Those in other hands are counted at the end.
      if obstacle == .claimed { try passOver(run, taking.db) } else { pass(obstacle) }
      return nil
    }
    guard let found = try taking.look(at: recall, of: patient) else { return nil }
    switch judge(found.candidate.withoutLapsedHolder) {
    case .callable(let number):
      try mark(run, shut: false, taking.db)
      if let answer = try taking.take(found, number: number) { return answer }
      pass(.claimed)
    case .excluded(let reason, let until):
      try exclude(found.candidate, reason, until, run, taking.db)
    }
    return nil
  }

  /// Where one is in other hands, those behind often are too, until their claims are committed: the
  /// first who is not is asked for at once, in the order of the line.
  private func passOver(_ run: LaneRun, _ db: any Connection) throws {
    guard db.dialect == .postgresql, try run.first(db) != nil else { return }
    let ahead = try line.ahead(Self.lookedAhead, db)
    guard ahead.count > 1 else { return }
    let free = try Locks(db: db).first(of: ahead.map(\.entry.patient)) ?? ahead.count
    for (run, _) in ahead[..<free] { _ = run.take() }
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
    blocked[.claimed, default: 0] += try inOtherHands(db)
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

extension NextSearch {
  /// Ready entries whose patients somebody has, in lanes that are not closed for another reason.
  private func inOtherHands(_ db: any Connection) throws -> Int {
    let closed = Set(line.runs.filter(\.isClosed).map(\.lane))
    let rows = try db.rows(
      """
      SELECT recall.lane FROM claim JOIN recall ON recall.patient = claim.patient
        WHERE ended_at IS NULL AND (call IS NOT NULL OR lease_ends > ?1) AND phase = 'ready'
          AND (CAST(?2 AS TEXT) IS NULL OR segment = ?2)
      """, [now.micros, segment])
    return try rows.count { !closed.contains(try Fields($0, of: "recall").int("lane")) }
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

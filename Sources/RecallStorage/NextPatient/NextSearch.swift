import Foundation
import RecallDomain

/// The search for the next callable entry: one sorted run of ready entries per lane, merged. A
/// verdict that holds for a lane closes the lane; one that holds for an entry is written down.
/// The cost of `next` thus depends on the number of lanes, not of entries.
final class NextSearch {
  /// Entries judged in one transaction at most (invariant 10).
  private static let probesPerTransaction = 128
  /// Entries asked for at once, and how many where callers crowd at the head of the line.
  private static let (asked, askedInACrowd) = (8, 16)
  /// How often the line is gone through again because somebody in it was in other hands for a moment.
  private static let roundsAtMost = 32
  /// How long an entry that this caller skipped stays out of their own `next`, in seconds.
  static let skipRests: TimeInterval = 1800

  /// What is asked for.
  struct Wish {
    let caller: String
    let segment: String?
    let now: Date
    let lease: TimeInterval
  }

  let wish: Wish
  let judge: (Candidate) -> Callability
  /// Others were at work on those who stood first.
  private(set) var isCrowded = false

  /// Callers crowded a moment ago, or do now.
  private let expectsCrowd: Bool
  private let makeLine: () -> LaneMerge
  private(set) var line: LaneMerge
  private var begun = false
  private var rounds = 0
  /// Who was passed over because somebody had them, or a number of theirs, at that moment.
  private var inPassing: PatientID?
  /// Whose hands are waited for before the line is gone through again.
  private var awaited: PatientID?
  /// What was passed over without being written: reasons and the earliest instant among them.
  private(set) var passed: [ExclusionReason: Int] = [:]
  private(set) var givenBack = 0
  private(set) var earliest: (at: Date, recall: RecallID?)?

  var now: Date { wish.now }
  var segment: String? { wish.segment }

  /// - Parameter depth: how many of each lane are read at first.
  init(
    _ wish: Wish, under classes: HoursClasses, depth: Int,
    judge: @escaping (Candidate) -> Callability
  ) {
    self.wish = wish
    self.judge = judge
    expectsCrowd = depth > 1
    let makeLine = {
      LaneMerge(segment: wish.segment, at: wish.now, under: classes, depth: depth)
    }
    self.makeLine = makeLine
    line = makeLine()
  }

  /// One transaction's worth; `nil` = not finished, go on in another.
  func step(_ db: any Connection) throws -> ClaimAnswer? {
    if let awaited {
      try Locks(db: db).patient(awaited)
      self.awaited = nil
      return nil
    }
    let taking = ClaimTaking(db: db, caller: wish.caller, now: now, lease: wish.lease)
    let opening = try opening(db)
    if opening.hasOneInHand, let inHand = try taking.inHand() { return inHand }
    var probes = 0
    while probes < Self.probesPerTransaction {
      guard let run = try line.next(db), let first = run.known.first else {
        return goesRoundAgain() ? nil : try nobody(db)
      }
      if let until = opening.skipped[first.id] {
        givenBack += 1
        noteEarliest(until, run.take().id)
        continue
      }
      probes += 1
      if let answer = try probe(ahead(opening, db), taking) { return answer }
    }
    return nil
  }

  /// At first the heads of the lanes are asked for on the same way; they hold unless somebody stands
  /// ready only now.
  private func opening(_ db: any Connection) throws -> SearchOpening {
    let read = SearchOpening.read(by: wish.caller, at: now)
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

  // MARK: Those who stand first

  /// Where one is in other hands, those behind often are too: the first who is not is asked for at
  /// once. A file has one writer at a time, and nobody in other hands.
  private func ahead(
    _ opening: SearchOpening, _ db: any Connection
  ) -> ArraySlice<(run: LaneRun, entry: LaneRun.Key)> {
    let crowd = isCrowded || expectsCrowd
    let most = db.dialect == .sqlite ? 1 : crowd ? Self.askedInACrowd : Self.asked
    return line.ahead(most).prefix { opening.skipped[$0.entry.id] == nil }
  }

  private func probe(
    _ ahead: ArraySlice<(run: LaneRun, entry: LaneRun.Key)>, _ taking: ClaimTaking
  ) throws -> ClaimAnswer? {
    if taking.db.dialect == .postgresql, !isCrowded, !expectsCrowd, let first = ahead.first {
      return try probeFirst(first.run, first.entry, taking)
    }
    // Taken first: reading a whole entry costs ten times as much.
    let taken = try Locks(db: taking.db).first(of: ahead.map(\.entry.patient), at: now)
    let place = taken?.place ?? ahead.count
    for (run, entry) in ahead.prefix(place) {
      passInPassing(entry)
      _ = run.take()
    }
    guard let taken, place < ahead.count else { return nil }
    let (run, entry) = ahead[ahead.startIndex + place]
    _ = run.take()
    guard !passed(entry, taken.obstacle) else { return nil }
    let found = try taking.look(at: RecallID(entry.id), of: PatientID(entry.patient))
    return try found.flatMap { try judged($0, of: run, taking) }
  }

  private func probeFirst(
    _ run: LaneRun, _ entry: LaneRun.Key, _ taking: ClaimTaking
  ) throws -> ClaimAnswer? {
    let (taken, found) = try taking.takeAndLook(
      at: RecallID(entry.id), of: PatientID(entry.patient))
    _ = run.take()
    guard let taken else {
      passInPassing(entry)
      return nil
    }
    guard !passed(entry, taken.obstacle) else { return nil }
    return try found.flatMap { try judged($0, of: run, taking) }
  }

  /// Passed over for what stands in the way, if anything does.
  private func passed(_ entry: LaneRun.Key, _ obstacle: ExclusionReason?) -> Bool {
    switch obstacle {
    case nil: return false
    case .claimed: passInPassing(entry)
    case .some(let reason): pass(reason)
    }
    return true
  }

  private func judged(
    _ found: ClaimTaking.Found, of run: LaneRun, _ taking: ClaimTaking
  ) throws -> ClaimAnswer? {
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

  // MARK: Those passed over

  private func pass(_ reason: ExclusionReason) { passed[reason, default: 0] += 1 }

  /// Those in other hands for good are counted at the end, when nobody is left.
  private func passInPassing(_ entry: LaneRun.Key) {
    isCrowded = true
    inPassing = PatientID(entry.patient)
  }

  var isWaiting: Bool { awaited != nil }

  func waitNoLonger() { (awaited, rounds) = (nil, Self.roundsAtMost) }

  func noteEarliest(_ instant: Date?, _ id: String) {
    guard let instant, instant > now, instant < earliest?.at ?? .distantFuture else { return }
    earliest = (instant, RecallID(id))
  }

  /// Whoever was in other hands for a moment may be free again: nobody is told that nobody is left
  /// before one of those hands has opened and the line was gone through once more.
  private func goesRoundAgain() -> Bool {
    guard let inPassing, rounds < Self.roundsAtMost else { return false }
    rounds += 1
    awaited = inPassing
    self.inPassing = nil
    (line, begun) = (makeLine(), false)
    (passed, givenBack, earliest) = ([:], 0, nil)
    return true
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

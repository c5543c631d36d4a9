import Foundation
import RecallDomain

/// Where an entry stands for the next `next`: ready to be judged, waiting for an instant, blocked
/// until something changes, or not open. Derived, and rebuilt whenever a fact changes.
struct Standing {
  let db: any Connection

  /// Something about this patient has changed: all their entries are judged afresh. Whoever is
  /// judging them at this moment has finished before.
  func wake(_ patient: PatientID, at now: Date) throws {
    try Locks(db: db).patient(patient)
    try db.run(
      "UPDATE recall SET \(Self.fresh) WHERE patient = ?2", [now.micros, patient.rawValue])
  }

  /// The record of this patient has changed. A promise is judged at once: a new number, or one less,
  /// may lie in another zone, where the day begins at another hour than was planned with.
  func wakeToItsRecord(_ patient: PatientID, at now: Date) throws {
    try wake(patient, at: now)
    try db.run(
      """
      UPDATE recall SET \(Self.ready)
        WHERE patient = ? AND state = 'open' AND callback IS NOT NULL
      """, [patient.rawValue])
  }

  /// A number is dead, or silent, for everybody who shares it: a promise to one of the others is judged
  /// at once, for the same reason. Entries in other hands are being changed anyway.
  func wakePromises(at number: String, but patient: PatientID) throws {
    try db.run(
      """
      UPDATE recall SET \(Self.ready) WHERE id IN (
        SELECT id FROM recall WHERE state = 'open' AND callback IS NOT NULL AND patient IN (
            SELECT patient FROM phone WHERE number = ? AND patient <> ?)
          \(db.dialect.passingOverLocked))
      """, [number, patient.rawValue])
  }

  /// A dial counts against its number's caps until it turns out to be no contact; then others who
  /// share the number, and were kept back by that, are judged afresh. Whoever calls this holds the
  /// number: nobody is judging them, and an entry in other hands is being changed anyway.
  func wakeHousehold(_ claim: ClaimRow, at now: Date) throws {
    try wakeHousehold(of: claim.number, but: claim.patient, at: now)
  }

  func wakeHousehold(of number: String, but patient: PatientID, at now: Date) throws {
    try db.run(
      """
      UPDATE recall SET \(Self.fresh) WHERE id IN (
        SELECT id FROM recall WHERE kept_back = 'cap-reached' AND patient IN (
            SELECT patient FROM phone WHERE number = ?2 AND patient <> ?3)
          \(db.dialect.passingOverLocked))
      """, [now.micros, number, patient.rawValue])
  }

  /// A contact that counted against caps is none any more: whom it kept back, the patient or who
  /// shares the number, is judged afresh. Entries in other hands are being changed anyway.
  func wakeCapped(by number: String, of patient: PatientID, at now: Date) throws {
    try db.run(
      """
      UPDATE recall SET \(Self.fresh) WHERE id IN (
        SELECT id FROM recall WHERE patient = ?2 AND state = 'open'
          \(db.dialect.passingOverLocked))
      """, [now.micros, patient.rawValue])
    try wakeHousehold(of: number, but: patient, at: now)
  }

  /// One entry alone, by whoever holds its row.
  func judgeAfresh(_ recall: RecallID, at now: Date) throws {
    try db.run(
      "UPDATE recall SET \(Self.fresh) WHERE id = ?2", [now.micros, recall.rawValue])
  }

  /// What was decided about an entry: after a call, or between calls.
  ///
  /// - Parameter now: when it ended, where it did.
  func move(
    _ recall: RecallID, to state: RecallEntry.State, _ next: NextAction,
    callback: CallbackWindow?, end: RecallEnd?, at now: Date? = nil
  ) throws {
    try db.run(
      """
      UPDATE recall SET state = ?1, next_at = ?2, next_action = ?3, owner = coalesce(?4, owner),
          callback = ?5, ended_as = ?6,
          ended_at = CASE WHEN CAST(?6 AS TEXT) IS NULL THEN NULL ELSE coalesce(?8, ended_at) END,
          phase = CASE ?1 WHEN 'open' THEN 'ready' ELSE 'off' END,
          kept_back = NULL, not_before = 0, stood_as = NULL,
          message_at = CASE ?3 WHEN 'message' THEN coalesce(CAST(?2 AS BIGINT), 0) END WHERE id = ?7
      """,
      [
        state.rawValue, next.at?.micros, next.kind.rawValue, next.owner,
        try callback.map { try Whole.text($0) }, end?.rawValue, recall.rawValue,
        now?.micros,
      ])
  }

  /// The columns of an entry that has not been judged since its facts changed; `?1` is now.
  static let fresh = """
    phase = CASE WHEN state <> 'open' THEN 'off' WHEN \(earliest) > ?1 THEN 'waiting'
      ELSE 'ready' END,
    kept_back = CASE WHEN state = 'open' AND \(earliest) > ?1
      THEN CASE WHEN callback IS NULL THEN 'within-cadence' ELSE 'callback-later' END END,
    not_before = CASE WHEN \(earliest) > ?1 THEN \(earliest) ELSE 0 END,
    turn = CASE WHEN callback IS NULL THEN \(noTurn) ELSE coalesce(next_at, 0) END
    """

  /// The columns of an entry that the judge looks at next, whatever instant was planned.
  private static let ready = "phase = 'ready', kept_back = NULL, not_before = 0"

  /// `turn` of an entry that is promised to nobody: after all promises.
  static let noTurn = Int64.max

  /// Before this nothing can happen. The time by which a team is to answer is none: what it was
  /// asked for may have come another way, a number by an import, and the judge knows. Who promised a
  /// time may keep it a quarter of an hour early.
  private static let earliest = """
    (CASE next_action WHEN 'review' THEN 0 ELSE coalesce(next_at, 0) END
      - CASE WHEN callback IS NULL THEN 0 ELSE \(early) END)
    """
  private static let early = Int(PromisedCallback.tolerance * 1_000_000)

  /// Writes what the judge said, so that the entry is not probed again before it can be callable.
  /// `false` when the verdict holds for this caller or this moment only.
  ///
  /// An entry whose own time has come, and which its cadence keeps back all the same, may have a
  /// message before it that nobody knew of: its cadence begins with one, consent has come since, the
  /// clinic has changed its steps. It is looked at (`DueMessage`).
  func keepBack(
    _ candidate: Candidate, _ reason: ExclusionReason, until: Date?, inNamedHours: Bool,
    at now: Date
  ) throws -> Bool {
    let verdict = Callability.excluded(reason, until: until)
    guard let kept = Self.kept(verdict, of: candidate, inNamedHours: inNamedHours, at: now) else {
      return false
    }
    try db.run(
      """
      UPDATE recall SET phase = ?1, kept_back = ?2, not_before = ?3,
          message_at = CASE WHEN ?5 = 1 THEN coalesce(message_at, ?6) ELSE message_at END
        WHERE id = ?4 AND state = 'open'
      """,
      [
        kept.phase, kept.reason.rawValue, kept.notBefore, candidate.entry.id.rawValue,
        Self.mayAwaitMessage(kept.reason, candidate.entry, at: now), now.micros,
      ])
    return true
  }

  /// Kept back by its cadence at a time when its own next step should come.
  static func mayAwaitMessage(
    _ reason: ExclusionReason, _ entry: RecallEntry, at now: Date
  ) -> Bool {
    reason == .withinCadence && entry.nextAction == .call && entry.callback == nil
      && entry.nextAt.map { $0 <= now } ?? true
  }

  /// How an entry is kept back by a verdict: its phase, and the instant (in microseconds) before
  /// which it is not looked at again. `nil`: it stands ready.
  static func kept(
    _ verdict: Callability, of candidate: Candidate, inNamedHours: Bool, at now: Date
  ) -> (phase: String, reason: ExclusionReason, notBefore: Int)? {
    guard case .excluded(let reason, let until) = verdict,
      lasts(reason, of: candidate, inNamedHours: inNamedHours)
    else { return nil }
    guard let until = bound(reason, of: candidate, until: until, at: now) else {
      return ("blocked", reason, 0)
    }
    return until <= now ? nil : ("waiting", reason, until.micros)
  }

  /// Does this verdict hold for every caller, and until the instant it names?
  private static func lasts(
    _ reason: ExclusionReason, of candidate: Candidate, inNamedHours: Bool
  ) -> Bool {
    switch reason {
    case .claimed, .needsOutcome, .noScript, .language, .notPractised: false
    // A whole lane opens and closes by the clock; no row is written for that.
    case .outsideHours: !inNamedHours
    // What waits for a speaker of its language waits for some callers only.
    case .waitingOnQueue: !candidate.items.contains { $0.queue == .language }
    default: true
    }
  }

  /// The earliest instant at which anybody might be permitted, whatever this caller was told.
  private static func bound(
    _ reason: ExclusionReason, of candidate: Candidate, until: Date?, at now: Date
  ) -> Date? {
    switch reason {
    // Who promised the time has it a little earlier than the others.
    case .callbackLater:
      guard let until else { return now }
      let own = candidate.entry.nextAt?.addingTimeInterval(-PromisedCallback.tolerance)
      return min(until, own ?? now)
    // When the appointment has passed it no longer stands in the way.
    case .alreadyScheduled:
      let future = candidate.appointments.filter { $0.status == .booked && $0.start > now }
      return until ?? future.map(\.start).min()
    default: return until
    }
  }

  /// Entries whose instant has come stand ready: promises first, then a batch of the others.
  func promote(at now: Date) throws {
    try promote(at: now, which: "AND callback IS NOT NULL")
    try promote(at: now, which: "")
  }

  /// Entries a transaction moves at most, to stay within its 50 ms (invariant 10).
  static let batch = 512

  private func promote(at now: Date, which: String) throws {
    try db.run(
      """
      UPDATE recall SET \(Self.ready) WHERE id IN (
        SELECT id FROM recall WHERE phase = 'waiting' \(which) AND not_before <= ?
          ORDER BY not_before, priority, due, id LIMIT \(Self.batch)
          \(db.dialect.passingOverLocked))
      """, [now.micros])
  }

  /// The lane of an entry; made when it is the first.
  func lane(_ patient: Patient, segment: String, hours: String?) throws -> Int {
    try lane([segment, patient.language ?? "", patient.interpreterNeeded, hours ?? ""])
  }

  /// An entry that was called belongs with those that were tried at the same parts of the day.
  func follow(
    _ recall: RecallID, after attempts: [AttemptSummary], _ classes: HoursClasses
  ) throws {
    let row = try db.row(
      "SELECT lane.* FROM recall JOIN lane ON lane.id = recall.lane WHERE recall.id = ?",
      [recall.rawValue])
    guard let row else { return }
    let fields = Fields(row, of: "lane")
    let hours = try fields.text("hours")
    let following = hours.isEmpty ? hours : classes.after(hours, attempts)
    guard following != hours else { return }
    let lane = try lane([
      try fields.text("segment"), try fields.text("language"), try fields.int("interpreter"),
      following,
    ])
    try db.run("UPDATE recall SET lane = ? WHERE id = ?", [lane, recall.rawValue])
  }

  private func lane(_ key: SQLArguments) throws -> Int {
    let find = """
      SELECT id FROM lane WHERE segment = ? AND language = ? AND interpreter = ? AND hours = ?
      """
    if let id = try db.int(find, key) { return id }
    try db.run(
      """
      INSERT INTO lane (segment, language, interpreter, hours) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
      """, key)
    guard let made = try db.int(find, key) else { throw DamagedRow(place: "lane") }
    return made
  }
}

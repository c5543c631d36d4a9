package import Foundation
package import RecallDomain

/// What teams do to the items of their queues.
extension SharedActs {
  package func act(
    _ doing: QueueDoing, under rules: QueueRules, at now: Date
  ) throws(StoreFailure) -> QueueDone {
    try write("queueAct") { db in
      let patient = try db.text(
        "SELECT patient FROM queue_item WHERE id = ?", [doing.item.rawValue])
      guard let patient else { throw StoreFailure.notFound }
      try Locks(db: db).patient(PatientID(patient))
      return try QueueActing(db: db, doing: doing, rules: rules, now: now).act()
    }
  }

  @discardableResult
  package func applyAnswers(policy: ClinicPolicy, at now: Date) throws(StoreFailure) -> Int {
    let waiting = "SELECT id, patient FROM queue_item WHERE unapplied = 1"
    let any = try read("applyAnswers") { try $0.exists("\(waiting) LIMIT 1") }
    guard any else { return 0 }
    return try write("applyAnswers") { db in
      var applied = 0
      for row in try db.rows("\(waiting) ORDER BY patient, id LIMIT \(appliedAtOnce)") {
        let fields = Fields(row, of: "queue_item")
        try Locks(db: db).patient(PatientID(try fields.text("patient")))
        let id = QueueItemID(try fields.text("id"))
        if try QueueApplying(db: db, policy: policy, now: now).apply(id) { applied += 1 }
      }
      return applied
    }
  }
}

/// Items whose answers reach their recalls in one transaction (invariant 10).
private let appliedAtOnce = 50

/// One act on one item, inside its transaction; the patient is held.
private struct QueueActing {
  let db: any Connection
  let doing: QueueDoing
  let rules: QueueRules
  let now: Date

  private var writing: QueueWriting { QueueWriting(db: db, now: now) }
  private var who: String { rules.duty.person.id }

  func act() throws -> QueueDone {
    guard let item = try writing.item(doing.item) else { throw StoreFailure.notFound }
    if try db.exists("SELECT 1 FROM queue_act WHERE key = ?", [doing.key]) { return .done(item) }
    if try isEmergencyOfRunningCall(item), doing.act.putsAway {
      return .refused(.emergencyGoesOn, item)
    }
    if let shown = doing.shown, shown.question != item.question, doing.act.settles != nil,
      item.state != .closed, item.state != .withdrawn
    {
      return .refused(.changed, item)
    }
    switch rules.duty.step(item, doing.act) {
    case .refused(let refusal): return .refused(refusal, item)
    case .becomes(let state):
      if doing.act == .take, item.state == .taken { return .done(item) }
      return .done(try write(try changed(item, to: state), from: item))
    }
  }

  private func isEmergencyOfRunningCall(_ item: QueueItem) throws -> Bool {
    guard item.urgent, let call = item.call else { return false }
    return try db.exists(
      """
      SELECT 1 FROM attempt WHERE call = ? AND emergency = 1 AND outcome IS NULL
        AND withdrawn_at IS NULL
      """, [call.rawValue])
  }

  private func changed(_ item: QueueItem, to state: QueueItem.State) throws -> QueueItem {
    var changed = item
    changed.state = state
    switch doing.act {
    case .take: (changed.takenBy, changed.takenAt) = (who, now)
    case .giveBack: (changed.takenBy, changed.takenAt) = (nil, nil)
    case .handOn(let queue, _):
      changed = rules.handedOn(changed, to: queue, visit: try visit(of: item.patient), at: now)
      (changed.takenBy, changed.takenAt) = (nil, nil)
    case .answer(let verdict, let words):
      changed.answer = QueueAnswer(verdict: verdict, words: words, by: who, at: now)
    case .close, .note: break
    }
    if state == .closed, item.state != .closed { changed.closedAt = now }
    return changed
  }

  /// What a ride, or its cost, is to be settled for.
  private func visit(of patient: PatientID) throws -> Date? {
    try db.int(
      "SELECT min(start) FROM appointment WHERE patient = ? AND status = 'booked' AND start > ?",
      [patient.rawValue, now.micros]
    ).map { Date(micros: $0) }
  }

  private func write(_ item: QueueItem, from before: QueueItem) throws -> QueueItem {
    let act = doing.act
    // On record first: on a server an item changes only with the act that says how and by whom.
    try writing.record(
      act.kind, of: item.id, by: who, key: doing.key, words: act.words, verdict: act.verdict,
      from: item.queue == before.queue ? nil : before.queue,
      to: item.queue == before.queue ? nil : item.queue)
    if act.kind != .note { try writing.keep(item) }
    try db.audit(
      .queueActed, by: who, recall: item.recall, call: item.call, subject: act.kind.rawValue,
      at: now)
    if act.settles != nil || act.kind == .handOn {
      _ = try QueueApplying(db: db, policy: rules.policy, now: now).apply(item.id)
    }
    return try writing.item(item.id) ?? item
  }
}

/// What an act makes of the recall: at once, or as soon as nobody has the patient on the line.
private struct QueueApplying {
  let db: any Connection
  let policy: ClinicPolicy
  let now: Date

  /// Whether it reached the recall.
  func apply(_ id: QueueItemID) throws -> Bool {
    guard let item = try QueueWriting(db: db, now: now).item(id),
      var candidate = try CandidateReading(db: db).candidate(item.recall)
    else { return false }
    let isLate = try db.exists(
      "SELECT 1 FROM queue_item WHERE id = ? AND unapplied = 1", [id.rawValue])
    let isInHand = candidate.heldBy != nil || candidate.unfinishedBy != nil
    try db.run(
      "UPDATE queue_item SET unapplied = ? WHERE id = ? AND unapplied <> ?",
      [isInHand, id.rawValue, isInHand])
    guard !isInHand else { return false }
    var verdict = item.answer?.verdict ?? .handled
    // The call that went on meanwhile has promised another: what was said to the patient stands.
    if isLate, verdict == .close, candidate.entry.callback != nil { verdict = .handled }
    let finding = item.isWaiting ? nil : DeathFinding(item, verdict, candidate)
    if let finding {
      try keep(finding, of: item.patient)
      candidate = try CandidateReading(db: db).candidate(item.recall) ?? candidate
    }
    let between = BetweenCalls(policy: policy)
    let decision =
      item.isWaiting
      ? between.handedOn(candidate, at: now)
      : between.settled(item, verdict, candidate, at: now)
    if let decision { try Overtaking(db: db, now: now).write(decision, candidate) }
    if finding == .died { try endOthers(of: item.patient, between) }
    try Standing(db: db).wake(item.patient, at: now)
    return true
  }

  /// That a death was told stays on record beside the mark: an import without it brings the question
  /// back, and calls nobody.
  private func keep(_ finding: DeathFinding, of patient: PatientID) throws {
    let change =
      switch finding {
      case .died: "deceased = 1"
      case .lives: "held_for_death_at = NULL"
      }
    try db.run("UPDATE patient SET \(change) WHERE id = ?", [patient.rawValue])
  }

  /// Who has died has no other recall left either.
  private func endOthers(of patient: PatientID, _ between: BetweenCalls) throws {
    let rows = try db.rows(
      "SELECT * FROM recall WHERE patient = ? AND state IN ('open', 'review') ORDER BY id",
      [patient.rawValue])
    for other in try CandidateReading(db: db).candidates(rows) {
      try Overtaking(db: db, now: now).end(other, between.overtaken(other, at: now))
    }
  }
}

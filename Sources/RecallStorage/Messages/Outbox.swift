package import Foundation
package import RecallDomain

/// The outbox: messages written once, by whoever comes to their step first.
extension SharedActs {
  package func writeDueMessages(
    at now: Date, limit: Int, decide: (Candidate) -> MessageAct
  ) throws(StoreFailure) -> MessagesWritten {
    var sum = MessagesWritten()
    for _ in 0..<limit {
      // Nearly always there is none: looked at without taking the write lock.
      guard let due = try read("writeDueMessages", { try DueMessage(db: $0, now: now).first() })
      else { return sum }
      let one = try write("writeDueMessages") { db in
        try DueMessage(db: db, now: now).work(on: due, decide)
      }
      guard let one else { break }
      sum = sum + one
    }
    sum.isDone = false
    return sum
  }

  package func messagesToCome(
    after: RecallID?, limit: Int, at now: Date
  ) throws(StoreFailure) -> [Candidate] {
    try read("messagesToCome") { db in
      // A message's own time is `next_at`; when to look at it again, `message_at`, may be later.
      try CandidateReading(db: db).candidates(
        try db.rows(
          """
          SELECT * FROM recall WHERE state = 'open' AND message_at IS NOT NULL AND id > ?
            AND CASE next_action WHEN 'message' THEN coalesce(next_at, 0) ELSE 0 END <= ?
            ORDER BY id LIMIT ?
          """, [after?.rawValue ?? "", now.micros, limit]))
    }
  }

  package func outbox(
    _ states: Set<OutboxItem.State>
  ) throws(StoreFailure) -> [OutboxItem] {
    try read("outbox") { db in
      try db.rows(
        """
        \(OutboxReading.items) WHERE outbox.state \(db.among("?")) ORDER BY queued_at, key
        """, [try bound(states.map(\.rawValue))]
      ).map { try OutboxReading.item(Fields($0, of: "outbox")) }
    }
  }
}

extension SharedActs {
  package func messagesRead(
    by reader: String, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure) {
    try write("messagesRead") {
      try $0.audit(.messagesRead, by: reader, showing: patients, at: now)
    }
  }
}

/// One entry whose message step has come.
private struct DueMessage {
  let db: any Connection
  let now: Date

  /// When an entry is looked at again that nothing but a change can help.
  private static let tomorrow: TimeInterval = 24 * 3600
  /// And when somebody else has the patient, or the number, in hand at this moment.
  private static let soon: TimeInterval = 10 * 60

  private static let due = "state = 'open' AND message_at <= ?"

  func first() throws -> RecallID? {
    try db.text(
      "SELECT id FROM recall WHERE \(Self.due) ORDER BY message_at, id LIMIT 1", [now.micros]
    ).map { RecallID($0) }
  }

  /// `nil`: in other hands right now, and left to them.
  func work(
    on recall: RecallID, _ decide: (Candidate) -> MessageAct
  ) throws -> MessagesWritten? {
    let reading = CandidateReading(db: db)
    guard let patient = try reading.candidate(recall)?.patient.id,
      try Locks(db: db).first(of: [patient.rawValue], at: now) != nil
    else { return nil }
    var came = MessagesWritten()
    let isDue = "SELECT 1 FROM recall WHERE \(Self.due) AND id = ?"
    guard try db.exists(isDue, [now.micros, recall.rawValue]),
      let candidate = try reading.candidate(recall)
    else { return came }
    let isKnown = candidate.entry.nextAction == .message
    switch decide(candidate) {
    case .nothing where !isKnown:
      try lookNoMore(recall)
      came.none = 1
    case .nothing:
      try lookAgain(recall, after: Self.tomorrow)
      came.waiting = 1
    case .wait(let until):
      let rest = until.map { max($0.timeIntervalSince(now), 60) } ?? Self.tomorrow
      if until != nil, !isKnown { try becomesNext(recall) }
      try lookAgain(recall, after: rest)
      came.waiting = 1
    case .passOver(let next):
      try move(recall, of: patient, state: .open, next: next)
      try db.audit(.messagePassedOver, by: MessageStep.author, recall: recall, at: now)
      came.passedOver = 1
    case .write(let writing) where try isBeingDialled(writing.plan.way):
      try lookAgain(recall, after: Self.soon)
      came.waiting = 1
    case .write(let writing):
      try write(writing)
      came.written = 1
    }
    return came
  }

  private func lookAgain(_ recall: RecallID, after rest: TimeInterval) throws {
    try db.run(
      "UPDATE recall SET message_at = ? WHERE id = ?",
      [now.addingTimeInterval(rest).micros, recall.rawValue])
  }

  /// No message is in sight.
  private func lookNoMore(_ recall: RecallID) throws {
    try db.run("UPDATE recall SET message_at = NULL WHERE id = ?", [recall.rawValue])
  }

  /// The entry waits for its message from now on: what was planned before is overtaken.
  private func becomesNext(_ recall: RecallID) throws {
    try db.run(
      "UPDATE recall SET next_action = 'message', next_at = ? WHERE id = ?",
      [now.micros, recall.rawValue])
    try Standing(db: db).judgeAfresh(recall, at: now)
  }

  /// No text comes to a telephone on which a colleague is speaking.
  private func isBeingDialled(_ way: MessageWay) throws -> Bool {
    guard way.channel == .sms else { return false }
    try Locks(db: db).number(way.address)
    return try db.exists(
      "SELECT 1 FROM claim WHERE number = ? AND ended_at IS NULL", [way.address])
  }

  private func write(_ writing: MessageWriting) throws {
    let plan = writing.plan
    let call = CallID(plan.key)
    try db.run(
      "INSERT INTO script_version (hash, compiled) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
      [writing.edition, writing.compiled])
    guard try attempt(writing) else {
      try moveOn(writing)
      // Whatever is said of it now, it is not gone through again at once.
      return try lookAgain(plan.recall, after: Self.tomorrow)
    }
    try claim(plan)
    try db.run(
      """
      INSERT INTO outbox (key, patient, call, channel, address, text, language, queued_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """,
      [
        plan.key, plan.patient.rawValue, plan.key, plan.way.channel.rawValue, plan.way.address,
        writing.text, writing.language, now.micros,
      ])
    try db.run(
      "INSERT INTO note (id, call, patient, caller, ended, body) VALUES (?, ?, ?, ?, ?, ?)",
      [
        writing.note.id.rawValue, plan.key, plan.patient.rawValue, writing.note.caller, now.micros,
        try Whole.text(writing.note),
      ])
    try CallWriting(db: db, call: call, key: plan.key, now: now).apply(writing.writes)
    try ContactDays(db: db).count(call, number: number(plan), patient: plan.patient)
    try moveOn(writing)
    try db.audit(
      .messageWritten, by: MessageStep.author, recall: plan.recall, call: call, at: now)
  }

  /// `false`: this step was done before.
  private func attempt(_ writing: MessageWriting) throws -> Bool {
    let (plan, ending) = (writing.plan, writing.note.ending)
    return try db.run(
      """
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
          local_date, started, ended_at, outcome, detail, contact)
        VALUES (?1, ?2, ?3, ?4, 'outbound', ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, 1)
        ON CONFLICT (call) DO NOTHING
      """,
      [
        plan.key, plan.recall.rawValue, plan.patient.rawValue, number(plan), plan.attempt,
        writing.edition, MessageStep.author, plan.localDate.description, now.micros,
        ending.outcome.rawValue, ending.detail.rawValue,
      ]) == 1
  }

  /// Ended as soon as it is made: the trace that every attempt has of who had the patient in hand.
  private func claim(_ plan: MessagePlan) throws {
    try db.run(
      """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, call, lease,
          lease_ends, opened_at, ended_at, how)
        VALUES (?1, ?2, ?3, ?4, ?5, 1, 0, ?1, 1, ?6, ?6, ?6, 'closed')
      """,
      [
        plan.key, plan.recall.rawValue, plan.patient.rawValue, number(plan),
        MessageStep.author, now.micros,
      ])
  }

  /// What stands where a call has the number dialled: of a message that rings nowhere, its own name.
  private func number(_ plan: MessagePlan) -> String {
    plan.way.channel == .sms ? plan.way.address : plan.key
  }

  private func moveOn(_ writing: MessageWriting) throws {
    try move(
      writing.plan.recall, of: writing.plan.patient, state: writing.state, next: writing.next,
      end: writing.end)
  }

  private func move(
    _ recall: RecallID, of patient: PatientID, state: RecallEntry.State, next: NextAction,
    end: RecallEnd? = nil
  ) throws {
    try Standing(db: db).move(recall, to: state, next, callback: nil, end: end, at: now)
    try Standing(db: db).wake(patient, at: now)
  }
}

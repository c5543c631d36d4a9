internal import Crypto
package import Foundation
package import RecallDomain

/// Sending what waits in the outbox: each message in one sender's hands, and settled once.
extension SharedActs {
  package func takeMessage(
    _ terms: SendingTerms, at now: Date,
    decide: (OutboxItem, Candidate) -> MessageTurnVerdict
  ) throws(StoreFailure) -> TakenMessage? {
    // What is in other hands at this moment is not waited for: whoever has it settles it.
    for _ in 0..<MessageTaking.most {
      let waiting = try read("takeMessage") { try MessageTaking(db: $0, now: now).waiting(terms) }
      guard !waiting.isEmpty else { return nil }
      let one = try write("takeMessage") { db in
        try MessageTaking(db: db, now: now).take(waiting, terms, decide)
      }
      switch one {
      case .taken(let taken): return taken
      case .notNow: continue
      case .inOtherHands: return nil
      }
    }
    return nil
  }

  package func settleMessage(
    _ taken: TakenMessage, _ after: AfterHandOver, code: Int?, items: [QueueItem], at now: Date
  ) throws(StoreFailure) {
    try write("settleMessage") { db in
      try MessageSettling(db: db, now: now).settle(
        taken.message.key, attempt: taken.attempt, after, code: code, items: items)
    }
  }

  package func settleLostMessages(
    at now: Date, settle: (OutboxItem) -> (after: AfterHandOver, items: [QueueItem])
  ) throws(StoreFailure) -> Int {
    var count = 0
    while true {
      let lost = try read("settleLostMessages") { db in
        try db.text(
          """
          SELECT key FROM outbox WHERE state = 'sending' AND lease_ends <= ?
            ORDER BY lease_ends, key LIMIT 1
          """, [now.micros])
      }
      guard let lost else { return count }
      count += try write("settleLostMessages") { db in
        try MessageSettling(db: db, now: now).settleLost(lost, settle) ? 1 : 0
      }
    }
  }

  package func retryMessage(
    _ key: String, by staff: String, at now: Date
  ) throws(StoreFailure) {
    try write("retryMessage") { db in
      try MessageSettling(db: db, now: now).retry(key, by: staff)
    }
  }

  package func dropMessage(_ key: String, by staff: String, at now: Date) throws(StoreFailure) {
    try write("dropMessage") { db in try MessageSettling(db: db, now: now).drop(key, by: staff) }
  }
}

/// Taking one message out of those that wait.
private struct MessageTaking {
  /// Messages that one search looks at, at most.
  static let most = 100_000
  /// So many are offered at once, so that senders side by side find different ones.
  private static let offered = 32

  let db: any Connection
  let now: Date

  enum Came {
    case taken(TakenMessage)
    /// Stopped, kept back, or settled by somebody else since.
    case notNow
    case inOtherHands
  }

  struct Waiting {
    let key: String
    let patient: String
  }

  func waiting(_ terms: SendingTerms) throws -> [Waiting] {
    try db.rows(
      """
      SELECT key, patient FROM outbox WHERE state = 'waiting' AND not_before <= ?1
        AND channel \(db.among("?2")) ORDER BY not_before, queued_at, key LIMIT \(Self.offered)
      """, [now.micros, try bound(terms.channels.map(\.rawValue))]
    ).map { row in
      let fields = Fields(row, of: "outbox")
      return Waiting(key: try fields.text("key"), patient: try fields.text("patient"))
    }
  }

  /// What this very sender has in hand: it asks again, because the answer to its COMMIT was lost.
  private func inHand(_ terms: SendingTerms) throws -> TakenMessage? {
    let row = try db.row(
      "\(OutboxReading.items) WHERE outbox.state = 'sending' AND outbox.sender = ? LIMIT 1",
      [terms.sender])
    guard let row else { return nil }
    let message = try OutboxReading.item(Fields(row, of: "outbox"))
    return TakenMessage(
      message: message, attempt: message.tries,
      leaseEnds: try Fields(row, of: "outbox").instant("lease_ends"))
  }

  /// The patient first, then the message: whoever withdraws a consent comes in the same order.
  func take(
    _ waiting: [Waiting], _ terms: SendingTerms,
    _ decide: (OutboxItem, Candidate) -> MessageTurnVerdict
  ) throws -> Came {
    if let taken = try inHand(terms) { return .taken(taken) }
    guard let place = try Locks(db: db).first(of: waiting.map(\.patient), at: now)?.place,
      waiting.indices.contains(place)
    else { return .inOtherHands }
    let row = try db.row(
      "\(OutboxReading.items) WHERE outbox.key = ? AND outbox.state = 'waiting'",
      [waiting[place].key])
    guard let row else { return .notNow }
    let message = try OutboxReading.item(Fields(row, of: "outbox"))
    guard let recall = message.recall,
      let candidate = try CandidateReading(db: db).candidate(recall)
    else {
      try rest(message, until: now.addingTimeInterval(86_400), .closed)
      return .notNow
    }
    switch try isBeingDialled(message)
      ? .wait(.claimed, until: now.addingTimeInterval(600)) : decide(message, candidate)
    {
    case .stop(let reason):
      try MessageStopping(db: db, now: now).stop(reason, message.key)
      return .notNow
    case .wait(let reason, let until):
      try rest(message, until: max(until, now.addingTimeInterval(60)), reason)
      return .notNow
    case .send(let today): return try hold(message, terms, on: today).map { .taken($0) } ?? .notNow
    }
  }

  /// No text comes to a telephone on which a colleague is speaking.
  private func isBeingDialled(_ message: OutboxItem) throws -> Bool {
    guard message.channel == .sms else { return false }
    return try db.exists(
      "SELECT 1 FROM claim WHERE number = ? AND ended_at IS NULL", [message.address])
  }

  private func rest(_ message: OutboxItem, until: Date, _ reason: ExclusionReason) throws {
    try db.run(
      "UPDATE outbox SET not_before = ?, reason = ? WHERE key = ? AND state = 'waiting'",
      [until.micros, reason.rawValue, message.key])
  }

  /// `nil`: it was stopped meanwhile.
  private func hold(
    _ message: OutboxItem, _ terms: SendingTerms, on today: CivilDate
  ) throws -> TakenMessage? {
    let leaseEnds = now.addingTimeInterval(terms.lease[message.channel] ?? 120)
    let token = try message.token ?? MessageToken.of(message.key, in: db)
    let held = try db.run(
      """
      UPDATE outbox SET state = 'sending', tries = tries + 1, sender = ?, lease_ends = ?,
          token = ?, reason = NULL, code = NULL
        WHERE key = ? AND state = 'waiting' AND tries = ?
      """, [terms.sender, leaseEnds.micros, token, message.key, message.tries])
    guard held == 1 else { return nil }
    let call = CallID(message.key)
    if message.isStep { try ContactDays(db: db).move(call, to: today, at: now) }
    try db.audit(
      .messageSending, by: nil, recall: message.recall, call: call, subject: terms.sender, at: now)
    var sending = message
    sending.state = .sending
    sending.tries += 1
    sending.token = token
    sending.sender = terms.sender
    return TakenMessage(message: sending, attempt: sending.tries, leaseEnds: leaseEnds)
  }
}

/// The name of a message outside the clinic: it says nothing, and the same message has the same one also
/// in a store that was brought back from a backup, so that a gateway knows it again.
private enum MessageToken {
  static func of(_ key: String, in db: any Connection) throws -> String {
    let first = try db.text("SELECT id FROM store_epoch WHERE number = 1") ?? ""
    let digest = SHA256.hash(data: Data("\(first)/\(key)".utf8))
    return digest.prefix(16).map { String(format: "%02x", $0) }.joined()
  }
}

/// What becomes of a message that somebody had in hand.
private struct MessageSettling {
  let db: any Connection
  let now: Date

  /// Of a message that was given up as lost meanwhile, or is to be sent again, only that it did go
  /// out is still news.
  func settle(
    _ key: String, attempt: Int, _ after: AfterHandOver, code: Int?, items: [QueueItem]
  ) throws {
    try lockPatient(key)
    guard let message = try message(key), message.tries == attempt else { return }
    let isHeld = message.state == .sending
    let isLate = after == .sent && (message.state == .waiting || message.failure == .lost)
    guard isHeld || isLate else { return }
    try write(message, after, code: code)
    if case .dead(let failure) = after { try giveUp(message, failure, items) }
  }

  func settleLost(
    _ key: String, _ settle: (OutboxItem) -> (after: AfterHandOver, items: [QueueItem])
  ) throws -> Bool {
    try lockPatient(key)
    let row = try db.row(
      """
      \(OutboxReading.items) WHERE outbox.key = ? AND outbox.state = 'sending'
        AND outbox.lease_ends <= ? \(db.dialect.locked(rowsOf: "outbox"))
      """, [key, now.micros])
    guard let row else { return false }
    let message = try OutboxReading.item(Fields(row, of: "outbox"))
    let (after, items) = settle(message)
    try write(message, after, code: nil)
    if case .dead(let failure) = after { try giveUp(message, failure, items) }
    return true
  }

  /// In the order of all acts: a patient before their messages.
  private func lockPatient(_ key: String) throws {
    guard let patient = try db.text("SELECT patient FROM outbox WHERE key = ?", [key]) else {
      return
    }
    try Locks(db: db).patient(PatientID(patient))
  }

  private func message(_ key: String) throws -> OutboxItem? {
    try db.row(
      "\(OutboxReading.items) WHERE outbox.key = ? \(db.dialect.locked(rowsOf: "outbox"))", [key]
    ).map { try OutboxReading.item(Fields($0, of: "outbox")) }
  }

  private func write(_ message: OutboxItem, _ after: AfterHandOver, code: Int?) throws {
    let (state, reason, again, act): (OutboxItem.State, String?, Date?, AuditAct) =
      switch after {
      case .sent: (.sent, nil, nil, .messageSent)
      case .again(let at): (.waiting, "not-taken", at, .messageAgain)
      case .dead(let failure): (.failed, failure.rawValue, nil, .messageGivenUp)
      }
    try db.run(
      """
      UPDATE outbox SET state = ?, reason = ?, not_before = ?, code = ?, lease_ends = NULL,
          settled_at = ? WHERE key = ?
      """,
      [
        state.rawValue, reason, again?.micros ?? 0, code,
        state == .waiting ? nil : now.micros, message.key,
      ])
    try audit(act, message, subject: reason)
  }

  private func audit(
    _ act: AuditAct, _ message: OutboxItem, by who: String? = nil, subject: String?
  ) throws {
    try db.audit(
      act, by: who, recall: message.recall, call: CallID(message.key), subject: subject, at: now)
  }

  private func giveUp(
    _ message: OutboxItem, _ failure: MessageFailure, _ items: [QueueItem]
  ) throws {
    if failure == .badAddress, message.channel != .portal {
      try Undeliverable(db: db, now: now).mark(
        message.channel, message.address, by: message.key, said: now)
      if message.isStep { _ = try MessageStopping(db: db, now: now).uncount(message.key) }
    } else if !failure.mayHaveGoneOut {
      try ContactDays(db: db).uncountNotTaken(message)
    }
    try CallWriting(db: db, call: CallID(message.key), key: message.key, now: now)
      .apply(items.map { .openItem($0) })
  }

  // MARK: By a person

  func retry(_ key: String, by staff: String) throws {
    try lockPatient(key)
    guard let message = try message(key), message.failure != nil else {
      throw StoreFailure.notFound
    }
    guard !message.text.isEmpty else { throw StoreFailure.erased }
    try Undeliverable(db: db, now: now).lift(message.channel, message.address)
    try db.run(
      """
      UPDATE outbox SET state = 'waiting', reason = NULL, not_before = 0, settled_at = NULL,
          queued_at = ? WHERE key = ?
      """, [now.micros, key])
    try audit(.messageRetried, message, by: staff, subject: message.reason)
  }

  func drop(_ key: String, by staff: String) throws {
    try lockPatient(key)
    guard let message = try message(key),
      message.state == .waiting || message.failure != nil && message.failure != .dropped
    else { throw StoreFailure.notFound }
    try db.run(
      "UPDATE outbox SET state = 'failed', reason = ?, settled_at = ? WHERE key = ?",
      [MessageFailure.dropped.rawValue, now.micros, key])
    try audit(.messageDropped, message, by: staff, subject: message.reason)
    if message.tries == 0 {
      _ = try MessageStopping(db: db, now: now).uncount(key)
    } else if message.state == .waiting {
      try ContactDays(db: db).uncountNotTaken(message)
    }
  }
}

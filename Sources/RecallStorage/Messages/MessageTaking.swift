internal import Crypto
import Foundation
import RecallDomain

/// Taking one message out of those that wait.
struct MessageTaking {
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
    return digest.prefix(16).hexDigits
  }
}

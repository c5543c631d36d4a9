import Foundation
import RecallDomain

/// Items of queues and their history, row by row.
struct QueueWriting {
  let db: any Connection
  let now: Date

  /// The item as it is, held until the transaction ends.
  func item(_ id: QueueItemID) throws -> QueueItem? {
    try db.row(
      "SELECT * FROM queue_item WHERE id = ? \(db.dialect.locked(rowsOf: "queue_item"))",
      [id.rawValue]
    ).map { try QueueItemReading.item(Fields($0, of: "queue_item")) }
  }

  func keep(_ item: QueueItem) throws {
    try db.run(
      """
      UPDATE queue_item SET queue = ?2, due = ?3, state = ?4, owner = ?5, taken_by = ?6,
          taken_at = ?7, answer = ?8, verdict = ?9, answered_by = ?10, answered_at = ?11,
          closed_at = ?12, due_otherwise = ?13 WHERE id = ?1
      """,
      [
        item.id.rawValue, item.queue.rawValue, item.due?.micros, item.state.rawValue, item.owner,
        item.takenBy, item.takenAt?.micros, item.answer?.words, item.answer?.verdict.rawValue,
        item.answer?.by, item.answer?.at.micros, item.closedAt?.micros,
        item.dueOtherwise?.micros,
      ])
  }

  func record(
    _ kind: QueueAct.Kind, of item: QueueItemID, by who: String, key: String,
    words: String? = nil, verdict: QueueVerdict? = nil, from: QueueName? = nil,
    to: QueueName? = nil
  ) throws {
    let before = try db.int(
      "SELECT max(nth) FROM queue_act WHERE item = ?", [item.rawValue])
    try db.run(
      """
      INSERT INTO queue_act (key, item, at, who, act, words, verdict, from_queue, to_queue, nth)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """,
      [
        key, item.rawValue, now.micros, who, kind.rawValue, words, verdict?.rawValue,
        from?.rawValue, to?.rawValue, 1 + (before ?? 0),
      ])
  }

  // MARK: What a call does to an item

  /// The patient has heard the answer that was given at that moment; a later one is still owed.
  func told(_ id: QueueItemID, answered: Date, in call: CallID) throws {
    let changed = try db.run(
      """
      UPDATE queue_item SET state = 'closed', closed_at = ?1, told_in = ?2
        WHERE id = ?3 AND state = 'answered' AND answered_at = ?4
      """, [now.micros, call.rawValue, id.rawValue, answered.micros])
    guard changed == 1 else { return }
    try record(.told, of: id, by: try caller(of: call), key: "told/\(call)/\(id)")
  }

  /// Answers that this call has told, or was said to have told, and that their teams have not given
  /// anew since.
  func answersTold(in call: CallID, of recall: RecallID) throws -> Set<QueueItemID> {
    let rows = try db.rows(
      """
      SELECT q.id FROM queue_item q JOIN queue_act a ON a.item = q.id
        WHERE q.recall = ?1 AND a.key = 'told/' || ?2 || '/' || q.id AND q.answered_at <= a.at
          AND (q.state = 'answered' OR (q.state = 'closed' AND q.told_in = ?2))
      """, [recall.rawValue, call.rawValue])
    return Set(try rows.map { QueueItemID(try Fields($0, of: "queue_item").text("id")) })
  }

  /// Nobody was spoken with after all: the answer waits to be told again. Words say why.
  func owedAgain(_ id: QueueItemID, by author: String, key: String, words: String) throws {
    let changed = try db.run(
      """
      UPDATE queue_item SET state = 'answered', closed_at = NULL, told_in = NULL
        WHERE id = ? AND state = 'closed'
      """, [id.rawValue])
    guard changed == 1 else { return }
    try record(.note, of: id, by: author, key: "owed/\(key)/\(id)", words: words)
  }

  /// It was heard after all.
  func toldAfterAll(_ id: QueueItemID, in call: CallID, by author: String, key: String) throws {
    let changed = try db.run(
      """
      UPDATE queue_item SET state = 'closed', closed_at = ?1, told_in = ?2
        WHERE id = ?3 AND state = 'answered'
      """, [now.micros, call.rawValue, id.rawValue])
    guard changed == 1 else { return }
    try record(.told, of: id, by: author, key: "told/\(key)/\(id)")
  }

  /// Whoever works on it sees that the caller took it back.
  func withdrawnUnderHands(
    _ id: QueueItemID, in call: CallID, by author: String? = nil
  ) throws {
    guard let item = try item(id), item.state == .taken, item.withdrawnAt == nil else { return }
    try record(
      .withdrawn, of: id, by: try author ?? caller(of: call), key: "withdrawn/\(id)/\(now.micros)")
  }

  /// Whoever has taken it did so as a question like others: its history says what makes it urgent, and
  /// its team is told.
  func madeUrgent(
    _ id: QueueItemID, asked question: String?, in call: CallID, by author: String? = nil
  ) throws {
    guard let item = try item(id), item.state == .taken, !item.urgent else { return }
    try record(
      .note, of: id, by: try author ?? caller(of: call), key: "urgent/\(id)",
      words: question ?? item.question)
  }

  /// The key of that line, of a column with the item's id.
  static func urgentKey(_ id: String) -> String { "'urgent/' || \(id)" }

  /// Other words than those that were answered.
  func reopen(_ id: QueueItemID, asked question: String?) throws {
    guard let question, let item = try item(id), item.question != question,
      item.state == .answered || item.state == .closed
    else { return }
    try db.run(
      """
      UPDATE queue_item SET state = 'open', taken_by = NULL, taken_at = NULL, answer = NULL,
          verdict = NULL, answered_by = NULL, answered_at = NULL, closed_at = NULL, unapplied = 0
        WHERE id = ?
      """, [id.rawValue])
  }

  /// Who has the call in hand; it may be another than whoever dialled.
  private func caller(of call: CallID) throws -> String {
    try db.text("SELECT caller FROM claim WHERE call = ?", [call.rawValue])
      ?? db.text("SELECT caller FROM attempt WHERE call = ?", [call.rawValue]) ?? call.rawValue
  }
}

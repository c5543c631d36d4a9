import Foundation
import RecallDomain

/// How a recall stood before a call and what the call made of it: what a correction of the outcome
/// goes back to, and by which it sees that others have moved the recall since.
struct RecallTurns {
  let db: any Connection

  /// In the closing transaction, before anything is learned or moved.
  func keep(_ closing: CallClosing, of call: CallID, _ claim: ClaimRow) throws {
    try db.run(
      """
      INSERT INTO recall_turn (call, number, state, next_at, next_action, owner, callback, phone,
          then_state, then_next_at, then_next_action, then_callback, then_ended_as)
        SELECT ?1, 0, state, next_at, next_action, owner, callback,
            (SELECT status FROM phone WHERE phone.patient = recall.patient AND phone.number = ?2),
            ?3, CAST(?4 AS BIGINT), ?5, ?6, ?7
          FROM recall WHERE id = ?8
      """,
      [
        call.rawValue, claim.number, closing.state.rawValue, closing.next.at?.micros,
        closing.next.kind.rawValue, try Self.text(closing.callback), closing.end?.rawValue,
        claim.recall.rawValue,
      ])
  }

  /// After a correction: the same before, another after.
  func keep(_ after: AfterCallDecision, of call: CallID, number: Int) throws {
    try db.run(
      """
      INSERT INTO recall_turn (call, number, state, next_at, next_action, owner, callback, phone,
          then_state, then_next_at, then_next_action, then_callback, then_ended_as)
        SELECT call, CAST(?2 AS BIGINT), state, next_at, next_action, owner, callback, phone,
            ?3, CAST(?4 AS BIGINT), ?5, ?6, ?7
          FROM recall_turn WHERE call = ?1 AND number = 0
      """,
      [
        call.rawValue, number, after.state.rawValue, after.next.at?.micros,
        after.next.kind.rawValue, try Self.text(after.callback), after.end?.rawValue,
      ])
  }

  private static func text(_ window: CallbackWindow?) throws -> String? {
    try window.map { try Whole.text($0) }
  }

  /// The last turn of a call, and whether the recall still stands as it left it.
  func last(of call: CallID, _ recall: RecallID) throws -> RecallTurn? {
    let row = try db.row(
      "SELECT * FROM recall_turn WHERE call = ? ORDER BY number DESC LIMIT 1", [call.rawValue])
    guard let row else { return nil }
    let fields = Fields(row, of: "recall_turn")
    let stands = try db.exists(
      """
      SELECT 1 FROM recall JOIN recall_turn t ON t.call = ?1 AND t.number = ?2
        WHERE recall.id = ?3 AND recall.state = t.then_state
          AND coalesce(recall.next_at, 0) = coalesce(t.then_next_at, 0)
          AND recall.next_action = t.then_next_action
          AND coalesce(recall.callback, '') = coalesce(t.then_callback, '')
          AND coalesce(recall.ended_as, '') = coalesce(t.then_ended_as, '')
      """, [call.rawValue, try fields.int("number"), recall.rawValue])
    return RecallTurn(
      state: try fields.word("state"), nextAt: try fields.optionalInstant("next_at"),
      nextAction: try fields.word("next_action"), owner: try fields.optionalText("owner"),
      callback: try fields.optionalJSON("callback"),
      phone: try fields.optionalCase("phone"), stands: stands)
  }
}

/// How a recall stood before a call.
struct RecallTurn {
  var state: RecallEntry.State
  var nextAt: Date?
  var nextAction: NextAction.Kind
  var owner: String?
  var callback: CallbackWindow?
  /// Of the number of the call.
  var phone: PatientPhone.Status?
  /// The recall still stands as the call has left it.
  var stands: Bool
}

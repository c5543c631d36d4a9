import Testing
import WholeClinic

/// Something that a wrong program would have left behind, and what the auditor must say of it.
struct Sabotage: CustomStringConvertible, Sendable {
  let description: String
  let sql: String

  init(_ description: String, _ sql: String) { (self.description, self.sql) = (description, sql) }

  static let all = [
    Sabotage(
      "patients were taken, and the trail has nothing of it",
      "DELETE FROM audit WHERE act = 'claimed'"),
    Sabotage(
      "calls that began do not have one entry of the trail",
      "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit WHERE act = 'began')"),
    Sabotage(
      "calls that were closed do not have one entry of the trail",
      "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit WHERE act = 'closed')"),
    Sabotage(
      "calls passed into other hands without a new token",
      "UPDATE claim SET token = 1 WHERE call IS NOT NULL"),
    Sabotage(
      "calls have a new token, and the trail does not say who has them",
      "DELETE FROM audit WHERE act IN ('taken-up', 'taken-over')"),
    Sabotage(
      "words came too late, and the trail has nothing of it",
      """
      INSERT INTO stale_entry (call, recall, seq, token, caller, kind, payload, at)
        SELECT e.call, a.recall, e.seq, 0, a.caller, e.kind, e.payload, e.at
          FROM call_event e JOIN attempt a ON a.call = e.call WHERE e.seq = 2
      """),
    Sabotage(
      "kept calls came in, and the trail has nothing of it",
      "DELETE FROM audit WHERE act = 'replayed'"),
    Sabotage(
      "teams acted on items, and the trail has nothing of it",
      "DELETE FROM audit WHERE act = 'queue-acted'"),
    Sabotage(
      "entries of the trail are in no chain",
      "UPDATE audit SET session = NULL, seq = NULL, mac = NULL WHERE act = 'closed'"),
    Sabotage(
      "a time was promised, and the recall knows nothing of it",
      """
      UPDATE recall SET state = 'open', phase = 'ready', callback = NULL, kept_back = NULL,
          stood_as = NULL;
      UPDATE attempt SET outcome = 'callback-requested', detail = 'at-time', gave_time = 1
        WHERE outcome IS NOT NULL;
      DELETE FROM appointment
      """),
    Sabotage(
      "recalls wait for a team that has nothing of theirs",
      """
      UPDATE recall SET state = 'review', phase = 'off', kept_back = NULL;
      UPDATE queue_item SET state = 'closed', unapplied = 0
      """),
    Sabotage(
      "recalls ended by a fact that is on record no more",
      """
      UPDATE recall SET state = 'closed', phase = 'off', kept_back = NULL, stood_as = 'open';
      UPDATE patient SET deceased = 0, inactive = 0, do_not_contact = 0, opted_out_at = NULL
      """),
    Sabotage(
      "recalls are scheduled, and nothing is booked",
      """
      UPDATE recall SET state = 'scheduled', phase = 'off', kept_back = NULL;
      UPDATE appointment SET status = 'cancelled'
      """),
    Sabotage(
      "words were left three times for one recall",
      """
      UPDATE attempt SET recall = (SELECT min(id) FROM recall), outcome = 'left-message',
          detail = 'voicemail' WHERE outcome IS NOT NULL
      """),
    Sabotage(
      "numbers that are wrong were dialled again",
      """
      UPDATE attempt SET number = '+16175550199', outcome = 'wrong-number',
          detail = 'disconnected', direction = 'outbound' WHERE outcome IS NOT NULL
      """),
    Sabotage(
      "patients lost their place at dial before their time was over",
      "UPDATE claim SET how = 'lapsed', lease_ends = ended_at + 1 WHERE ended_at IS NOT NULL"),
    Sabotage(
      "nobody sees the emergency of call",
      """
      UPDATE attempt SET emergency = 0;
      UPDATE call_event SET kind = 'interrupted', payload = CAST('{"type":"emergency"}' AS BLOB)
        WHERE kind = 'compared'
      """),
    Sabotage("did not match, and cost no try", "DELETE FROM identity_try"),
    Sabotage(
      "was made to somebody who had asked for no more",
      """
      UPDATE attempt SET number = '+16175550199', patient = (SELECT min(id) FROM patient),
          direction = 'outbound' WHERE outcome IS NOT NULL
      """),
  ]
}

@Suite("The auditor of a whole clinic")
struct AuditorTests {
  private nonisolated(unsafe) static let left = Result { try LeftClinic(seed: 1) }

  @Test("finds nothing in what a right program leaves")
  func nothing() throws { #expect(try Self.left.get().broken() == []) }

  @Test("sees what a wrong program would leave", arguments: Sabotage.all)
  func sees(_ sabotage: Sabotage) throws {
    let said = try Self.left.get().broken(by: sabotage.sql)
    #expect(said.contains { $0.contains(sabotage.description) }, "\(said)")
  }
}

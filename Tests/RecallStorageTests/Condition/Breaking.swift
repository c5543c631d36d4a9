import RecallDomain
import Testing

/// One way to break an invariant with plain SQL, and the sentence that must name it.
struct Breaking: Sendable, CustomTestStringConvertible {
  let sentence: String
  let sql: String
  var onServer: String?

  var testDescription: String { sentence }

  init(_ sentence: String, _ sql: String, onServer: String? = nil) {
    (self.sentence, self.sql, self.onServer) = (sentence, sql, onServer)
  }

  /// `c1` of ana, saved; `c2` of ben, running; `r4` of `p4`, whom nobody has called.
  static let all = journals + calls + claims + patients + slots + queues + history + schema

  private static let journals = [
    Breaking("journals have a gap", "DELETE FROM call_event WHERE call = 'c1' AND seq = 1"),
    Breaking("attempts have no journal", "DELETE FROM call_event WHERE call = 'c1'"),
    Breaking(
      "claims and their journals disagree", "UPDATE claim SET last_seq = 9 WHERE call = 'c1'"),
    Breaking(
      "tokens in a journal go back", "UPDATE call_event SET token = 5 WHERE call = 'c1' AND seq = 1"
    ),
    Breaking(
      "what came in after an outage is not in its journal",
      """
      INSERT INTO replay (claim, token, call, caller, first_seq, last_seq, digest, since, at, result)
        VALUES ('x', 1, 'c2', 'ben', 7, 8, 'x', 1, 1, 'written')
      """),
    Breaking(
      "journals have tokens that their claim never had",
      "UPDATE call_event SET token = 9 WHERE call = 'c2'"),
  ]

  private static let calls = [
    Breaking(
      "messages of the cadence are not in the outbox",
      "UPDATE attempt SET caller = 'outbox' WHERE call = 'c1'"),
    Breaking(
      "messages are sent by nobody, or were sent without a try",
      """
      INSERT INTO outbox (key, patient, call, channel, address, text, queued_at, state)
        VALUES ('m', 'p1', 'c1', 'sms', '+16175550101', 'x', 1, 'sending')
      """),
    Breaking(
      "attempts without an outcome have no claim", "UPDATE claim SET call = NULL WHERE call = 'c2'"),
    Breaking("attempts have an outcome and no note", "DELETE FROM note"),
    Breaking(
      "notes stand on attempts without an outcome",
      """
      INSERT INTO note (id, call, patient, caller, ended, body)
        SELECT 'n2', call, patient, caller, 1, '{}' FROM attempt WHERE call = 'c2'
      """),
    Breaking(
      "attempts were corrected otherwise than their notes say",
      "UPDATE attempt SET corrections = 1 WHERE call = 'c1'"),
    Breaking(
      "contacts of a day are miscounted",
      """
      INSERT INTO contact_day (kind, subject, local_date, contacts)
        VALUES ('patient', 'p4', '2026-01-05', 7)
      """),
    Breaking(
      "withdrawn attempts count as contacts",
      "UPDATE attempt SET withdrawn_at = 1, contact = 1 WHERE call = 'c2'"),
    Breaking(
      "two calls of a patient need an outcome",
      """
      DROP INDEX attempt_unfinished;
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
          local_date, started)
        SELECT 'c9', recall, patient, number, direction, attempt, edition, caller, local_date,
          started FROM attempt WHERE call = 'c2'
      """),
    Breaking(
      "kept counts are wrong",
      "INSERT INTO tally (lane, phase, kept_back, hour, entries) VALUES (1, 'ready', 'x', 0, 5)"),
  ]

  private static func secondClaim(_ index: String, _ columns: String) -> String {
    """
    DROP INDEX \(index);
    INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease, lease_ends,
        opened_at)
      SELECT 'x', \(columns), 1, 0, 1, 1, 1 FROM claim WHERE call = 'c2'
    """
  }

  private static let claims = [
    Breaking(
      "two claims are open for the same patient",
      secondClaim("claim_patient", "recall, patient, number || '1', 'zed'")),
    Breaking(
      "two claims are open for the same number",
      secondClaim("claim_number", "'r4', 'p4', number, 'zed'")),
    Breaking(
      "two claims are open for the same caller",
      secondClaim("claim_caller", "'r4', 'p4', number || '1', caller")),
    Breaking(
      "claims are open on attempts that have ended",
      "UPDATE claim SET ended_at = NULL, how = NULL WHERE call = 'c1'"),
    Breaking(
      "claims ended as closed without an outcome",
      "UPDATE claim SET ended_at = 1, how = 'closed' WHERE call = 'c2'"),
  ]

  private static let patients = [
    Breaking(
      "calls are of another patient than their recall",
      "UPDATE attempt SET patient = 'p4' WHERE call = 'c1'"),
    Breaking(
      "claims are of another patient than their recall",
      "UPDATE claim SET patient = 'p4' WHERE call = 'c1'"),
    Breaking(
      "claims are of another recall than their call",
      "UPDATE claim SET recall = 'r4', patient = 'p4' WHERE call = 'c1'"),
    Breaking(
      "notes are of another patient than their call", "UPDATE note SET patient = 'p4'"),
    Breaking(
      "queue items are of another patient than their recall",
      item(of: "'p4'", "'open'")),
  ]

  private static let slot = "INSERT INTO slot (id, start, minutes, booked) VALUES ('s', 1, 20, "
  private static func visit(_ id: String) -> String {
    """
    INSERT INTO appointment (id, patient, start, status, slot)
      VALUES ('\(id)', 'p1', 1, 'booked', 's');
    """
  }

  private static let slots = [
    Breaking("slots are booked without an appointment", slot + "1)"),
    Breaking("appointments stand in slots that are not booked", slot + "0);" + visit("a")),
    Breaking(
      "appointments stand at another time than their slots",
      slot + "1);" + visit("a") + "UPDATE slot SET start = 2"),
    Breaking("contacts of a day are miscounted", "DELETE FROM contact_day"),
    Breaking(
      "slots are booked twice",
      "DROP INDEX appointment_slot;" + slot + "1);" + visit("a") + visit("b")
    ),
    Breaking(
      "slots are held by calls that have ended",
      """
      INSERT INTO slot (id, start, minutes, booked, held_by, held_until)
        VALUES ('s', 1, 20, 0, 'c1', 9)
      """),
  ]

  private static func item(of patient: String, _ state: String) -> String {
    """
    INSERT INTO queue_item (id, queue, recall, patient, call, opened, urgent, state, verified)
      SELECT 'q', 'clinical', recall, \(patient), call, 1, 0, \(state), 0 FROM attempt
        WHERE call = 'c1'
    """
  }

  private static let queues = [
    Breaking("answered items have no answer", item(of: "patient", "'answered'")),
    Breaking("taken items are nobody's", item(of: "patient", "'taken'")),
  ]

  private static let history = [
    Breaking("lives of the store are missing", "UPDATE store_epoch SET number = 5"),
    Breaking("seals of the trail are missing", seal(3), onServer: seal(3, onServer: true)),
    Breaking(
      "the trail is sealed and its key is not on record", seal(1), onServer: seal(1, onServer: true)
    ),
    Breaking(
      "entries of the trail are chained by half",
      "INSERT INTO audit (at, act, session) VALUES (1, 'closed', 5)"),
    Breaking(
      "lines were marked that their call's journal does not know",
      """
      INSERT INTO stumble (id, call, edition, script, node, line, locale, said, words, who, at)
        SELECT 'c1/7', call, edition, 's', 'n', 'l', 'en', 'x', 'x', 'ana', 1 FROM attempt
          WHERE call = 'c1'
      """),
    Breaking(
      "results of practice stand in the store of live calls", "UPDATE meta SET kind = 'live'"),
  ]

  private static func seal(_ number: Int, onServer: Bool = false) -> String {
    """
    INSERT INTO audit_seal (number, at, upto, heads, fingerprint, mac)
      VALUES (\(number), 1, 1, '', 'x', \(onServer ? "decode(repeat('00', 32), 'hex')" : "zeroblob(32)"))
    """
  }

  private static let schema = [
    Breaking(
      "what is append-only can be altered", "SELECT 1",
      onServer: "ALTER TABLE note DISABLE TRIGGER note_no_update"),
    Breaking("nothing keeps two from the same patient", "DROP INDEX claim_patient"),
  ]

  /// Of a file alone.
  static let ofTheFile = [
    Breaking("rows point to rows that are not there", "DELETE FROM patient WHERE id = 'p4'")
  ]
}

import Foundation
import RecallDomain

@testable import RecallStorage

/// What a store of the first shape held when a later program found it: people, a call that was saved, one
/// that was running, a promise, a question, a booking, a message that waited, and the trail of all that.
enum EarlierStore {
  static func rows(in dialect: Dialect) throws -> [String] {
    let bytes = dialect == .sqlite ? "x'7b7d'" : "decode('7b7d', 'hex')"
    let note = try Whole.text(saved()).replacingOccurrences(of: "'", with: "''")
    return people + [
      "INSERT INTO script_version (hash, compiled) VALUES ('sha256:a', \(bytes))"
    ] + calls(bytes, note) + house
  }

  private static func saved() -> CallNote {
    let ticket = ClaimTicket(
      claim: "k1", recall: RecallID("r1"), patient: PatientID("p1"), caller: "ana", token: 1,
      lastSeq: 2, call: CallID("c1"))
    return Clinic.closing(ticket, number: "+16175550101", ending: Ending(.noAnswer)!).note
  }

  private static let people: [String] =
    (1...5).flatMap { number in
      [
        """
        INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, born, language,
            interpreter, deceased, inactive, sensitive, strict, confidential, do_not_contact)
          VALUES ('p\(number)', 'Rosa', 'Díaz \(number)', 'rosa diaz \(number)', 'diaz \(number)',
            '1961-03-04', 'es', 0, 0, 0, 0, 0, 0, 0)
        """,
        """
        INSERT INTO phone (patient, number, kind, rank, status)
          VALUES ('p\(number)', '+1617555010\(number)', 'mobile', 1, 'good')
        """,
        "INSERT INTO consent (patient, channel, allowed) VALUES ('p\(number)', 'sms', 1)",
      ]
    } + [
      """
      INSERT INTO lane (id, segment, language, interpreter, hours)
        VALUES (1, 'overdue-follow-up', 'es', 0, '')
      """
    ]
    + (1...5).map { number in
      let isWaiting = number == 4
      return """
        INSERT INTO recall (id, patient, segment, reason, due, priority, state, next_action, lane,
            phase, kept_back, not_before)
          VALUES ('r\(number)', 'p\(number)', 'overdue-follow-up', 'post-procedure', '2026-11-12',
            \(number), 'open', 'call', 1, '\(isWaiting ? "waiting" : "ready")',
            \(isWaiting ? "'callback-later', \(Clinic.minutes(600).micros)" : "NULL, 0"))
        """
    }

  private static func calls(_ bytes: String, _ note: String) -> [String] {
    let now = Clinic.now.micros
    let attempt = """
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
        local_date, started, ended_at, outcome, detail) VALUES
      """
    let claim = """
      INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, call, lease,
        lease_ends, opened_at, ended_at, how) VALUES
      """
    return [
      attempt + """
         ('c1', 'r1', 'p1', '+16175550101', 'outbound', 1, 'sha256:a', 'ana', '2026-11-24', \(now),
          \(now), 'no-answer', '\(Ending(.noAnswer)!.detail.rawValue)'),
         ('c2', 'r2', 'p2', '+16175550102', 'outbound', 1, 'sha256:a', 'ben', '2026-11-24', \(now),
          NULL, NULL, NULL)
        """,
      claim + """
         ('k1', 'r1', 'p1', '+16175550101', 'ana', 1, 2, 'c1', 1, 1, 1, 1, 'closed'),
         ('k2', 'r2', 'p2', '+16175550102', 'ben', 1, 1, 'c2', 1, 1, 1, NULL, NULL)
        """,
      """
      INSERT INTO call_event (call, seq, token, kind, payload, at) VALUES
        ('c1', 1, 1, 'began', \(bytes), \(now)), ('c1', 2, 1, 'saved', \(bytes), \(now)),
        ('c2', 1, 1, 'began', \(bytes), \(now))
      """,
      """
      INSERT INTO note (id, call, patient, caller, ended, body)
        VALUES ('note-c1', 'c1', 'p1', 'ana', \(now), '\(note)')
      """,
      """
      INSERT INTO queue_item (id, queue, recall, patient, call, opened, urgent, state, question,
          verified) VALUES ('q1', 'clinical', 'r1', 'p1', 'c1', \(now), 0, 'open', '¿Puedo comer?', 1)
      """,
      "INSERT INTO slot (id, start, minutes, booked) VALUES ('s1', \(now), 20, 1)",
      """
      INSERT INTO appointment (id, patient, start, status, slot)
        VALUES ('a1', 'p5', \(now), 'booked', 's1')
      """,
      """
      INSERT INTO outbox (key, patient, call, channel, address, text, queued_at)
        VALUES ('c1/4', 'p1', 'c1', 'sms', '+16175550101', 'Hola.', \(now))
      """,
    ]
  }

  private static let house = [
    """
    INSERT INTO staff (id, name, roles, languages) VALUES ('ana', 'Ana', '["caller"]', '["es"]')
    """,
    """
    INSERT INTO approval (script, structure, words, who, at)
      VALUES ('visit', 'sha256:s', '{"en":"b"}', 'lee', 1)
    """,
    "INSERT INTO import (source, at, added, updated, unchanged) VALUES ('x', 1, 5, 0, 0)",
    """
    INSERT INTO audit (at, who, act, recall, call) VALUES (1, NULL, 'imported', NULL, NULL),
      (2, 'ana', 'claimed', 'r1', NULL), (3, 'ana', 'began', 'r1', 'c1'),
      (4, 'ana', 'closed', 'r1', 'c1'), (5, 'ben', 'claimed', 'r2', NULL)
    """,
  ]
}

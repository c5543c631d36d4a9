import RecallDomain

/// An invariant that a query can refute: the rows it finds are violations.
struct StoreInvariant {
  /// *Never* changed: its text in each language is `check.ID` of `console.yaml`.
  let id: String
  /// What is violated, as a person reads it in English.
  let sentence: String
  let advice: InvariantAdvice
  let query: String

  init(_ id: String, sentence: String, advice: InvariantAdvice, query: String) {
    (self.id, self.sentence, self.advice, self.query) = (id, sentence, advice, query)
  }

  static func all(in dialect: Dialect) -> [StoreInvariant] {
    (dialect == .sqlite ? ofTheFile : []) + ofTheSchema(in: dialect) + ofTheField + ofClaims
      + ofHistory
  }

  static let ofTheFile: [StoreInvariant] = [
    StoreInvariant(
      "file-damaged", sentence: "the file is damaged", advice: .restore,
      query: "SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'"),
    StoreInvariant(
      "rows-point-nowhere", sentence: "rows point to rows that are not there", advice: .restore,
      query: "SELECT * FROM pragma_foreign_key_check"),
  ]

  static let ofTheField: [StoreInvariant] = [
    StoreInvariant(
      "journal-gap", sentence: "journals have a gap", advice: .restore,
      query:
        "SELECT call FROM call_event GROUP BY call HAVING min(seq) <> 1 OR max(seq) <> count(*)"
    ),
    StoreInvariant(
      "no-journal", sentence: "attempts have no journal", advice: .restore,
      query: """
        SELECT call FROM attempt WHERE caller <> '\(MessageStep.author)'
          AND call NOT IN (SELECT call FROM call_event)
        """),
    StoreInvariant(
      "message-not-in-outbox", sentence: "messages of the cadence are not in the outbox",
      advice: .restore,
      query: """
        SELECT call FROM attempt WHERE caller = '\(MessageStep.author)'
          AND call NOT IN (SELECT key FROM outbox)
        """),
    StoreInvariant(
      "message-without-try", sentence: "messages are sent by nobody, or were sent without a try",
      advice: .outbox,
      query: """
        SELECT key FROM outbox WHERE (state = 'sending' AND (lease_ends IS NULL OR sender IS NULL))
          OR (state IN ('sending', 'sent') AND (tries = 0 OR token IS NULL))
        """),
    StoreInvariant(
      "claim-and-journal", sentence: "claims and their journals disagree", advice: .resume,
      query: """
        SELECT id FROM claim WHERE call IS NOT NULL
          AND last_seq <> (SELECT max(seq) FROM call_event WHERE call_event.call = claim.call)
        """),
    StoreInvariant(
      "replay-not-in-journal", sentence: "what came in after an outage is not in its journal",
      advice: .history,
      query: """
        SELECT id FROM replay WHERE result = 'written' AND (
            SELECT count(*) FROM call_event WHERE call_event.call = replay.call
              AND call_event.token = replay.token AND seq BETWEEN first_seq AND last_seq
          ) <> last_seq - first_seq + 1
        """),
    StoreInvariant(
      "tokens-go-back", sentence: "tokens in a journal go back", advice: .history,
      query: """
        SELECT a.id FROM call_event a JOIN call_event b ON b.call = a.call AND b.seq = a.seq + 1
          WHERE b.token < a.token
        """),
    StoreInvariant(
      "unfinished-without-claim", sentence: "attempts without an outcome have no claim",
      advice: .restore,
      query: """
        SELECT call FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL
          AND call NOT IN (SELECT call FROM claim WHERE call IS NOT NULL)
        """),
    StoreInvariant(
      "claim-on-ended", sentence: "claims are open on attempts that have ended", advice: .restore,
      query: """
        SELECT id FROM claim JOIN attempt USING (call)
          WHERE claim.ended_at IS NULL AND (outcome IS NOT NULL OR withdrawn_at IS NOT NULL)
        """),
    StoreInvariant(
      "closed-without-outcome", sentence: "claims ended as closed without an outcome",
      advice: .restore,
      query: """
        SELECT id FROM claim LEFT JOIN attempt USING (call)
          WHERE how = 'closed' AND outcome IS NULL
        """),
    StoreInvariant(
      "outcome-without-note", sentence: "attempts have an outcome and no note", advice: .restore,
      query: """
        SELECT call FROM attempt WHERE outcome IS NOT NULL AND call NOT IN (SELECT call FROM note)
        """),
    StoreInvariant(
      "note-without-outcome", sentence: "notes stand on attempts without an outcome",
      advice: .restore,
      query: "SELECT id FROM note JOIN attempt USING (call) WHERE outcome IS NULL"),
    StoreInvariant(
      "corrected-otherwise", sentence: "attempts were corrected otherwise than their notes say",
      advice: .history,
      query: """
        SELECT attempt.call FROM attempt JOIN note ON note.call = attempt.call
          WHERE corrections <> (SELECT count(*) FROM note_addition
              WHERE note_addition.note = note.id AND kind = 'outcome')
            OR EXISTS (SELECT 1 FROM note_addition AS last WHERE last.note = note.id
              AND last.kind = 'outcome' AND last.number = (SELECT max(number) FROM note_addition
                WHERE note_addition.note = note.id AND kind = 'outcome')
              AND (last.outcome <> attempt.outcome OR last.detail <> attempt.detail))
        """),
    StoreInvariant(
      "slot-without-appointment", sentence: "slots are booked without an appointment",
      advice: .slots,
      query: """
        SELECT id FROM slot WHERE booked = 1 AND id NOT IN (
          SELECT slot FROM appointment WHERE slot IS NOT NULL AND status <> 'cancelled')
        """),
    StoreInvariant(
      "slot-not-booked", sentence: "appointments stand in slots that are not booked",
      advice: .slots,
      query: """
        SELECT appointment.id FROM appointment JOIN slot ON slot.id = appointment.slot
          WHERE booked = 0 AND status <> 'cancelled'
        """),
    StoreInvariant(
      "contacts-miscounted", sentence: "contacts of a day are miscounted", advice: .caps,
      query: """
        SELECT subject FROM (
          SELECT kind, subject, local_date, contacts FROM contact_day
          UNION ALL SELECT 'number', number, local_date, -1 FROM attempt
            WHERE contact = 1 AND number <> ''
          UNION ALL SELECT 'patient', patient, local_date, -1 FROM attempt WHERE contact = 1) AS kept
          GROUP BY kind, subject, local_date HAVING sum(contacts) <> 0
        """),
    StoreInvariant(
      "appointment-time", sentence: "appointments stand at another time than their slots",
      advice: .slots,
      query: """
        SELECT appointment.id FROM appointment JOIN slot ON slot.id = appointment.slot
          WHERE appointment.start <> slot.start AND status <> 'cancelled'
        """),
    StoreInvariant(
      "answered-without-answer", sentence: "answered items have no answer", advice: .items,
      query: "SELECT id FROM queue_item WHERE state = 'answered' AND verdict IS NULL"),
    StoreInvariant(
      "taken-by-nobody", sentence: "taken items are nobody's", advice: .items,
      query: "SELECT id FROM queue_item WHERE state = 'taken' AND taken_by IS NULL"),
    StoreInvariant(
      "counts-wrong", sentence: "kept counts are wrong", advice: .counts,
      query: """
        SELECT lane FROM (
          SELECT lane, phase, kept_back, hour, entries FROM tally
          UNION ALL SELECT lane, phase, coalesce(kept_back, ''), not_before / 3600000000, -1
            FROM recall WHERE state <> 'closed') AS kept
          GROUP BY lane, phase, kept_back, hour HAVING sum(entries) <> 0
        """),
  ]
}

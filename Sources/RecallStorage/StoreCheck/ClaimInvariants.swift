/// Nobody is called by two, and everything of a call is of one patient (DESIGN, invariants 2, 6 and 11).
/// The schema refuses all of it; these find a schema that was altered, and a store that was put together
/// by hand.
extension StoreInvariant {
  static let ofClaims: [StoreInvariant] =
    [
      ("patient-claimed-twice", "patient"), ("number-claimed-twice", "number"),
      ("caller-claims-twice", "caller"),
    ].map { id, column in
      StoreInvariant(
        id, sentence: "two claims are open for the same \(column)", advice: .claims,
        query: """
          SELECT \(column) FROM claim WHERE ended_at IS NULL GROUP BY \(column) HAVING count(*) > 1
          """)
    } + [
      StoreInvariant(
        "two-unfinished-calls", sentence: "two calls of a patient need an outcome", advice: .claims,
        query: """
          SELECT patient FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL
            GROUP BY patient HAVING count(*) > 1
          """),
      StoreInvariant(
        "slot-booked-twice", sentence: "slots are booked twice", advice: .slots,
        query: """
          SELECT slot FROM appointment WHERE slot IS NOT NULL AND status <> 'cancelled'
            GROUP BY slot HAVING count(*) > 1
          """),
      StoreInvariant(
        "slot-held-by-ended-call", sentence: "slots are held by calls that have ended",
        advice: .slots,
        query: """
          SELECT id FROM slot JOIN attempt ON attempt.call = slot.held_by WHERE outcome IS NOT NULL
          """),
      StoreInvariant(
        "call-of-another-patient", sentence: "calls are of another patient than their recall",
        advice: .history,
        query: """
          SELECT call FROM attempt JOIN recall ON recall.id = attempt.recall
            WHERE recall.patient <> attempt.patient
          """),
      StoreInvariant(
        "claim-of-another-patient", sentence: "claims are of another patient than their recall",
        advice: .history,
        query: """
          SELECT claim.id FROM claim JOIN recall ON recall.id = claim.recall
            WHERE recall.patient <> claim.patient
          """),
      StoreInvariant(
        "claim-of-another-recall", sentence: "claims are of another recall than their call",
        advice: .history,
        query: """
          SELECT claim.id FROM claim JOIN attempt ON attempt.call = claim.call
            WHERE attempt.recall <> claim.recall
          """),
      StoreInvariant(
        "note-of-another-patient", sentence: "notes are of another patient than their call",
        advice: .history,
        query: """
          SELECT note.id FROM note JOIN attempt ON attempt.call = note.call
            WHERE attempt.patient <> note.patient
          """),
      StoreInvariant(
        "item-of-another-patient", sentence: "queue items are of another patient than their recall",
        advice: .history,
        query: """
          SELECT queue_item.id FROM queue_item JOIN recall ON recall.id = queue_item.recall
            WHERE recall.patient <> queue_item.patient
          """),
      StoreInvariant(
        "withdrawn-counts", sentence: "withdrawn attempts count as contacts", advice: .counts,
        query: "SELECT call FROM attempt WHERE withdrawn_at IS NOT NULL AND contact = 1"),
      StoreInvariant(
        "unknown-tokens", sentence: "journals have tokens that their claim never had",
        advice: .history,
        query: """
          SELECT DISTINCT call_event.call FROM call_event JOIN claim ON claim.call = call_event.call
            WHERE call_event.token > claim.token
          """),
    ]
}

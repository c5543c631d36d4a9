import RecallDomain

/// Calls are their caller's: begun under a claim, written while it is in hand, ended or corrected by
/// whoever may. What the program writes by itself is a step of the cadence whose time has come, whole,
/// in one transaction.
extension RowRules {
  var ofCalls: [Rule] {
    [
      Rule(
        table: "claim",
        added: """
          (\(mine("caller")) AND (because IS NULL OR \(has(.overrideLimits))))
          OR (caller = \(Self.cadence) AND how = 'closed' AND \(isStepOfNow("call", "patient")))
          """),
      Rule(
        table: "attempt",
        added: """
          (\(mine("caller")) AND outcome IS NULL AND \(isInHand("call")))
          OR (caller = \(Self.cadence) AND \(has(.moveTheList)) AND is_step_due(recall, patient))
          """),
      Rule(table: "call_event", added: isInHand("call")),
      Rule(table: "stale_entry", added: mine("caller")),
      Rule(table: "replay", added: mine("caller")),
      Rule(table: "note_set_aside", added: mine("caller")),
      Rule(
        table: "note",
        added: """
          (\(mine("caller")) AND \(isInHand("call")))
          OR (caller = \(Self.cadence) AND \(isStepOfNow("call", "patient")))
          """),
      Rule(table: "unseen_save", added: mine("caller"), removed: mine("caller")),
      Rule(
        table: "note_addition",
        added: """
          \(mine("author")) AND (\(has(.correctAnyNote)) OR EXISTS (
            SELECT 1 FROM note AS n WHERE n.id = note_addition.note AND n.caller = \(Self.me)))
          """),
      Rule(
        table: "note_grade",
        added: """
          \(mine("reviewer")) AND NOT EXISTS (
            SELECT 1 FROM note AS n WHERE n.id = note_grade.note AND n.caller = \(Self.me))
          """),
      Rule(table: "stumble", added: "\(mine("who")) AND \(isInHand("call"))"),
      Rule(table: "recall_turn", added: "\(isInHand("call")) OR \(isBeingCorrected("call"))"),
      // Under its own sum, which no other content has.
      Rule(
        table: "script_version",
        added: "hash LIKE '%.' || left(encode(sha256(compiled), 'hex'), 12)"),
      Rule(table: "known_edition", added: mine("caller"), changed: mine("caller")),
      Rule(table: "practice_result", added: mine("staff")),
    ]
  }

  /// The key of a claim is made by whoever has it in hand: it tells later who had.
  func keysAreTheirCallers(isLive: Bool) -> [String] {
    let gone = "DROP POLICY IF EXISTS made_by_its_caller ON claim_key"
    guard isLive else { return [gone] }
    return [
      gone,
      """
      CREATE POLICY made_by_its_caller ON claim_key AS RESTRICTIVE FOR INSERT
        WITH CHECK (is_my_claim(claim))
      """,
    ]
  }

  var changesOfCalls: [Change] {
    [
      // Taken over when it is parked or its lease has run out, token by token; or ended for the same
      // reason before anything was dialled.
      Change(
        name: "claim_is_its_callers", table: "claim",
        when: "old.caller <> \(Self.me) OR new.caller <> \(Self.me)",
        allowed: """
          (new.caller = me AND new.token = old.token + 1 AND new.last_seq = old.last_seq
            AND new.call IS NOT DISTINCT FROM old.call AND new.number = old.number
            AND (old.ended_at IS NOT NULL OR old.lease_ends <= now_or_so))
          OR (new.caller = old.caller AND new.token = old.token AND new.how = 'lapsed'
            AND old.ended_at IS NULL AND old.call IS NULL AND old.lease_ends <= now_or_so)
          """),
      Change(
        name: "attempt_is_ended_by_its_caller", table: "attempt",
        when: """
          (old.outcome, old.detail, old.also_outcome, old.also_detail, old.withdrawn_at,
            old.gave_time, old.part, old.identity, old.barriers, old.parked_at)
          IS DISTINCT FROM
          (new.outcome, new.detail, new.also_outcome, new.also_detail, new.withdrawn_at,
            new.gave_time, new.part, new.identity, new.barriers, new.parked_at)
          """,
        allowed: """
          (old.outcome IS NOT NULL AND (\(has(.correctAnyNote)) OR EXISTS (
            SELECT 1 FROM note WHERE note.call = old.call AND note.caller = me)))
          OR (old.outcome IS NULL AND EXISTS (
            SELECT 1 FROM claim WHERE claim.caller = me AND (claim.call = old.call
              OR (claim.patient = old.patient AND claim.ended_at IS NULL))))
          """),
      Change(
        name: "emergency_stays_raised", table: "attempt",
        when: "old.emergency = 1 AND new.emergency = 0",
        allowed: isInHand("old.call")),
      // A message that did not go out, or a call whose outcome is corrected, was no contact.
      Change(
        name: "contact_stays_counted", table: "attempt",
        when: "old.contact = 1 AND new.contact = 0",
        allowed: """
          (old.caller <> \(Self.cadence) AND \(isBeingCorrected("old.call")))
          OR (old.caller = \(Self.cadence) AND EXISTS (
            SELECT 1 FROM outbox AS o WHERE o.key = old.call AND (o.state = 'failed'
              OR \(has(.sendMessages)) AND (o.state = 'sending' OR o.state = 'waiting' AND o.tries > 0))))
          """),
      Change(
        name: "only_a_message_moves_to_another_day", table: "attempt",
        when: "(old.local_date, old.started) IS DISTINCT FROM (new.local_date, new.started)",
        allowed: "old.caller = \(Self.cadence) AND \(has(.sendMessages))"),
    ]
  }
}

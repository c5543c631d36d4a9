import RecallDomain

/// Items of queues: asked by calls, worked by teams, and every change of them on record with who made
/// it. A clinical question is answered by the clinical team. Which other team works which queue is the
/// clinic's own file, of which a server knows nothing: there it asks for the name and the record.
///
/// Messages go one way: written by whoever has the call, or as a step whose time has come, to an address
/// of the patient; sent by whoever sends; stopped by anybody.
extension RowRules {
  var ofTeams: [Rule] {
    [
      Rule(
        table: "queue_item",
        added: """
          state = 'open' AND taken_by IS NULL AND answer IS NULL AND verdict IS NULL
            AND answered_by IS NULL AND closed_at IS NULL AND told_in IS NULL
            AND (question IS NULL OR \(has(.importLists)) OR \(wasInHand("call"))
              OR \(isBeingCorrected("call")) OR (call IS NULL AND \(isKeptBeside("queue_item.recall"))))
          """),
      Rule(table: "queue_act", added: "\(mine("who")) AND \(actIsTheirs)"),
      Rule(table: "queue_seen", added: mine("staff")),
      Rule(
        table: "outbox",
        added: """
          state IN ('waiting', 'failed') AND is_their_address(patient, channel, address)
            AND ((key = call AND \(isStepOfNow("call", "patient")))
              OR \(isInHand("call", of: "patient"))
              OR \(isBeingCorrected("outbox.call", of: "outbox.patient")))
          """),
    ]
  }

  /// Of a call that the store does not know any more: with the words that were kept for review.
  private func isKeptBeside(_ recall: String) -> String {
    """
    (EXISTS (SELECT 1 FROM stale_entry AS s WHERE s.recall = \(recall) AND \(mine("s.caller")))
      OR EXISTS (SELECT 1 FROM replay AS r WHERE \(mine("r.caller")) AND \(Self.isOfNow("r"))))
    """
  }

  /// What a call does to an item stands in its history as an act too.
  private var actIsTheirs: String {
    let isTeams = """
      (\(has(.answerClinical)) OR (from_queue IS DISTINCT FROM 'clinical' AND EXISTS (
        SELECT 1 FROM queue_item AS q WHERE q.id = queue_act.item AND q.queue <> 'clinical')))
      """
    return """
      CASE
        WHEN act = 'told' OR key LIKE 'owed/%' THEN EXISTS (
          SELECT 1 FROM queue_item AS q WHERE q.id = queue_act.item AND \(Self.isOfNow("q")))
        WHEN act = 'withdrawn' OR key = 'urgent/' || item THEN EXISTS (
          SELECT 1 FROM queue_item AS q WHERE q.id = queue_act.item AND (\(isInHand("q.call"))
            OR \(wasInHand("q.call")) OR \(isBeingCorrected("q.call"))))
        ELSE \(isTeams)
      END
      """
  }

  var changesOfTeams: [Change] {
    [
      Change(
        name: "item_is_its_teams", table: "queue_item",
        when: """
          (old.queue, old.due, old.due_otherwise, old.concern, old.urgent, old.state, old.owner,
            old.question, old.withdrawn_at, old.taken_by, old.taken_at, old.answer, old.verdict, old.answered_by, old.answered_at,
            old.closed_at, old.told_in)
          IS DISTINCT FROM
          (new.queue, new.due, new.due_otherwise, new.concern, new.urgent, new.state, new.owner,
            new.question, new.withdrawn_at, new.taken_by, new.taken_at, new.answer, new.verdict, new.answered_by, new.answered_at,
            new.closed_at, new.told_in)
          """,
        allowed: """
          \(byItsTeam)
          OR \(byItsCall)
          OR \(heard)
          OR \(settledByAVisit)
          OR \(overtakenByTheRecord)
          """),
      Change(
        name: "message_is_only_stopped", table: "outbox",
        when: """
          (old.state, old.reason, old.not_before, old.tries, old.sender, old.lease_ends,
            old.settled_at, old.code, old.token)
          IS DISTINCT FROM
          (new.state, new.reason, new.not_before, new.tries, new.sender, new.lease_ends,
            new.settled_at, new.code, new.token)
          """,
        allowed: """
          \(has(.sendMessages))
          OR (old.state = 'waiting' AND new.state = 'failed' AND new.reason IN (\(stops))
            AND (old.not_before, old.tries, old.sender, old.lease_ends, old.code, old.token)
              IS NOT DISTINCT FROM
              (new.not_before, new.tries, new.sender, new.lease_ends, new.code, new.token))
          """),
    ]
  }

  private var stops: String {
    MessageStop.allCases.map { Self.literal($0.rawValue) }.joined(separator: ", ")
  }

  private func same(_ columns: String...) -> String {
    let (old, new) = (columns.map { "old.\($0)" }, columns.map { "new.\($0)" })
    return """
      (\(old.joined(separator: ", "))) IS NOT DISTINCT FROM (\(new.joined(separator: ", ")))
      """
  }

  /// As `QueueTable` has it, with the act on record first. The question stays as it was asked.
  private var byItsTeam: String {
    let acted = { (act: String, more: String) in
      """
      EXISTS (SELECT 1 FROM queue_act AS a WHERE a.item = old.id AND a.who = me
        AND a.act = '\(act)' AND \(Self.isOfNow("a"))\(more))
      """
    }
    let isMine = "(old.taken_by IS NULL OR old.taken_by = me OR \(has(.freeItems)))"
    let unanswered = same("answer", "verdict", "answered_by", "answered_at")
    let untaken = "new.taken_by IS NULL AND new.taken_at IS NULL"
    return """
      (\(same("concern", "urgent", "question", "withdrawn_at", "told_in"))
        AND (old.queue <> 'clinical' OR \(has(.answerClinical)))
        AND CASE
          WHEN new.queue <> old.queue THEN old.state IN ('open', 'taken') AND new.state = 'open'
            AND \(isMine) AND \(untaken) AND \(unanswered)
            AND \(acted("hand-on", " AND a.from_queue = old.queue AND a.to_queue = new.queue"))
          WHEN new.state = 'taken' THEN old.state = 'open' AND new.taken_by = me AND \(unanswered)
            AND \(same("due", "due_otherwise", "owner", "closed_at")) AND \(acted("take", ""))
          WHEN old.state = 'taken' AND new.state IN ('open', 'withdrawn') THEN \(isMine)
            AND \(untaken) AND \(unanswered) AND \(same("due", "due_otherwise", "owner", "closed_at"))
            AND \(acted("give-back", ""))
          WHEN new.answered_by = me AND \(acted(
            "answer", " AND a.words = new.answer AND a.verdict = new.verdict"))
          THEN old.state IN ('open', 'taken', 'answered') AND new.state IN ('answered', 'closed')
            AND (old.state <> 'taken' OR old.taken_by = me)
            AND \(same("due", "due_otherwise", "owner", "taken_by", "taken_at"))
          WHEN new.state = 'closed' THEN old.state IN ('open', 'taken', 'answered')
            AND (old.state <> 'taken' OR old.taken_by = me) AND \(unanswered)
            AND \(same("due", "due_otherwise", "owner", "taken_by", "taken_at")) AND \(acted("close", ""))
          ELSE false
        END)
      """
  }

  /// Whoever asked asks more, takes back what was raised by mistake, or asks anew what was answered: of
  /// a call in hand, or that was and had to be kept beside, or whose outcome is corrected.
  private var byItsCall: String {
    """
    (\(same("queue", "owner", "told_in"))
      AND (\(isInHand("old.call")) OR \(isBeingCorrected("old.call"))
        OR (old.id LIKE '%-kept-%' AND (\(wasInHand("old.call"))
          OR (old.call IS NULL AND \(isKeptBeside("old.recall"))))))
      AND CASE
        WHEN new.state = 'open' AND old.state IN ('answered', 'closed') THEN
          (new.taken_by, new.answer, new.verdict, new.answered_by) IS NOT DISTINCT FROM
          (CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text))
        ELSE \(same("taken_by", "taken_at", "answer", "verdict", "answered_by", "answered_at"))
          AND (new.state = old.state OR (old.state = 'withdrawn' AND new.state = 'open')
            OR (old.state = 'open' AND new.state = 'withdrawn'))
      END)
    """
  }

  /// The patient has heard the answer, or has not after all.
  private var heard: String {
    """
    (\(same(
      "queue", "due", "due_otherwise", "concern", "urgent", "owner", "question", "withdrawn_at",
      "taken_by", "taken_at",
      "answer", "verdict", "answered_by", "answered_at"))
      AND CASE
        WHEN old.state = 'answered' AND new.state = 'closed' THEN
          \(isBeingCorrected("new.told_in")) OR \(isInHand("new.told_in")) AND EXISTS (
            SELECT 1 FROM claim AS c WHERE c.call = new.told_in AND c.patient = old.patient)
        WHEN old.state = 'closed' AND new.state = 'answered' THEN
          new.told_in IS NULL AND \(isBeingCorrected("old.told_in"))
        ELSE false
      END)
    """
  }

  /// The patient's visits are other than they were: it is due sooner, or gets back the time it had; that
  /// time, which the patient may have been promised, stays as it is.
  private var settledByAVisit: String {
    """
    (\(same(
      "queue", "concern", "urgent", "state", "owner", "question", "withdrawn_at", "taken_by",
      "taken_at", "answer", "verdict", "answered_by", "answered_at", "closed_at", "told_in"))
      AND old.state IN ('open', 'taken') AND new.due <= coalesce(old.due_otherwise, old.due)
      AND coalesce(new.due_otherwise, new.due) = coalesce(old.due_otherwise, old.due))
    """
  }

  /// A fact on record had asked, and the record is corrected: nobody need answer any more.
  private var overtakenByTheRecord: String {
    """
    (\(has(.importLists)) AND old.call IS NULL AND old.state = 'open' AND new.state = 'withdrawn'
      AND \(same(
        "queue", "due", "due_otherwise", "concern", "urgent", "owner", "question", "taken_by",
        "answer", "verdict",
        "answered_by", "closed_at", "told_in"))
      AND EXISTS (SELECT 1 FROM recall AS r WHERE r.id = old.recall AND \(Self.isOfNow("r"))))
    """
  }
}

/// Who did what stands in the trail, one entry for each act (DESIGN, "Audit"): the rows of the acts against
/// the entries. That the entries themselves are whole is for the chain to say.
extension AuditRule {
  package static let trail = [
    AuditRule(
      sentence: "patients were taken, and the trail has nothing of it",
      query: """
        SELECT c.id FROM claim c WHERE c.caller <> 'outbox'
          AND NOT EXISTS (SELECT 1 FROM audit t
            WHERE t.act = 'claimed' AND t.recall = c.recall AND t.at = c.opened_at)
        """),
    once("began", of: "calls that began", where: "a.caller <> 'outbox'"),
    once("message-written", of: "messages that were written", where: "a.caller = 'outbox'"),
    once("withdrawn", of: "calls that were withdrawn", where: "a.withdrawn_at IS NOT NULL"),
    once(
      "closed", of: "calls that were closed",
      where: "a.outcome IS NOT NULL AND a.caller <> 'outbox'"),
    // A claim that goes on after a number that was never dialled keeps its token for the next call.
    AuditRule(
      sentence: "calls passed into other hands without a new token",
      query: """
        SELECT c.id FROM claim c WHERE c.call IS NOT NULL
          AND c.token - 1 < (SELECT count(*) FROM audit t
            WHERE t.call = c.call AND t.act IN ('taken-up', 'taken-over'))
        """),
    AuditRule(
      sentence: "calls have a new token, and the trail does not say who has them",
      query: """
        SELECT e.call FROM call_event e JOIN call_event f ON f.call = e.call AND f.seq = e.seq - 1
          WHERE e.token > f.token AND NOT EXISTS (SELECT 1 FROM audit t
            WHERE t.call = e.call AND t.act IN ('taken-up', 'taken-over'))
        """),
    AuditRule(
      sentence: "words came too late, and the trail has nothing of it",
      query: """
        SELECT s.call FROM stale_entry s GROUP BY s.call
          HAVING count(*) > (SELECT count(*) FROM audit t WHERE t.act = 'stale' AND t.call = s.call)
        """),
    AuditRule(
      sentence: "kept calls came in, and the trail has nothing of it",
      query: """
        SELECT r.id FROM replay r WHERE NOT EXISTS (SELECT 1 FROM audit t
          WHERE t.act = 'replayed' AND t.who = r.caller AND t.at = r.at)
        """),
    AuditRule(
      sentence: "teams acted on items, and the trail has nothing of it",
      query: """
        SELECT q.key FROM queue_act q
          WHERE q.act IN ('take', 'give-back', 'hand-on', 'answer', 'close')
            AND NOT EXISTS (SELECT 1 FROM audit t WHERE t.act = 'queue-acted' AND t.who = q.who
              AND t.subject = q.act AND t.at = q.at)
        """),
    AuditRule(
      sentence: "messages left, and the trail has nothing of it",
      query: """
        SELECT o.key FROM outbox o WHERE o.tries > (SELECT count(*) FROM audit t
          WHERE t.act = 'message-sending' AND t.call = o.key)
        """),
    AuditRule(
      sentence: "entries of the trail are in no chain",
      query: "SELECT id FROM audit WHERE session IS NULL OR mac IS NULL"),
  ]

  private static func once(_ act: String, of what: String, where condition: String) -> AuditRule {
    AuditRule(
      sentence: "\(what) do not have one entry of the trail",
      query: """
        SELECT a.call FROM attempt a LEFT JOIN audit t ON t.call = a.call AND t.act = '\(act)'
          WHERE \(condition) GROUP BY a.call HAVING count(t.id) <> 1
        """)
  }
}

/// Version 20: what is only ever added, in both databases: that somebody wants no more calls, that they
/// took back a wish, that a message has left; and what guards a store on a server. Who may do what to
/// which row stands in the row rules of a server (`RowRules`), which a migration brings into force.
extension Schema {
  @Sendable static func whatIsOnlyAdded(in dialect: Dialect) -> [String] {
    [
      Refusal(
        name: "patient_opt_out_stays", act: "UPDATE OF opted_out_at", table: "patient",
        when: """
          old.opted_out_at IS NOT NULL
            AND (new.opted_out_at IS NULL OR new.opted_out_at <> old.opted_out_at)
          """,
        says: "an opt-out stays"),
      Refusal(
        name: "contact_change_ends_once", act: "UPDATE OF ended_at", table: "contact_change",
        when: """
          old.ended_at IS NOT NULL AND (new.ended_at IS NULL OR new.ended_at <> old.ended_at)
          """,
        says: "what was said of contact ends once"),
      Refusal(
        name: "outbox_sent_stays", act: "UPDATE OF state", table: "outbox",
        when: "old.state = 'sent' AND new.state NOT IN ('sent', 'failed')",
        says: "a message that was sent is not sent again"),
      Refusal(
        name: "outbox_is_taken_from_waiting", act: "UPDATE OF state", table: "outbox",
        when: "new.state = 'sending' AND old.state NOT IN ('waiting', 'sending')",
        says: "a message is taken from among those that wait"),
      Refusal(
        name: "outbox_tries_only_grow", act: "UPDATE OF tries", table: "outbox",
        when: "new.tries < old.tries OR new.tries > old.tries + 1",
        says: "tries are counted one by one"),
      Refusal(
        name: "outbox_token_stays", act: "UPDATE OF token", table: "outbox",
        when: "old.token IS NOT NULL AND (new.token IS NULL OR new.token <> old.token)",
        says: "a message keeps its name"),
    ].map { $0.statement(in: dialect) } + guardsOfAServer(in: dialect)
  }

  /// What the last migration has left on a server (`ServerGuards`); a file is compared with a new one.
  private static func guardsOfAServer(in dialect: Dialect) -> [String] {
    guard dialect == .postgresql else { return [] }
    return [
      dialect.definition(
        """
        CREATE TABLE guard (
          what TEXT NOT NULL,
          name TEXT NOT NULL,
          words TEXT NOT NULL
        ) STRICT
        """)
    ]
  }
}

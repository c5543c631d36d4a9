/// How each session stands to its server: how long either side waits for the other, and how values
/// are written. Times of the server hold even when a console has died or lost its network.
enum PostgreSQLSettings {
  /// The schema that holds everything; a search path names it, so that acts need not.
  static let schema = "recall"

  /// The way to the server, in seconds for each host named.
  static let connectPatience = 10

  /// The client waits this much longer than the server's own limit, then takes the connection for
  /// lost: a server that is stopped or cut off keeps no limit. Seconds.
  static let answerPatience = statementLimit + 15
  static let statementLimit = 30

  /// How long a session may say nothing between two statements of one act, and how long another
  /// waits for what it holds. Seconds; the second is well above the first.
  static let stillnessLimit = 4
  static let lockPatience = 10

  /// What the address may say otherwise. A peer that went away without a word is noticed within
  /// 15 seconds.
  static let defaults: [(name: String, value: String)] = [
    ("keepalives", "1"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "15000"),
  ]

  /// What the address may not: the texts of the store are UTF-8.
  static let fixed: [(name: String, value: String)] = [
    ("application_name", "recall"),
    ("client_encoding", "UTF8"),
  ]

  /// Settings of the session on the server.
  static let ofSession: [(name: String, value: String)] = [
    ("search_path", "\(schema),pg_temp"),
    ("statement_timeout", "\(statementLimit)s"),
    // Nobody holds a row for longer than a statement or two (invariant 10). A console that stands still
    // in mid-act (stopped, or its machine asleep) loses what it held before anybody who waits for it
    // has waited out: its own caller at another desk, who goes on with the very call, first of all.
    ("idle_in_transaction_session_timeout", "\(stillnessLimit)s"),
    ("lock_timeout", "\(lockPatience)s"),
    // Short statements by the thousand: compiling one costs more than it gives back.
    ("jit", "off"),
    // Nor is it worth while to plan one anew for each argument.
    ("plan_cache_mode", "force_generic_plan"),
    // A plan is made when a statement is first asked, in the morning after an import perhaps, when
    // nobody was called yet. A table that is empty then is planned to be read whole, and would be read
    // whole, for each lane and each `next`, when it has thousands of rows.
    ("enable_seqscan", "off"),
    ("bytea_output", "hex"),
    ("standard_conforming_strings", "on"),
    ("timezone", "UTC"),
  ]

  /// What `store status` shows of them, as the server has them.
  static let shown = [
    "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout",
  ]

  static let begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
  static let beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

  /// Statements kept prepared in one session.
  static let preparedAtMost = 400
}

import RecallDomain

/// What never changes is still kept from changing, and the store knows its lives and seals (DESIGN,
/// "Audit", and invariant 8).
extension StoreInvariant {
  static let ofHistory: [StoreInvariant] = [
    StoreInvariant(
      "lives-missing", sentence: "lives of the store are missing", advice: .history,
      query: """
        SELECT count(*) FROM store_epoch HAVING count(*) = 0 OR min(number) <> 1
          OR max(number) <> count(*)
        """),
    StoreInvariant(
      "seals-missing", sentence: "seals of the trail are missing", advice: .history,
      query: """
        SELECT count(*) FROM audit_seal HAVING count(*) > 0
          AND (min(number) <> 1 OR max(number) <> count(*))
        """),
    StoreInvariant(
      "key-missing", sentence: "the trail is sealed and its key is not on record", advice: .history,
      query: """
        SELECT 1 FROM meta WHERE audit_key IS NULL AND EXISTS (SELECT 1 FROM audit_seal)
        """),
    StoreInvariant(
      "chained-by-half", sentence: "entries of the trail are chained by half", advice: .history,
      query: """
        SELECT id FROM audit WHERE (session IS NULL) <> (seq IS NULL)
          OR (session IS NULL) <> (mac IS NULL)
        """),
    StoreInvariant(
      "practice-in-live", sentence: "results of practice stand in the store of live calls",
      advice: .practice,
      query: """
        SELECT practice_result.* FROM practice_result JOIN meta ON meta.kind = 'live'
        """),
    StoreInvariant(
      "unknown-stumbles", sentence: "lines were marked that their call's journal does not know",
      advice: .history,
      query: """
        SELECT id FROM stumble WHERE NOT EXISTS (SELECT 1 FROM call_event e
          WHERE e.call = stumble.call AND e.kind = 'stumbled'
            AND stumble.id = e.call || '/' || e.seq)
        """),
  ]

  /// A trigger or index that is not there protects nothing; nor does one that is switched off.
  static func ofTheSchema(in dialect: Dialect) -> [StoreInvariant] {
    let triggers = Schema.closedTables.flatMap { ["\($0)_no_update", "\($0)_no_delete"] }
    let names = { (names: [String]) in names.map { "('\($0)')" }.joined(separator: ", ") }
    let (guarded, single) =
      dialect == .sqlite
      ? (
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
        "SELECT name FROM sqlite_schema WHERE type = 'index'"
      )
      : (
        """
        SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
          WHERE relnamespace = to_regnamespace('\(PostgreSQLSettings.schema)') AND tgenabled <> 'D'
        """,
        "SELECT indexname FROM pg_indexes WHERE schemaname = '\(PostgreSQLSettings.schema)'"
      )
    return [
      StoreInvariant(
        "append-only-open", sentence: "what is append-only can be altered", advice: .schema,
        query: """
          WITH wanted (name) AS (VALUES \(names(triggers)))
          SELECT name FROM wanted WHERE name NOT IN (\(guarded))
          """),
      StoreInvariant(
        "claims-unguarded", sentence: "nothing keeps two from the same patient", advice: .schema,
        query: """
          WITH wanted (name) AS (VALUES \(names(Schema.uniqueIndexes)))
          SELECT name FROM wanted WHERE name NOT IN (\(single))
          """),
    ]
  }
}

extension Schema {
  /// Tables that are only added to.
  static let closedTables = [
    "call_event", "note", "audit", "stale_entry", "approval", "import", "script_version",
    "identity_try", "practice_result", "reply", "note_addition", "recall_turn", "queue_act",
    "queue_seen", "note_grade", "store_epoch", "audit_seal", "claim_key", "replay",
    "note_set_aside", "erasure", "erased_words", "forgotten_number", "erasure_key", "stumble",
  ]
  /// What makes a second claim, call or booking impossible.
  static let uniqueIndexes = [
    "claim_patient", "claim_number", "claim_caller", "attempt_unfinished", "appointment_slot",
  ]
}

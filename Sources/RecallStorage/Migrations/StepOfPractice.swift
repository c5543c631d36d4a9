import RecallDomain

/// Version 9: what stays of practice calls, in a store of its own (`StoreKind.practice`).
extension Schema {
  static let stepOfPractice: [String] = [
    """
    CREATE TABLE practice_result (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      staff TEXT NOT NULL CHECK (staff <> ''),
      kind TEXT NOT NULL CHECK (\(oneOf("kind", PracticeResult.Kind.self))),
      script TEXT NOT NULL,
      locale TEXT NOT NULL,
      passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
      started INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX practice_result_started ON practice_result (started, id)",
    "CREATE INDEX practice_result_passed ON practice_result (staff) WHERE passed = 1",
  ]
}

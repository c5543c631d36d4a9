import RecallDomain

/// Version 11: what a report counts of calls stands beside them, so that no note is read for it; when
/// the work on a recall has ended.
extension Schema {
  static let stepOfMeasures: [String] = [
    // Of the patient's day, at the first ring; NULL = not told.
    "ALTER TABLE attempt ADD COLUMN part TEXT CHECK (\(oneOf("part", PartOfDay.self)))",
    // How the last decided run at the gate ended, as the note has it.
    """
    ALTER TABLE attempt ADD COLUMN identity TEXT
      CHECK (\(oneOf("identity", CallNote.Identity.Result.self)))
    """,
    // One bit for each kind (`Barrier.bit`).
    "ALTER TABLE attempt ADD COLUMN barriers INTEGER NOT NULL DEFAULT 0 CHECK (barriers >= 0)",
    """
    CREATE INDEX attempt_said ON attempt (ended_at, call)
      WHERE outcome IN ('declined', 'escalated')
    """,
    "ALTER TABLE recall ADD COLUMN ended_at INTEGER",
    // A recall of before ended with its last call, as far as anybody knows.
    """
    UPDATE recall SET ended_at = (
        SELECT max(ended_at) FROM attempt WHERE attempt.recall = recall.id)
      WHERE ended_as IS NOT NULL
    """,
  ]

  /// What the notes of before say of it. Repeating it changes nothing.
  static func measuresOfNotes(in dialect: Dialect) -> [String] {
    let identity = dialect.text(in: "body", at: ["identity", "result"])
    let barriers = dialect.text(in: "body", at: ["barriers"])
    let bits = Barrier.allCases.map { barrier in
      "CASE WHEN \(barriers) LIKE '%\"\(barrier.rawValue)\"%' THEN \(barrier.bit) ELSE 0 END"
    }.joined(separator: " + ")
    let note = "FROM note WHERE note.call = attempt.call"
    return [
      """
      UPDATE attempt SET identity = (SELECT \(identity) \(note)),
          barriers = coalesce((SELECT \(bits) \(note)), 0)
        WHERE outcome IS NOT NULL AND identity IS NULL
      """
    ]
  }
}

extension Barrier {
  /// In `attempt.barriers`. A new kind takes the next bit; none is ever given again.
  var bit: Int {
    switch self {
    case .busy: 1
    case .hesitant: 2
    case .clinical: 4
    case .insurance: 8
    case .language: 16
    case .transport: 32
    case .upset: 64
    case .results: 128
    case .cost: 256
    case .other: 512
    }
  }

  static func bits(_ barriers: [Barrier]) -> Int { barriers.reduce(0) { $0 | $1.bit } }

  static func named(by bits: Int) -> [Barrier] { allCases.filter { bits & $0.bit != 0 } }
}

extension Dialect {
  /// The text of a value inside a JSON document that is kept as text.
  func text(in column: String, at path: [String]) -> String {
    switch self {
    case .sqlite: "json_extract(\(column), '$.\(path.joined(separator: "."))')"
    case .postgresql: "(CAST(\(column) AS jsonb) #>> '{\(path.joined(separator: ","))}')"
    }
  }

  /// Days since 1970 of a civil date that is kept as text.
  func dayNumber(of column: String) -> String {
    switch self {
    case .sqlite: "CAST(julianday(\(column)) - 2440587.5 AS INTEGER)"
    case .postgresql: "(CAST(\(column) AS date) - DATE '1970-01-01')"
    }
  }
}

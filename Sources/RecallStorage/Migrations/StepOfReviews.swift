import RecallDomain

/// Version 14: what reviewers said of notes, each reviewer once of each.
extension Schema {
  static let stepOfReviews: [String] = [
    """
    CREATE TABLE note_grade (
      note TEXT NOT NULL REFERENCES note (id),
      reviewer TEXT NOT NULL CHECK (reviewer <> ''),
      rubric TEXT NOT NULL,
      answers TEXT NOT NULL,
      comment TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (note, reviewer)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX note_grade_at ON note_grade (at)",
    "CREATE INDEX note_grade_reviewer ON note_grade (reviewer)",
  ]
}

import RecallDomain

/// Which attempts count: none that was withdrawn, and no message that was stopped before anybody sent
/// it, for it has reached nobody. The same for the cadence, for corrections and for figures.
enum CountedAttempt {
  /// Of the rows of a table or its other name.
  static func condition(in attempt: String = "attempt") -> String {
    "\(attempt).withdrawn_at IS NULL AND NOT \(stopped(in: attempt))"
  }

  private static func stopped(in attempt: String) -> String {
    "(\(attempt).caller = '\(MessageStep.author)' AND \(attempt).contact = 0)"
  }

  /// The same of a row that was read.
  static func isStopped(_ attempt: Fields) throws -> Bool {
    try attempt.text("caller") == MessageStep.author && !attempt.flag("contact")
  }
}

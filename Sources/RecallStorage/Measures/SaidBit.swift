import RecallDomain

/// What the attempts of one recall say of it, a bit each, above those of the barriers: read in one pass
/// over them, whatever is asked. A maximum for each of two dozen columns costs half a report.
enum SaidBit: Int, CaseIterable {
  /// Spoken with.
  case reached = 16
  case ownBooking, wrong, refused, silenced, asked, gated, failed, needs
  /// What was done in the days themselves.
  case tried, triedReached, triedBooked, triedRefused, triedAsked

  private var mask: Int { 1 << rawValue }

  /// As 0 or 1, of a row that has the bits as `said`.
  var flag: String { "((said >> \(rawValue)) & 1)" }

  var isSaid: String { "(said & \(mask)) > 0" }

  /// The bits of the barriers alone.
  static let barriers = "(said & \((1 << reached.rawValue) - 1))"

  /// Of one attempt.
  /// - Parameter isInDays: the condition that it was made in the days that are told.
  static func ofAttempt(isInDays: String) -> String {
    let reached = "identity \(MeasureWords.reached)"
    return """
      (attempt.barriers | \(Self.reached.when(reached)) | \(ownBooking.when("detail = 'booked'"))
        | CASE outcome WHEN 'wrong-number' THEN \(wrong.mask) WHEN 'declined' THEN \(refused.mask)
          WHEN 'clinical-question' THEN \(asked.mask) WHEN 'escalated' THEN \(asked.mask)
          WHEN 'language-support' THEN \(needs.mask) ELSE 0 END
        | \(silenced.when("'do-not-contact' IN (detail, also_detail)"))
        | \(gated.when("identity <> 'not-asked'")) | \(failed.when("identity = 'failed'"))
        | CASE WHEN \(isInDays) THEN \(tried.mask) | \(triedReached.when(reached))
          | CASE outcome WHEN 'scheduled' THEN \(triedBooked.mask)
            WHEN 'declined' THEN \(triedRefused.mask)
            WHEN 'clinical-question' THEN \(triedAsked.mask)
            WHEN 'escalated' THEN \(triedAsked.when("detail IN ('clinical', 'emergency')"))
            ELSE 0 END ELSE 0 END)
      """
  }

  private func when(_ condition: String) -> String {
    "CASE WHEN \(condition) THEN \(mask) ELSE 0 END"
  }
}

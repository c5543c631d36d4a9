/// The clock of a demo clinic, shift by shift: every console of a shift starts with it (`--now`),
/// and each shift begins forty minutes after the one before, so that what a stalled console held is
/// past its lease of thirty. Nothing waits for that.
enum ShiftClock {
  private static let days = [
    "2026-11-24", "2026-11-25", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02",
    "2026-12-03", "2026-12-04",
  ]
  /// Local time at the clinic, when patients from Puerto Rico to Hawaii may be called.
  private static let times = ["14:05", "14:45", "15:25", "16:05"]

  /// At most 32 shifts.
  static func start(of shift: Int) -> String {
    let day = days[min(shift / times.count, days.count - 1)]
    return "\(day)T\(times[shift % times.count]):00-05:00"
  }

  static let afterwards = "2026-12-05T11:00:00-05:00"
}

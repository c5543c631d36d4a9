/// Open times beyond the demo's forty: a few weeks ahead, after the last shift, so that nobody's
/// appointment passes while the crowd works.
struct CrowdSlots {
  let plan: CrowdPlan

  private static let providers = ["Dr. Okafor", "Dr. Lindqvist", "Dr. Anand", "Dr. Reyes"]
  /// Monday, 7 December 2026, 14:00 UTC, in microseconds.
  private static let first = 1_796_652_000_000_000
  private static let halfHour = 1_800_000_000
  private static let specialty = "Specialty care"

  func open(with auditor: Auditor) throws {
    guard plan.slots > 0 else { return }
    let values = (0..<plan.slots).map { number in
      let provider = Self.providers[number % Self.providers.count]
      let round = number / Self.providers.count
      // Sixteen half hours a day.
      let start = Self.first + round / 16 * 48 * Self.halfHour + round % 16 * Self.halfHour
      return "('crowd-\(number)', \(start), 30, '\(provider)', '\(Self.specialty)', 'Lakeside')"
    }
    try auditor.run(
      "INSERT INTO slot (id, start, minutes, provider, specialty, location) VALUES "
        + values.joined(separator: ", "))
  }
}

import RecallDomain

/// The rules of the simulated clinic, as `clinic.yaml` would give them: the field's defaults, and
/// segments with rules of their own.
enum SimulatedPolicy {
  static let closedDays = ["2026-11-27", "2026-12-24", "2027-04-02"]

  static var policy: ClinicPolicy {
    var policy = ClinicPolicy(name: "Simulated")
    policy.state = "MA"
    policy.calling.closed = Set(closedDays.compactMap { CivilDate(iso: $0) })
    var evenings = policy.calling
    evenings.weekday = TimeWindow(
      from: TimeOfDay(hour: 12, minute: 0)!, to: TimeOfDay(hour: 20, minute: 0)!)
    evenings.saturday = nil
    policy.segments = [
      "overdue": SegmentPolicy(script: "overdue", priority: 2),
      "therapy": SegmentPolicy(script: "therapy", priority: 2, leadDays: 7),
      "results": SegmentPolicy(script: "results", priority: 1, sensitive: true, cadence: results),
      "evenings": SegmentPolicy(
        script: "evenings", priority: 3,
        limits: ContactLimits(contactsPerDay: 2, contactsPerWeek: 4), calling: evenings),
      "held": SegmentPolicy(script: "held", priority: 2, clinicalReview: .hold),
      "letters": SegmentPolicy(script: "letters", priority: 3, leadDays: 3, cadence: letters),
    ]
    return policy
  }

  /// Written to before anybody calls.
  private static let letters = [
    CadenceStep(.message), CadenceStep(.call(.best), afterDays: 2),
    CadenceStep(.call(.otherPartOfDay), afterDays: 3), CadenceStep(.close, afterDays: 10),
  ]

  private static let results = [
    CadenceStep(.call(.best)), CadenceStep(.call(.otherPartOfDay), withinBusinessDays: 1),
    CadenceStep(.call(.otherPartOfDay), afterDays: 3), CadenceStep(.close, afterDays: 10),
  ]
}

/// The same rules as the oracle knows them: figures by hand, nothing taken from the policy.
struct KnownRules {
  struct Segment {
    var weekday = 9 * 60..<19 * 60
    var saturday: Range<Int>? = 10 * 60..<16 * 60
    var perDay = 1
    var perWeek = 3
    var sensitive = false
    /// Calls and messages to somebody who is never reached.
    var attempts = 4
    /// Nobody who may be written to is called before the message.
    var messageFirst = false
    var leadDays = 0
  }

  static let segments: [String: Segment] = [
    "overdue": Segment(), "therapy": Segment(leadDays: 7), "held": Segment(),
    "letters": Segment(attempts: 3, messageFirst: true, leadDays: 3),
    "results": Segment(sensitive: true, attempts: 3),
    "evenings": Segment(
      weekday: 12 * 60..<20 * 60, saturday: nil, perDay: 2, perWeek: 4),
  ]

  /// No calls: the holidays of the United States in these years, and the clinic's own closed days.
  static let closed: Set<Int> = Set(
    [
      (2026, 9, 7), (2026, 10, 12), (2026, 11, 11), (2026, 11, 26), (2026, 12, 25),
      (2027, 1, 1), (2027, 1, 18), (2027, 2, 15), (2027, 5, 31), (2027, 6, 18), (2027, 6, 19),
      (2027, 7, 4), (2027, 7, 5), (2027, 9, 6), (2027, 10, 11), (2027, 11, 11), (2027, 11, 25),
      (2027, 12, 24), (2027, 12, 25), (2027, 12, 31), (2028, 1, 1), (2028, 1, 17), (2028, 2, 21),
      (2028, 5, 29), (2028, 6, 19), (2028, 7, 4), (2028, 9, 4),
      (2026, 11, 27), (2026, 12, 24), (2027, 4, 2),
    ].map { Wall.day($0, $1, $2) })

  /// The `count`th business day after `day`.
  static func businessDay(_ count: Int, after day: Int) -> Int {
    var (day, left) = (day, count)
    while left > 0 {
      day += 1
      if Wall.weekday(day) < 5, !closed.contains(day) { left -= 1 }
    }
    return day
  }

  /// The minutes of a day in which this segment may call somebody under this law; `nil` = none.
  static func minutes(_ segment: String, _ law: StateLaw, day: Int) -> Range<Int>? {
    guard let rules = segments[segment], !closed.contains(day) else { return nil }
    let weekday = Wall.weekday(day)
    if weekday == 6 { return nil }
    guard let own = weekday == 5 ? rules.saturday : rules.weekday else { return nil }
    let legal = weekday == 5 ? law.saturday : law.weekday
    let from = max(own.lowerBound, legal.lowerBound, 8 * 60)
    let to = min(own.upperBound, legal.upperBound, 21 * 60)
    return from < to ? from..<to : nil
  }
}

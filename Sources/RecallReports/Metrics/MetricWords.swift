package import Foundation
package import RecallDomain
package import ScriptEngine

/// The words of the manager's report, in the console's language.
package struct MetricWords: Sendable {
  let phrases: StaffPhrases
  package let policy: ClinicPolicy
  /// Names of callers by id, where the staff list has them.
  private let names: [String: String]
  let now: Date
  let today: CivilDate
  let zone: Zone

  package init(
    phrases: StaffPhrases, policy: ClinicPolicy, staff: [StaffMember], now: Date
  ) {
    (self.phrases, self.policy, self.now) = (phrases, policy, now)
    names = Dictionary(staff.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    zone = policy.zone
    today = LocalTime(now, in: policy.zone).date
  }

  package var clinic: String { policy.name }
  var locale: String { phrases.locale }

  /// A text of `console.yaml`; values are made safe where it is printed.
  package func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("report.\(key)", values, count: count)
  }

  func name(_ metric: MetricName) -> String { say("metric.\(metric.rawValue)") }
  /// What it means, in a sentence.
  func about(_ metric: MetricName) -> String { say("about.\(metric.rawValue)") }

  // MARK: Values

  func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? say("none-yet") : say("percent", ["n": String(Self.rounded(part, whole))])
  }

  /// The same for a column, under whose head the count of none stands already.
  func share(_ part: Int, _ whole: Int) -> String { whole == 0 ? "–" : percent(part, whole) }

  /// Never 100 where one is missing, never 0 where there is one.
  static func rounded(_ part: Int, _ whole: Int) -> Int {
    guard whole > 0, part > 0 else { return 0 }
    let percent = (part * 200 + whole) / (whole * 2)
    return part < whole ? min(max(percent, 1), 99) : percent
  }

  /// `34 of 120`
  func of(_ part: Int, _ whole: Int) -> String {
    say("of", ["part": number(part), "whole": number(whole)])
  }

  func number(_ number: Int) -> String {
    number.formatted(.number.locale(numerals))
  }

  /// One place behind the point.
  func ratio(_ part: Int, _ whole: Int) -> String {
    // So many for none is no ratio.
    guard whole > 0 else { return part == 0 ? say("none-yet") : "–" }
    return (Double(part) / Double(whole)).formatted(
      .number.precision(.fractionLength(1)).locale(numerals))
  }

  /// The clinic is in the US, whatever is spoken: 3.1, and 1,200.
  private var numerals: Locale { ClinicLocale.locale(locale) }

  /// - Parameter isWide: where there is room for whole words.
  func days(_ spread: DaySpread?, isWide: Bool = false) -> String {
    guard let spread else { return say("none-yet") }
    return say(
      isWide ? "html.days" : "days",
      ["median": number(spread.median), "most": number(spread.ninetieth)])
  }

  /// The figure in one short text, such as `41 of 120`, `12 days; 9 in 10 within 30`.
  func made(_ value: Metric.Value) -> String {
    switch value {
    case .count(let count): number(count)
    case .share(let part, let whole): of(part, whole)
    case .ratio(let part, let whole): say("for", ["part": number(part), "whole": number(whole)])
    case .days(let spread): say("of-scheduled", count: spread?.count ?? 0)
    }
  }

  func value(_ value: Metric.Value, isWide: Bool = false) -> String {
    switch value {
    case .count: ""
    case .share(let part, let whole): percent(part, whole)
    case .ratio(let part, let whole): ratio(part, whole)
    case .days(let spread): days(spread, isWide: isWide)
    }
  }

  static let routedColumns = [
    "column.routed", "column.answered", "column.in-time", "column.to-take", "column.to-answer",
    "column.waiting", "column.overdue",
  ]

  /// Under `routedColumns`.
  func routed(_ routed: RoutedTally) -> [String] {
    [
      number(routed.opened), number(routed.answered), share(routed.inTime, routed.dueByNow),
      time(routed.minutesToTake), time(routed.minutesToAnswer), number(routed.open),
      number(routed.overdue),
    ]
  }

  /// The median, in the largest unit that tells it well.
  private func time(_ minutes: [Int: Int]) -> String {
    guard let median = DaySpread(minutes)?.median else { return "–" }
    if median < 90 { return say("minutes", ["n": number(median)]) }
    if median < 48 * 60 { return say("hours", ["n": number((median + 30) / 60)]) }
    return say("days-long", ["n": number((median + 720) / 1440)])
  }

  // MARK: Names

  func label<Tally>(_ group: MetricGroup<Tally>, _ grouping: MetricGrouping) -> String {
    switch group.label {
    case .named(let name): self.name(name, grouping)
    case .unknown: say(grouping == .caller ? "nobody" : "not-recorded")
    case .other(let count): say("other", count: count)
    }
  }

  private func name(_ name: String, _ grouping: MetricGrouping) -> String {
    switch grouping {
    case .segment: segment(name)
    case .provider: name
    case .language: language(name)
    case .caller: names[name] ?? name
    case .attempt: say("attempt", ["number": name])
    case .partOfDay: say("part.\(name)")
    }
  }

  /// One of the clinic's own has its own name.
  package func segment(_ name: String) -> String {
    let key = "segment.\(name)"
    return phrases.keys.contains(key) ? phrases.text(key) : name
  }

  func language(_ tag: String) -> String {
    tag.isEmpty
      ? say("not-recorded")
      : Locale(identifier: locale).localizedString(forIdentifier: tag) ?? tag
  }

  package func queue(_ queue: QueueName) -> String {
    phrases.label("queue.\(queue.rawValue)") ?? queue.rawValue
  }

  func barrier(_ barrier: Barrier) -> String {
    phrases.label("barrier.\(barrier.rawValue)") ?? barrier.rawValue
  }

  func caller(_ id: String) -> String { names[id] ?? id }

  // MARK: Days

  /// `Mon, Oct 26`; with the year when it is not this one.
  package func day(_ date: CivilDate) -> String {
    text(date, date.year == today.year ? "EEEMMMd" : "yEEEMMMd")
  }

  /// `Oct 26`, for the head of a row.
  func shortDay(_ date: CivilDate) -> String {
    text(date, date.year == today.year ? "MMMd" : "yMMMd")
  }

  private func text(_ date: CivilDate, _ template: String) -> String {
    let formatter = DateFormatter()
    formatter.locale = ClinicLocale.locale(locale)
    formatter.timeZone = .gmt
    formatter.setLocalizedDateFormatFromTemplate(template)
    return formatter.string(
      from: Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400 + 43_200))
  }

  func week(_ week: ReportWeek) -> String {
    say("week-of", ["day": shortDay(week.monday)])
  }

  package func moment(_ instant: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = ClinicLocale.locale(locale)
    formatter.timeZone = zone.timeZone
    formatter.setLocalizedDateFormatFromTemplate("EEEMMMdjmm")
    return String(
      formatter.string(from: instant).map { "\u{202F}\u{A0}".contains($0) ? " " : $0 })
  }

  /// `Mon, Oct 26 to Tue, Nov 24`; with what the usual period is.
  func period(_ period: ReportPeriod) -> String {
    if period.from == period.to { return say("period-day", ["day": day(period.from)]) }
    let isUsual = period == .usual(today: today, zone: zone)
    return say(
      isUsual ? "period-usual" : "period", ["from": day(period.from), "to": day(period.to)])
  }
}

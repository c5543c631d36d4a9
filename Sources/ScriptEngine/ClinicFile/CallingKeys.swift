internal import RecallDomain

/// `calling:`, of the clinic and of a segment: hours by day, holidays, closed dates, state laws.
enum CallingKeys {
  /// - Parameter given: what a key left out stands for.
  static func read(
    _ node: YamlNode, _ given: CallingHours, _ findings: inout Findings
  ) -> CallingHours {
    var calling = given
    guard
      let mapping = node.mapping("key \"calling\"", keys: ClinicKeyTable.calling, &findings)
    else { return calling }
    if let node = mapping["weekday"] { calling.weekday = hours(node, "weekday", &findings) }
    if let node = mapping["saturday"] { calling.saturday = hours(node, "saturday", &findings) }
    if let node = mapping["sunday"] { calling.sunday = hours(node, "sunday", &findings) }
    calling.holidays =
      mapping["holidays"]?.choice("holidays", of: HolidayCalendar.self, &findings)
      ?? calling.holidays
    // A segment's own closed days come on top of the clinic's.
    if let node = mapping["closed"] { calling.closed.formUnion(dates(node, &findings)) }
    calling.stateOverlay =
      mapping["state_overlay"]?.flag("key \"state_overlay\"", &findings) ?? calling.stateOverlay
    return calling
  }

  /// `[2026-12-24, 2026-12-31]`.
  private static func dates(_ node: YamlNode, _ findings: inout Findings) -> [CivilDate] {
    var dates: [CivilDate] = []
    for item in node.list("key \"closed\"", &findings) ?? [] {
      guard let text = item.text("closed day", &findings) else { continue }
      guard let date = CivilDate(iso: text) else {
        findings.format(
          item.place, "closed day \(quoted(text)) must be a date such as 2026-12-24")
        continue
      }
      if dates.contains(date) {
        findings.format(item.place, "closed day \(quoted(text)) is named twice")
      }
      dates.append(date)
    }
    return dates
  }

  /// `09:00-19:00`, or `closed`.
  private static func hours(
    _ node: YamlNode, _ day: String, _ findings: inout Findings
  ) -> TimeWindow? {
    guard let text = node.text("key \(quoted(day))", &findings), text != "closed" else {
      return nil
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.filter { !$0.isWhitespace } }
    guard parts.count == 2, let from = TimeOfDay(parts[0]), let to = TimeOfDay(parts[1]), from < to
    else {
      findings.format(
        node.place,
        "key \(quoted(day)) must be hours such as \"09:00-19:00\" or \"closed\", "
          + "not \(quoted(text))")
      return nil
    }
    return TimeWindow(from: from, to: to)
  }
}

package import Foundation

/// When a patient may be called: the clinic's hours, narrowed by the state's, by holidays, and
/// always by the legal floor, on the clock of every zone the patient may be in.
extension CallingHours {
  /// 47 CFR 64.1200(c)(1): never before 8 nor after 21, local time of the person called. No policy
  /// and no supervisor widens it.
  package static let legalFloor = TimeWindow(
    from: TimeOfDay(hour: 8, minute: 0)!, to: TimeOfDay(hour: 21, minute: 0)!)

  /// The hours of one civil date where the patient is; `nil` = no calls that day.
  package func window(on date: CivilDate, state: String?) -> TimeWindow? {
    guard let own = clinicDay(on: date), var window = own.intersection(Self.legalFloor) else {
      return nil
    }
    guard stateOverlay, let law = state.flatMap({ StateHours.of($0) }) else { return window }
    if law.closedOnHolidays, FederalHolidays.contains(date) { return nil }
    let legal =
      switch date.weekday {
      case .sunday: law.sunday
      case .saturday: law.saturday
      case .monday, .tuesday, .wednesday, .thursday, .friday: law.weekday
      }
    guard let legal, let narrowed = window.intersection(legal) else { return nil }
    window = narrowed
    return window
  }

  /// The clinic's own hours of a date, without floor and state law: when its queues work.
  package func clinicDay(on date: CivilDate) -> TimeWindow? {
    if closed.contains(date) { return nil }
    if holidays == .usFederal, FederalHolidays.contains(date) { return nil }
    switch date.weekday {
    case .sunday: return sunday
    case .saturday: return saturday
    case .monday, .tuesday, .wednesday, .thursday, .friday: return weekday
    }
  }

  /// Whether the clock permits a call in every one of these zones. No zone known = no.
  package func isOpen(at instant: Date, zones: [Zone], state: String?) -> Bool {
    !zones.isEmpty
      && zones.allSatisfy { zone in
        let local = LocalTime(instant, in: zone)
        return window(on: local.date, state: state)?.contains(local.time) ?? false
      }
  }

  /// The first instant from `instant` on (itself included) that is open in all zones; `nil` when
  /// there is none within a year.
  package func nextOpening(after instant: Date, zones: [Zone], state: String?) -> Date? {
    nextOpening(after: instant, zones: zones, state: state, during: nil)
  }

  /// The same, kept to a part of the day as the first of the zones shows it.
  ///
  /// - Parameter days: how far to look. Two zones may have no hour in common before a clock changes.
  package func nextOpening(
    after instant: Date, zones: [Zone], state: String?, during parts: Set<PartOfDay>?,
    within days: Int = 370
  ) -> Date? {
    let open = { (at: Date) in
      isOpen(at: at, zones: zones, state: state)
        && (parts?.contains(.callingSlot(LocalTime(at, in: zones[0]).time)) ?? true)
    }
    if open(instant) { return instant }
    guard !zones.isEmpty else { return nil }
    let today = zones.map { LocalTime(instant, in: $0).date }
    let first = { (ahead: Int) in
      starts(ahead: ahead, of: today, zones: zones, state: state)
        .filter { $0 >= instant && open($0) }.min()
    }
    for ahead in 0...days {
      guard let found = first(ahead) else { continue }
      // Another zone's next day may begin before this zone's day does.
      return min(found, first(ahead + 1) ?? found)
    }
    return nil
  }

  /// The first instant after `instant` at which some zone closes, when it is open now.
  package func closing(after instant: Date, zones: [Zone], state: String?) -> Date? {
    guard isOpen(at: instant, zones: zones, state: state) else { return nil }
    return zones.compactMap { zone in
      let local = LocalTime(instant, in: zone)
      return window(on: local.date, state: state).map {
        LocalTime(date: local.date, time: $0.to).instant(in: zone)
      }
    }.min()
  }

  /// Every instant at which a window or a part of the day begins in some zone, so many days
  /// ahead: an opening in all zones can only be one of these.
  private func starts(
    ahead: Int, of today: [CivilDate], zones: [Zone], state: String?
  ) -> [Date] {
    zip(zones, today).flatMap { zone, today -> [Date] in
      let date = today.adding(days: ahead)
      guard let window = window(on: date, state: state) else { return [] }
      let times = [window.from] + PartOfDay.slotStarts.filter { window.contains($0) }
      return times.map { LocalTime(date: date, time: $0).instant(in: zone) }
    }
  }
}

extension TimeWindow {
  /// `nil` when nothing is left.
  package func intersection(_ other: TimeWindow) -> TimeWindow? {
    let both = TimeWindow(from: max(from, other.from), to: min(to, other.to))
    return both.from < both.to ? both : nil
  }
}

/// When the clinic calls, in the patient's own time (DOMAIN 1.4).
package struct CallingHours: Hashable, Sendable, Codable {
  /// A closed day is `nil`.
  package var weekday: TimeWindow?
  package var saturday: TimeWindow?
  package var sunday: TimeWindow?
  package var holidays: HolidayCalendar
  /// Days on which this clinic does not call besides those, in any segment.
  package var closed: Set<CivilDate>
  /// Narrow the window further by the table of the states' own laws.
  package var stateOverlay: Bool

  package init() {
    weekday = TimeWindow(from: TimeOfDay(hour: 9, minute: 0)!, to: TimeOfDay(hour: 19, minute: 0)!)
    saturday = TimeWindow(
      from: TimeOfDay(hour: 10, minute: 0)!, to: TimeOfDay(hour: 16, minute: 0)!)
    sunday = nil
    holidays = .usFederal
    closed = []
    stateOverlay = true
  }

  /// A call pins its hours in its journal; one that began before a clinic could name its closed
  /// days has none.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    weekday = try values.decodeIfPresent(TimeWindow.self, forKey: .weekday)
    saturday = try values.decodeIfPresent(TimeWindow.self, forKey: .saturday)
    sunday = try values.decodeIfPresent(TimeWindow.self, forKey: .sunday)
    holidays = try values.decode(HolidayCalendar.self, forKey: .holidays)
    closed = try values.decodeIfPresent(Set<CivilDate>.self, forKey: .closed) ?? []
    stateOverlay = try values.decode(Bool.self, forKey: .stateOverlay)
  }
}

package enum HolidayCalendar: String, CaseIterable, Codable, Hashable, Sendable {
  case usFederal = "us-federal"
  case none
}

/// From (included) to (excluded) on one day.
package struct TimeWindow: Hashable, Sendable, Codable {
  package var from: TimeOfDay
  package var to: TimeOfDay

  package init(from: TimeOfDay, to: TimeOfDay) {
    self.from = from
    self.to = to
  }

  package func contains(_ time: TimeOfDay) -> Bool { from <= time && time < to }

  var middle: TimeOfDay { TimeOfDay(minutes: (from.minutes + to.minutes) / 2)! }
}

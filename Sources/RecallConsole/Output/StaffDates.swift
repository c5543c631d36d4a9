package import Foundation
package import RecallDomain
import ScriptEngine

/// Dates and times as staff read them, in the console's language.
package struct StaffDates {
  private let locale: Locale

  package init(locale: String) { self.locale = ClinicLocale.locale(locale) }

  /// `Thu, Nov 12`; with the year when it is not this one.
  package func day(_ date: CivilDate, today: CivilDate) -> String {
    let template = date.year == today.year ? "EEEMMMd" : "yMMMd"
    return text(noon(of: date), template: template, zone: .gmt)
  }

  /// A date in full, as it was read: `March 4, 1961`.
  package func dateInFull(_ date: CivilDate) -> String {
    text(noon(of: date), template: "yMMMMd", zone: .gmt)
  }

  /// `2:05 PM`, `2:05 p.m.`
  package func time(_ instant: Date, in zone: Zone) -> String {
    text(instant, template: "jmm", zone: zone.timeZone)
  }

  /// A time of day with no date, such as a callback's.
  package func wallClock(_ time: TimeOfDay) -> String {
    text(Date(timeIntervalSince1970: Double(time.minutes) * 60), template: "jmm", zone: .gmt)
  }

  package func dayAndTime(_ instant: Date, in zone: Zone) -> String {
    text(instant, template: "EEEMMMdjmm", zone: zone.timeZone)
  }

  /// `Spanish`, in the console's language; the tag itself when it has no name.
  package func languageName(_ tag: String) -> String {
    locale.localizedString(forIdentifier: tag) ?? tag
  }

  private func noon(of date: CivilDate) -> Date {
    Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400 + 43_200)
  }

  private func text(_ instant: Date, template: String, zone: TimeZone) -> String {
    let formatter = DateFormatter()
    formatter.locale = locale
    formatter.timeZone = zone
    formatter.setLocalizedDateFormatFromTemplate(template)
    // Narrow and no-break spaces come from ICU; a terminal's search and copy want plain ones.
    return String(formatter.string(from: instant).map { "\u{202F}\u{A0}".contains($0) ? " " : $0 })
  }
}

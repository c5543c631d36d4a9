import Foundation
import RecallDomain

/// The words of each fact in one language. Says nothing about whether they may be said: that is
/// `LineFilling`'s.
struct FactWords {
  let book: Phrasebook
  let record: CallRecord
  let values: SpokenValues

  /// `besideAppointment`: the same text says when the appointment is, so its provider and place are
  /// those of the appointment, not those of the recall.
  func text(of fact: Fact, besideAppointment: Bool) throws(RenderRefusal) -> String {
    let given = besideAppointment ? values.appointment : nil
    switch fact {
    case .caller: return clean(record.callerName)
    case .clinic: return clean(record.clinic)
    case .clinicPhone: return phone
    case .clinicHours:
      return clean(record.clinicHoursByLanguage?[book.locale] ?? record.clinicHours)
    case .portal:
      let portal = record.portalByLanguage?[book.locale] ?? record.portal
      return held(portal) ?? book.language.without[.portal] ?? phone
    case .greeting: return try greeting()
    case .askFor: return clean(record.askFor)
    case .patientFirst: return clean(record.patientFirst)
    case .patientName: return clean(record.patientName)
    case .provider: return try either(given.map(\.provider) ?? record.provider, fact)
    case .location: return try either(given.map { place(of: $0) } ?? record.location, fact)
    case .specialty: return try either(record.specialty, fact)
    case .reason: return try reason()
    case .due: return try either(date(record.due), fact)
    case .lastVisit: return try either(date(record.lastVisit), fact)
    case .answerBy, .callbackWindow, .appointment: return try moment(fact)
    case .weeksOverdue, .weeksSinceVisit:
      guard let count = try count(fact) else {
        throw RenderRefusal.nothingToSay(fact, locale: book.locale)
      }
      return String(count)
    }
  }

  /// Whole weeks, 1 to 520; `nil` when the record has no such date, or less than a week has passed
  /// since it (SCRIPT-FORMAT, "Facts").
  func count(_ fact: Fact) throws(RenderRefusal) -> Int? {
    guard let date = fact == .weeksOverdue ? record.due : record.lastVisit else { return nil }
    let weeks = date.days(until: try today()) / 7
    return weeks < 1 ? nil : min(weeks, Fact.countRange.upperBound)
  }

  /// Where an appointment is: the recall's own place only with the recall's own provider.
  private func place(of given: GivenAppointment) -> String? {
    given.location ?? (given.isWith(record.provider) ? record.location : nil)
  }

  private var phone: String { clean(SpokenPhone.text(record.clinicPhone)) }

  private func greeting() throws(RenderRefusal) -> String {
    let hour = LocalTime(values.now, in: try zone(record.zone)).time.minutes / 60
    guard let greeting = book.language.greeting(atHour: hour) else {
      throw RenderRefusal.nothingToSay(.greeting, locale: book.locale)
    }
    return greeting
  }

  /// Reasons are whole phrases: no braces in them, so no facts either.
  private func reason() throws(RenderRefusal) -> String {
    let phrase = record.reasonCode.flatMap { book.reasons[$0] } ?? book.reasons["default"]
    guard case .plain(let template)? = phrase?.body, template.facts.isEmpty else {
      throw RenderRefusal.nothingToSay(.reason, locale: book.locale)
    }
    return template.source
  }

  /// What was given in this call. A visit is at the clinic, so its time is the clinic's; when the
  /// patient is called back and answered is the patient's own time.
  private func moment(_ fact: Fact) throws(RenderRefusal) -> String {
    let today = try today()
    switch fact {
    case .callbackWindow:
      guard let window = values.callbackWindow else { break }
      return dates.window(window, today: today)
    case .appointment:
      guard let start = values.appointment?.start else { break }
      let zone = try zone(record.queueHours.zone)
      return dates.moment(
        LocalTime(start, in: zone), today: LocalTime(values.now, in: zone).date)
    case .answerBy:
      guard let answer = values.answerBy else { break }
      return dates.moment(LocalTime(answer, in: try zone(record.zone)), today: today)
    default: break
    }
    throw RenderRefusal.notGiven(fact)
  }

  private func date(_ date: CivilDate?) throws(RenderRefusal) -> String? {
    guard let date else { return nil }
    return dates.date(date, today: try today())
  }

  private func either(_ value: String?, _ fact: Fact) throws(RenderRefusal) -> String {
    guard let text = held(value) ?? book.language.without[fact] else {
      throw RenderRefusal.nothingToSay(fact, locale: book.locale)
    }
    return text
  }

  /// A value that is empty, or holds nothing that can be shown, is missing.
  private func held(_ value: String?) -> String? {
    guard let value else { return nil }
    let shown = clean(value)
    return shown.allSatisfy(\.isWhitespace) ? nil : shown
  }

  private func clean(_ value: String) -> String { TerminalText.clean(value) }

  private var dates: SpokenDates { SpokenDates(language: book.language, locale: book.locale) }

  private func today() throws(RenderRefusal) -> CivilDate {
    LocalTime(values.now, in: try zone(record.zone)).date
  }

  private func zone(_ name: String) throws(RenderRefusal) -> Zone {
    guard let zone = Zone(name) else { throw RenderRefusal.unknownZone(name) }
    return zone
  }
}

import Foundation
import RecallDomain

/// Values of the call in words of the language that the note is written in.
struct NoteWords {
  let note: CallNote
  let run: CallRun
  let phrases: StaffPhrases

  /// In the clinic's own zone; empty without an appointment.
  var appointment: String {
    guard let appointment = run.appointment else { return "" }
    return text(of: appointment)
  }

  /// Where the patient is; empty when none was given.
  var callback: String {
    guard case .window(let window)?? = note.fields[.callbackWindow] else { return "" }
    return text(of: window)
  }

  /// A telephone number as people write it.
  func text(of value: FieldValue, in field: CallField) -> String {
    if field == .newNumber, case .text(let number) = value { return PhoneNumber.display(number) }
    return text(of: value)
  }

  func text(of value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .window(let window): text(of: window)
    case .yes: phrases.text("note.yes")
    case .no: phrases.text("note.no")
    case .insurance(let kind, let words):
      join(phrases.text("note.insurance.\(kind.rawValue)"), words)
    case .decline(let kind, let words):
      join(phrases.text("note.decline.\(kind.rawValue)"), words)
    case .language(let tag): languageName(tag)
    case .appointment(let appointment): text(of: appointment)
    }
  }

  func clinicMoment(_ instant: Date) -> String {
    moment(instant, in: run.start?.record.queueHours.zone)
  }

  /// A message has a day, and no hour.
  func clinicDay(_ instant: Date) -> String {
    guard let zone = (run.start?.record.queueHours.zone).flatMap({ Zone($0) }) else { return "" }
    return phrases.dates.date(LocalTime(instant, in: zone).date, today: farAway)
  }

  /// In the clinic's zone, as everything for the team; where the patient's clock shows something
  /// else, that stands beside it.
  func nextMoment(_ instant: Date) -> String {
    let (clinic, patient) = (clinicMoment(instant), moment(instant, in: run.start?.record.zone))
    guard !patient.isEmpty, patient != clinic else { return clinic }
    return phrases.text("note.where-the-patient-is", ["date": clinic, "there": patient])
  }

  /// The language's name in the language of the note; the tag itself when the system knows none.
  func languageName(_ tag: String) -> String {
    Locale(identifier: phrases.locale).localizedString(forIdentifier: tag) ?? tag
  }

  private func text(of window: CallbackWindow) -> String {
    phrases.dates.window(window, today: farAway)
  }

  private func text(of appointment: GivenAppointment) -> String {
    join(clinicMoment(appointment.start), appointment.provider ?? "")
  }

  private func join(_ first: String, _ second: String) -> String {
    second.isEmpty ? first : "\(first), \(second)"
  }

  /// A note is read on another day, so it says the date and never "tomorrow".
  private func moment(_ instant: Date, in zone: String?) -> String {
    guard let zone = zone.flatMap({ Zone($0) }) else { return "" }
    return phrases.dates.moment(LocalTime(instant, in: zone), today: farAway)
  }

  /// So far from every date of a call that the year is said and no day is "today".
  private var farAway: CivilDate { CivilDate(year: 2000, month: 1, day: 1)! }
}

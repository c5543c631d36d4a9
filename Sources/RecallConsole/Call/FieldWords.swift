import Foundation
import RecallDomain

/// A value of the call in words of the console's language.
struct FieldWords {
  let desk: Desk

  func text(of value: FieldValue) -> String {
    switch value {
    case .text(let text): TerminalText.clean(text)
    case .window(let window): self.window(window)
    case .yes: desk.say("word.yes")
    case .no: desk.say("word.no")
    case .insurance(let kind, let words):
      join(desk.say("insurance_concern.\(kind.rawValue)"), words)
    case .decline(let kind, let words): join(desk.say("decline_reason.\(kind.rawValue)"), words)
    case .language(let tag): desk.dates.languageName(tag)
    case .appointment(let appointment): self.appointment(appointment)
    }
  }

  func appointment(_ appointment: GivenAppointment) -> String {
    join(
      desk.dates.dayAndTime(appointment.start, in: desk.clinicZone), appointment.provider ?? "")
  }

  func window(_ window: CallbackWindow) -> String {
    let day = desk.dates.day(window.date, today: desk.today)
    switch window.moment {
    case .part(let part): return "\(day), \(desk.say("part.\(part.rawValue)"))"
    case .time(let time): return "\(day), \(desk.dates.wallClock(time))"
    }
  }

  private func join(_ first: String, _ second: String) -> String {
    second.isEmpty ? first : "\(first) · \(TerminalText.clean(second))"
  }
}

import Foundation
package import RecallDomain

/// Why an entry stands in the list, or does not, in words of the console's language.
package struct WhyWords {
  let desk: Desk

  package init(desk: Desk) { self.desk = desk }

  /// For any entry: why it is where it is, or why it is left out.
  package func text(_ item: WorklistItem) -> String {
    guard let reason = item.excluded else { return sentence(item) }
    return exclusion(reason, until: item.callableFrom, there: item.zone)
  }

  /// `sensitive reason, most overdue, afternoon not tried yet`
  func sentence(_ item: WorklistItem) -> String {
    parts(item).joined(separator: ", ")
  }

  func parts(_ item: WorklistItem) -> [String] { item.why.map(text) }

  /// When it is due, for an entry that stands in nobody's list while its call goes on.
  func due(_ entry: RecallEntry) -> String {
    let days = entry.due.days(until: desk.today)
    return text(days == 0 ? .dueToday : days > 0 ? .overdue(days: days) : .dueIn(days: -days))
  }

  /// Why it is left out, and from when it can be called.
  func exclusion(_ reason: ExclusionReason, until: Date?, there zone: Zone) -> String {
    let why = desk.say("excluded.\(reason.rawValue)")
    guard let until else { return why }
    let time = Moments(desk: desk).text(until, there: zone)
    return "\(why) · \(desk.say("excluded.until", ["time": time]))"
  }

  private func text(_ why: WhyInLine) -> String {
    switch why {
    case .promised(let window, let late, _):
      desk.say(
        late ? "why.promised-late" : "why.promised", ["time": FieldWords(desk: desk).window(window)]
      )
    case .priority(let priority): desk.say("why.priority", ["priority": String(priority)])
    case .sensitive: desk.say("why.sensitive")
    case .overdue(let days): desk.say("why.overdue", count: days)
    case .dueToday: desk.say("why.due-today")
    case .dueIn(let days): desk.say("why.due-in", count: days)
    case .firstAttempt: desk.say("why.first-attempt")
    case .partNotTried(let part): desk.say("why.part-not-tried.\(part.rawValue)")
    case .partLater(let part): desk.say("why.part-later.\(part.rawValue)")
    case .stepBy(let date):
      desk.say("why.step-by", ["time": desk.dates.dayAndTime(date, in: desk.clinicZone)])
    case .lastAttempt: desk.say("why.last-attempt")
    case .messagePassedOver: desk.say("why.message-passed-over")
    }
  }
}

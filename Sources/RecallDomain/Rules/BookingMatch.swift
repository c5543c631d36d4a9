package import Foundation

/// Does an appointment on record answer a recall, so that nobody needs to call (MISSION 3; DOMAIN 7,
/// Appointment)? Pure, one recall and one appointment at a time:
///
/// | provider | specialty | answers |
/// | --- | --- | --- |
/// | the same | any | yes: the patient is coming to the very person |
/// | other or not known | the same | yes: a colleague sees them for the same thing |
/// | any other | another | no: a visit elsewhere in the house leaves the recall open |
/// | another | not known | no: nothing says that it is the same thing |
/// | not known | not known | yes: nothing tells the two apart, and a call about an appointment that the patient holds is worse than one left out, which the list names |
///
/// It must lie ahead. One that is past and was kept answers too, when it was no earlier than a month
/// before the due date and after the last visit that the recall knows of: the patient has been here.
/// Cancelled, missed, or over and never said to be kept, it answers nothing.
package struct BookingMatch: Sendable {
  /// How long before the due date a visit still counts as the one that was wanted, in days.
  package static let daysBeforeDue = 30

  let entry: RecallEntry
  let now: Date

  package init(_ entry: RecallEntry, at now: Date) {
    self.entry = entry
    self.now = now
  }

  /// An appointment that is booked, ahead, and for this.
  package func isAhead(_ booked: BookedAppointment) -> Bool {
    booked.status == .booked && booked.start > now && isForThis(booked)
  }

  /// A visit that took place and was for this.
  package func isBehind(_ visit: BookedAppointment) -> Bool {
    guard visit.status == .kept, visit.start <= now else { return false }
    // The day as UTC has it: one day more or less decides nothing here.
    let days = Int((visit.start.timeIntervalSince1970 / 86_400).rounded(.down))
    let day = CivilDate(dayNumber: days)
    guard day >= entry.due.adding(days: -Self.daysBeforeDue) else { return false }
    if let last = entry.lastAppointment, day <= last { return false }
    return isForThis(visit)
  }

  private func isForThis(_ booked: BookedAppointment) -> Bool {
    let provider = Self.same(booked.provider, entry.provider, ProviderName.init)
    if provider == true { return true }
    let specialty = Self.same(booked.specialty, entry.specialty, SpecialtyName.init)
    return specialty ?? (provider == nil)
  }

  /// `nil` when one of them is not known.
  private static func same<Name: MatchedName>(
    _ left: String?, _ right: String?, _ name: (String) -> Name
  ) -> Bool? {
    guard let left = left.map(name), let right = right.map(name), !left.words.isEmpty,
      !right.words.isEmpty
    else { return nil }
    return left.isSame(as: right)
  }
}

extension Candidate {
  /// Nobody needs to call: the patient is coming for this, or has been here for it.
  package func isBooked(at now: Date) -> Bool {
    let match = BookingMatch(entry, at: now)
    return appointments.contains { match.isAhead($0) || match.isBehind($0) }
  }
}

private protocol MatchedName {
  var words: [String] { get }
  func isSame(as other: Self) -> Bool
}

/// A provider as two systems write one: `Dr. Okafor`, `OKAFOR, ADA MD`, `A. Okafor`. The same when
/// every word of the shorter name stands in the longer, initials for names, and one whole word does.
private struct ProviderName: MatchedName {
  let words: [String]

  init(_ text: String) {
    words = FoldedWords.of(text).filter { !Self.titles.contains($0) }
  }

  func isSame(as other: ProviderName) -> Bool {
    let (short, long) =
      words.count <= other.words.count ? (words, other.words) : (other.words, words)
    let fits = short.allSatisfy { word in long.contains { Self.fits(word, $0) } }
    return fits && short.contains { $0.count > 1 && long.contains($0) }
  }

  private static func fits(_ left: String, _ right: String) -> Bool {
    left == right || (left.count == 1 && right.hasPrefix(left))
      || (right.count == 1 && left.hasPrefix(right))
  }

  private static let titles: Set<String> = [
    "dr", "dra", "doctor", "doctora", "md", "do", "np", "pa", "pac", "rn", "phd", "dnp", "aprn",
    "fnp", "crnp", "lcsw", "prof", "mr", "mrs", "ms",
  ]
}

/// A specialty as two systems write one: `Cardiology`, `CARDIOLOGY CLINIC`, `Dept. of Cardiology`.
private struct SpecialtyName: MatchedName {
  let words: [String]

  init(_ text: String) {
    words = FoldedWords.of(text).filter { !Self.fillers.contains($0) }.sorted()
  }

  func isSame(as other: SpecialtyName) -> Bool { words == other.words }

  private static let fillers: Set<String> = [
    "clinic", "department", "dept", "service", "services", "center", "centre", "of", "and", "the",
    "unit", "division", "clinica", "departamento", "servicio", "de", "y",
  ]
}

private enum FoldedWords {
  static func of(_ text: String) -> [String] {
    Folded.text(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

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

  /// An appointment that is booked, ahead, and for this. Who has come early for it is here for it.
  package func isAhead(_ booked: BookedAppointment) -> Bool {
    (booked.status == .booked || booked.status == .kept) && booked.start > now
      && isForThis(booked)
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

  /// By provider and specialty alone, whenever it is.
  package func isForThis(_ booked: BookedAppointment) -> Bool {
    let provider = ProviderName.same(booked.provider, entry.provider)
    if provider == true { return true }
    let specialty = SpecialtyName.same(booked.specialty, entry.specialty)
    return specialty ?? (provider == nil)
  }
}

extension Candidate {
  /// Nobody needs to call: the patient is coming for this, or has been here for it.
  package func isBooked(at now: Date) -> Bool {
    let match = BookingMatch(entry, at: now)
    return appointments.contains { match.isAhead($0) || match.isBehind($0) }
  }
}

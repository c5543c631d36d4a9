package import Foundation

/// A patient who holds an appointment calls back and is given another time.
extension Candidate {
  /// When the patient is expected next, whatever for.
  package func visitToCome(after now: Date) -> Date? {
    appointments.filter { $0.status == .booked && $0.start > now }.map(\.start).min()
  }

  /// What a time booked for this recall now takes the place of: the appointment that an earlier call
  /// of it booked and that lies ahead. One that came in with a list is the scheduling system's.
  package func replacedByBooking(at now: Date) -> BookedAppointment? {
    appointments.filter {
      $0.recall == entry.id && $0.status == .booked && $0.start > now
    }.min { $0.start < $1.start }
  }

  /// An appointment of the scheduling system that answers the recall: it stands beside one that is
  /// booked now, until somebody cancels it there.
  package func keptBesideBooking(at now: Date) -> BookedAppointment? {
    let match = BookingMatch(entry, at: now)
    return appointments.filter { $0.recall == nil && match.isAhead($0) }.min {
      $0.start < $1.start
    }
  }
}

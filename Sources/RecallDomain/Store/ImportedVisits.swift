package import Foundation

/// An appointment as a source brings it: booked, over, or no longer booked.
package struct AppointmentRow: Hashable, Sendable {
  /// Whom it is for: a patient by the id that the list knows, or by a medical record number alone.
  package enum Whose: Hashable, Sendable {
    case patient(PatientID)
    case mrn(String)
  }

  package var id: String
  package var whose: Whose
  /// `nil`: only of one that is booked no more, and of which no time is told.
  package var start: Date?
  package var provider: String?
  package var specialty: String?
  package var location: String?
  package var status: BookedAppointment.Status
  /// The recall it was made for, where the source says so.
  package var recall: RecallID?

  package init(id: String, whose: Whose, start: Date?, status: BookedAppointment.Status) {
    self.id = id
    self.whose = whose
    self.start = start
    self.status = status
  }
}

/// What became of an appointment that came in.
package enum AppointmentVerdict: String, Sendable {
  case added, updated, unchanged
  /// The list does not know the patient yet: kept until an import brings them.
  case waiting
}

/// A time as a source brings it: open, or one that is not open any more.
package struct SlotRow: Hashable, Sendable {
  package var slot: Slot
  package var isOpen: Bool

  package init(slot: Slot, isOpen: Bool) {
    self.slot = slot
    self.isOpen = isOpen
  }
}

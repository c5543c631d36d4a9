package import Foundation

/// Everything on record, read in short pieces for another system. No act of these changes anything
/// but the trail.
package protocol RecordExporting: AnyObject {
  /// Every patient with their recalls, open or over, and their appointments, by id; `body` runs
  /// outside any transaction.
  func eachRecord(_ body: (PatientRecord) throws -> Void) throws
  /// Times that are offered from this instant on, soonest first.
  func eachOpenSlot(from now: Date, _ body: (Slot) throws -> Void) throws
  /// The acts of the trail at this instant or later, in their order.
  func eachAct(since: Date?, _ body: (TrailAct) throws -> Void) throws
  /// One line of the trail: what left the store, in which form, and by whom.
  func exported(_ what: String, by who: String, at now: Date) throws(StoreFailure)
}

package struct PatientRecord: Sendable {
  package var patient: Patient
  /// By id.
  package var recalls: [Candidate]
  package var appointments: [ExportedAppointment]
  /// Withdrawn ones too, by recall.
  package var items: [QueueItem]

  package init(
    patient: Patient, recalls: [Candidate], appointments: [ExportedAppointment],
    items: [QueueItem]
  ) {
    self.patient = patient
    self.recalls = recalls
    self.appointments = appointments
    self.items = items
  }
}

/// An appointment with what the list itself does not need of it.
package struct ExportedAppointment: Hashable, Sendable {
  package var booked: BookedAppointment
  package var location: String?
  /// Of its slot; `nil` = not known.
  package var minutes: Int?

  package init(booked: BookedAppointment, location: String?, minutes: Int?) {
    self.booked = booked
    self.location = location
    self.minutes = minutes
  }
}

/// One line of the trail.
package struct TrailAct: Hashable, Sendable {
  package var number: Int
  package var at: Date
  package var who: String?
  package var act: String
  package var recall: RecallID?
  package var call: CallID?
  package var subject: String?
  /// The note that this act has added words or another outcome to.
  package var amended: NoteID?
  /// Whom a look has shown.
  package var patients: [PatientID]

  package init(
    number: Int, at: Date, who: String?, act: String, recall: RecallID?, call: CallID?,
    subject: String?, amended: NoteID? = nil, patients: [PatientID] = []
  ) {
    self.number = number
    self.at = at
    self.who = who
    self.act = act
    self.recall = recall
    self.call = call
    self.subject = subject
    self.amended = amended
    self.patients = patients
  }
}

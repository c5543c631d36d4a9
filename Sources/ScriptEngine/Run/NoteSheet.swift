package import Foundation
package import RecallDomain

/// What a note says that the call itself does not know.
package struct NoteSheet: Hashable, Sendable {
  package var recall: RecallID
  package var patient: PatientID
  package var segment: String
  package var attempt: Int
  package var mode: StoreKind
  /// Who ends the call: after a takeover another than who began it.
  package var caller: String
  package var ended: Date
  package var routed: [CallNote.Routed]
  /// The recall held an appointment before this call.
  package var bookedBefore: Bool
  /// When the appointment was that a booking in this call takes the place of, and with whom.
  package var replaced: GivenAppointment?
  /// What follows, once the rules have said it.
  package var next: NextAction
  /// A call that stays promised while a team looks into it.
  package var promised: CallbackWindow?
  /// Teams whose answers the patient heard in this call.
  package var told: [QueueName] = []

  package init(
    recall: RecallID, patient: PatientID, segment: String, attempt: Int, mode: StoreKind,
    caller: String, ended: Date, routed: [CallNote.Routed], bookedBefore: Bool,
    replaced: GivenAppointment? = nil, next: NextAction = NextAction(kind: .none)
  ) {
    self.recall = recall
    self.patient = patient
    self.segment = segment
    self.attempt = attempt
    self.mode = mode
    self.caller = caller
    self.ended = ended
    self.routed = routed
    self.bookedBefore = bookedBefore
    self.replaced = replaced
    self.next = next
  }
}

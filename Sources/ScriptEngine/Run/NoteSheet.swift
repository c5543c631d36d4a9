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
  /// What follows, once the rules have said it.
  package var next: NextAction

  package init(
    recall: RecallID, patient: PatientID, segment: String, attempt: Int, mode: StoreKind,
    caller: String, ended: Date, routed: [CallNote.Routed], bookedBefore: Bool,
    next: NextAction = NextAction(kind: .none)
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
    self.next = next
  }
}

/// How a call counts, beside what the script's `end` or the caller said.
package struct SettledEnding: Hashable, Sendable {
  package let ending: Ending
  /// What was said, when an appointment made the call `scheduled`.
  package let also: Ending?

  /// A recall that holds an appointment when the call closes is `scheduled`, whatever the end says;
  /// an emergency and a death apart. An outcome given by a person is never lost to a rule
  /// (DESIGN, invariant 9).
  package init(said: Ending, bookedInCall: Bool, bookedBefore: Bool) {
    let standsAlone =
      said.outcome == .escalated && (said.detail == .emergency || said.detail == .deceased)
    guard bookedInCall || bookedBefore, !standsAlone else {
      ending = said
      also = nil
      return
    }
    let scheduled = Ending(.scheduled, bookedInCall ? .booked : .alreadyBooked)!
    ending = scheduled
    also = said == scheduled ? nil : said
  }
}

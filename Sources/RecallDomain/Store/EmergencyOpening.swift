package import Foundation

/// A patient opened in an emergency by somebody whose role does not show them: on the record, with
/// the reason, and before whoever answers for it until they have looked.
package struct EmergencyOpening: Hashable, Sendable {
  package let id: String
  package let recall: RecallID
  package let who: String
  package let because: String
  package let at: Date
  /// `nil`: waits to be looked at.
  package var lookedAtBy: String?
  package var lookedAt: Date?

  package init(id: String, recall: RecallID, who: String, because: String, at: Date) {
    self.id = id
    self.recall = recall
    self.who = who
    self.because = because
    self.at = at
  }
}

/// Opening in an emergency, and looking at what was opened.
package protocol EmergencyOpenings: AnyObject {
  /// Leaves the trace first: what is shown afterwards was on the record before.
  func openInEmergency(_ opening: EmergencyOpening) throws(StoreFailure)
  /// The oldest first.
  func openings(waitingOnly: Bool) throws(StoreFailure) -> [EmergencyOpening]
  /// How many wait to be looked at by this person; their own do not.
  func openingsWaiting(for person: String) throws(StoreFailure) -> Int
  /// `false`: there is none of this name that waits, or it is their own.
  func lookAtOpening(_ id: String, by person: String, at now: Date) throws(StoreFailure) -> Bool
}

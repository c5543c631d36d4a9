package import Foundation

/// A message of the cadence whose step has come, and which is not written yet: which, why, until when.
package struct KeptMessage: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// What the rules say; it is looked at again by itself.
    case rule(ExclusionReason)
    /// The segment's words cannot be used: not approved, or a fact is missing that they need.
    case noWords
    /// Nothing: the next `recall outbox` of somebody who sends messages writes it.
    case nextRun

    package var code: String {
      switch self {
      case .rule(let reason): reason.rawValue
      case .noWords: "no-words"
      case .nextRun: "next-run"
      }
    }
  }

  package let recall: RecallID
  package let patient: PatientID
  package let segment: String
  /// The way it would go; `nil`: none is consented to at this moment.
  package let channel: ContactMethod?
  package let reason: Reason
  /// `nil`: until something changes.
  package let until: Date?

  package init(
    _ candidate: Candidate, channel: ContactMethod?, reason: Reason, until: Date? = nil
  ) {
    recall = candidate.entry.id
    patient = candidate.patient.id
    segment = candidate.entry.segment
    (self.channel, self.reason, self.until) = (channel, reason, until)
  }
}

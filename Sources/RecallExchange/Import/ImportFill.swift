package import RecallDomain

/// `--reason CODE --due DATE --segment S`: what the input does not say, for patients without a
/// recall of their own.
package struct ImportFill: Hashable, Sendable {
  package var reason: String?
  package var due: CivilDate?
  package var segment: String?

  package init(reason: String? = nil, due: CivilDate? = nil, segment: String? = nil) {
    self.reason = reason
    self.due = due
    self.segment = segment
  }

  /// Enough to make a recall where the input has none.
  var makesRecalls: Bool { due != nil && (reason != nil || segment != nil) }

  /// The options checked against the clinic before anything is read.
  package func check(against policy: ClinicPolicy) throws(ImportFailure) {
    if let segment, policy.segments[segment] == nil { throw .unknownSegment(segment) }
    if let reason, segment == nil, policy.reasons[reason] == nil { throw .unknownReason(reason) }
    if due != nil, reason == nil, segment == nil { throw .fillIncomplete }
    if due == nil, reason != nil || segment != nil { throw .fillIncomplete }
  }
}

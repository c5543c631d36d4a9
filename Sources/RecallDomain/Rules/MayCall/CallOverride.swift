package import Foundation

/// Calling somebody whom the clinic's own limits keep back, on the word of a person who may say so
/// and says why (MISSION 16).
///
/// What the clinic decided may be set aside: its hours, cadence, caps and due dates, a colleague's
/// promise, a question to another team, the practice it wants first. *Never* what the law or the
/// patient decided: the legal floor and the state's hours in every zone the patient may be in, an
/// opt-out, a confidential-communication request; nor what somebody else has in hand, what the
/// clinical team holds, and what makes a call senseless (no number, no script, no guardian, closed,
/// deceased).
extension ExclusionReason {
  package var mayBeOverridden: Bool {
    switch self {
    case .withinCadence, .capReached, .outsideHours, .notYetDue, .callbackLater, .waitingOnQueue,
      .attemptsExhausted, .language, .duplicate, .notPractised:
      true
    case .alreadyScheduled, .noNumber, .noScript, .noGuardian, .doNotContact, .restricted,
      .claimed, .needsOutcome, .clinicalReview, .closed, .deceased, .inactive:
      false
    }
  }
}

extension StaffMember {
  /// Whose word sets a limit of the clinic aside.
  package var mayOverride: Bool { may(.overrideLimits) }
}

extension CallRules {
  /// The same rules without what may be set aside. They are asked of the entry as if nothing had
  /// been tried and nothing promised, within the legal floor; everything else is judged as always.
  package func judgeOverriding(
    _ candidate: Candidate, at now: Date, scripts: Set<String>
  ) -> Callability {
    var bare = candidate
    bare.entry.due = LocalTime(now, in: policy.zone).date
    (bare.entry.callback, bare.entry.nextAt) = (nil, nil)
    (bare.attempts, bare.contactsByNumber, bare.otherContacts) = ([], [:], [])
    bare.items = candidate.items.filter { $0.queue == .clinical }
    bare.duplicateOf = nil
    return CallRules(policy: policy.atLegalFloor).judge(
      bare, at: now, caller: nil, scripts: scripts)
  }
}

extension ClinicPolicy {
  /// Any day, holidays too, from the law's first minute to its last; the states' own hours stand.
  fileprivate var atLegalFloor: ClinicPolicy {
    var policy = self
    policy.calling.weekday = CallingHours.legalFloor
    policy.calling.saturday = CallingHours.legalFloor
    policy.calling.sunday = CallingHours.legalFloor
    (policy.calling.holidays, policy.calling.closed) = (.none, [])
    for name in policy.segments.keys { policy.segments[name]?.calling = nil }
    return policy
  }
}

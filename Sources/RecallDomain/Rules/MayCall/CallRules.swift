package import Foundation

/// May this entry be called now, at which number, and if not, why not and until when (MISSION 3,
/// 4, 16). Pure: the claim asks it inside its transaction, the list for every entry.
///
/// The reasons, in the order in which they are given when several hold, so that what is said is
/// always the thing to know first:
///
/// 1. what has ended it: `closed`, `deceased`, `inactive`, `already-scheduled`, `do-not-contact`;
/// 2. who has it now: `claimed`, `needs-outcome`;
/// 3. what somebody must do first: `clinical-review`, `waiting-on-queue`, `duplicate`, `no-script`,
///    `restricted`, `no-guardian`, `no-number`, `language`, `not-practised`, `attempts-exhausted`;
/// 4. what only takes time: `not-yet-due`, `callback-later`, `within-cadence`, `cap-reached`,
///    `outside-hours`. Their `until` is the first instant at which all of these permit the call.
package struct CallRules: Sendable {
  package let policy: ClinicPolicy
  /// Languages left to qualified colleagues: an entry in one of these is kept from callers who do
  /// not speak it. Empty = nobody is kept from anybody; who is not qualified has the bridge phrase,
  /// an interpreter, and the language queue.
  package let leftToQualified: Set<String>
  /// Of the caller who asks; `nil` = the clinic wants none.
  package let passes: PracticePasses?
  package let contact: ContactRules

  package init(
    policy: ClinicPolicy, leftToQualified: Set<String> = [], passes: PracticePasses? = nil
  ) {
    self.policy = policy
    self.leftToQualified = leftToQualified
    self.passes = passes
    contact = ContactRules(policy: policy)
  }

  /// - Parameters:
  ///   - caller: who would call; `nil` = nobody in particular, for a list.
  ///   - scripts: segments that have a script which may be used.
  package func judge(
    _ candidate: Candidate, at now: Date, caller: StaffMember?, scripts: Set<String>
  ) -> Callability {
    judge(CallSituation(candidate, at: now, rules: self), caller: caller, scripts: scripts)
  }

  func judge(
    _ situation: CallSituation, caller: StaffMember?, scripts: Set<String>
  ) -> Callability {
    if let standing = standing(situation, caller: caller, scripts: scripts) {
      return .excluded(standing, until: nil)
    }
    return CallTiming(situation, caller: caller).callability
  }

  /// "Attempt n of m": the number that the next call of this entry bears.
  package func attempt(_ candidate: Candidate, at now: Date) -> (number: Int, of: Int) {
    let situation = CallSituation(candidate, at: now, rules: self)
    return (situation.attempt, situation.cadence.attemptsMax)
  }

  /// What keeps the entry back until something changes.
  func standing(
    _ situation: CallSituation, caller: StaffMember?, scripts: Set<String>
  ) -> ExclusionReason? {
    ended(situation) ?? taken(situation.candidate, by: caller)
      ?? waiting(situation, caller: caller) ?? missing(situation, caller: caller, scripts: scripts)
  }

  func ended(_ situation: CallSituation) -> ExclusionReason? {
    let (entry, patient) = (situation.candidate.entry, situation.candidate.patient)
    if entry.state == .closed {
      let fact = entry.stoodAs == nil ? nil : situation.candidate.closingFact
      return fact?.reason ?? .closed
    }
    if patient.deceased { return .deceased }
    if patient.inactive { return .inactive }
    if entry.state == .scheduled || situation.holdsAppointment { return .alreadyScheduled }
    if patient.permissions.doNotContact { return .doNotContact }
    return nil
  }

  func taken(_ candidate: Candidate, by caller: StaffMember?) -> ExclusionReason? {
    if let holder = candidate.heldBy, holder != caller?.id { return .claimed }
    return candidate.unfinishedBy == nil ? nil : .needsOutcome
  }

  func waiting(_ situation: CallSituation, caller: StaffMember?) -> ExclusionReason? {
    if situation.awaitsReview { return .clinicalReview }
    return situation.waitsOnQueue(caller: caller) ? .waitingOnQueue : nil
  }

  private func missing(
    _ situation: CallSituation, caller: StaffMember?, scripts: Set<String>
  ) -> ExclusionReason? {
    let (entry, patient) = (situation.candidate.entry, situation.candidate.patient)
    if situation.isDuplicate { return .duplicate }
    guard policy.segments[entry.segment]?.enabled ?? false, scripts.contains(entry.segment) else {
      return .noScript
    }
    if situation.isRestricted { return .restricted }
    if situation.askFor == .nobody { return .noGuardian }
    if situation.numbers.isEmpty { return .noNumber }
    if let caller, leftToQualified.contains(LanguageTag.primary(patient.language ?? "")),
      !caller.isQualified(in: patient.language)
    {
      return .language
    }
    if lacksPractice(segment: entry.segment, language: patient.language, caller: caller) {
      return .notPractised
    }
    if situation.promise == nil, case .exhausted = situation.next { return .attemptsExhausted }
    return nil
  }
}

/// Languages as tags: what counts for a qualification is the primary subtag.
package enum LanguageTag {
  /// `es` of `es-MX`, of `es_US` and of `es_US.UTF-8`.
  package static func primary(_ tag: String) -> String {
    tag.split { $0 == "-" || $0 == "_" || $0 == "." }.first.map { $0.lowercased() } ?? ""
  }
}

extension StaffMember {
  /// Whether this person may conduct a call in that language; unknown counts as qualified, because
  /// the call begins by asking for it.
  package func isQualified(in language: String?) -> Bool {
    guard let language else { return true }
    return languages.contains { LanguageTag.primary($0) == LanguageTag.primary(language) }
  }
}

package import Foundation

/// What a preparer and a caller should know about an entry before dialling (MISSION 3).
package enum WorklistFlag: String, CaseIterable, Codable, Hashable, Sendable {
  /// The record has a note on authorization or insurance that is not settled (`AuthorizationNote`).
  case authorization
  /// The patient's language is one that the clinic does not offer, or the caller is not qualified in.
  case languageSupport = "language-support"
  case languageUnknown = "language-unknown"
  case interpreter
  /// A clinician releases it before the first call.
  case clinicalHold = "clinical-hold"
  /// The clinical team would like to look at it; it may be called.
  case clinicalAdvice = "clinical-advice"
  case sensitive, strict, confidential
  case noNumber = "no-number"
  case duplicate
  /// The number belongs to a minor's guardian or a guardian is asked for.
  case guardian
  /// What a caller prepares before dialling.
  case relay
  case hardOfHearing = "hard-of-hearing"
  case caregiverFirst = "caregiver-first"
  /// The zone is not certain: fewer hours in which to call.
  case zoneUncertain = "zone-uncertain"
}

/// Why an entry stands where it stands, as data; the words are the console's.
package enum WhyInLine: Hashable, Sendable, Codable {
  /// A promised time; `late` when its quarter of an hour has passed.
  case promised(CallbackWindow, late: Bool, own: Bool)
  case priority(Int)
  case sensitive
  case overdue(days: Int)
  case dueToday
  case dueIn(days: Int)
  case firstAttempt
  /// The part of the day it is now, not tried yet.
  case partNotTried(PartOfDay)
  /// It was tried at this part of the day; the one named was not tried yet, and may be waited for.
  case partLater(PartOfDay)
  /// The step should have happened by then.
  case stepBy(Date)
  case lastAttempt
  /// The message step before it was passed over: no channel is consented to.
  case messagePassedOver
}

/// One line of today's list (INTERFACES, `recall worklist --json`).
package struct WorklistItem: Hashable, Sendable {
  package var recall: RecallID
  package var patient: PatientID
  package var name: String
  package var segment: String
  package var due: CivilDate
  package var provider: String?
  package var priority: Int
  /// The next attempt, and how many the cadence has.
  package var attempt: Int
  package var attemptsMax: Int
  package var flags: [WorklistFlag]
  /// `nil` = not until something changes.
  package var callableFrom: Date?
  /// The number that would be dialled now.
  package var number: String?
  package var why: [WhyInLine]
  package var excluded: ExclusionReason?
  /// A promise that may be kept now; it goes before everything else.
  package var promise: Date?
  /// How the part of the patient's day that it is now suits it.
  package var fit: PartFit
  /// The likeliest zone of the patient, in which times are told beside the clinic's.
  package var zone: Zone

  /// Where it stands in the list and for `next`.
  package var place: PlaceInLine {
    PlaceInLine(
      promise: promise, priority: priority, due: due, fit: fit, id: recall.rawValue)
  }

  package static func inOrder(_ left: WorklistItem, _ right: WorklistItem) -> Bool {
    left.place < right.place
  }
}

/// The list of the day: one line for every entry, with its place and its reasons.
package struct Worklist: Sendable {
  package let rules: CallRules
  package let scripts: Set<String>
  package let caller: StaffMember?

  package init(rules: CallRules, scripts: Set<String>, caller: StaffMember?) {
    self.rules = rules
    self.scripts = scripts
    self.caller = caller
  }

  /// All of them: who can be called now in order, then those kept back, in the same order.
  package func items(_ candidates: [Candidate], at now: Date) -> [WorklistItem] {
    Self.sorted(candidates.map { item($0, at: now) })
  }

  package static func sorted(_ items: [WorklistItem]) -> [WorklistItem] {
    items.filter { $0.excluded == nil }.sorted(by: WorklistItem.inOrder)
      + items.filter { $0.excluded != nil }.sorted(by: WorklistItem.inOrder)
  }

  package func item(_ candidate: Candidate, at now: Date) -> WorklistItem {
    let situation = CallSituation(candidate, at: now, rules: rules)
    let entry = candidate.entry
    var item = WorklistItem(
      recall: entry.id, patient: entry.patient, name: candidate.patient.fullName,
      segment: entry.segment, due: entry.due, provider: entry.provider, priority: entry.priority,
      attempt: situation.attempt, attemptsMax: situation.cadence.attemptsMax,
      flags: flags(situation),
      callableFrom: now, number: nil, why: [], excluded: nil, promise: nil,
      fit: situation.fit, zone: situation.zone)
    switch rules.judge(situation, caller: caller, scripts: scripts) {
    case .callable(let number):
      item.number = number
      item.why = why(situation)
      item.promise = situation.promise?.start
    case .excluded(let reason, let until):
      (item.excluded, item.callableFrom) = (reason, until)
    }
    return item
  }

  /// Why an entry stands where it stands, for its card: also when it is claimed already, and when
  /// the hours have passed meanwhile.
  package func why(_ candidate: Candidate, at now: Date) -> [WhyInLine] {
    why(CallSituation(candidate, at: now, rules: rules))
  }

  /// The weightiest first.
  private func why(_ situation: CallSituation) -> [WhyInLine] {
    let (entry, patient) = (situation.candidate.entry, situation.candidate.patient)
    var why: [WhyInLine] = []
    if let promise = situation.promise {
      why.append(
        .promised(
          promise.window, late: situation.now > promise.until,
          own: entry.owner != nil && entry.owner == caller?.id))
    }
    if entry.priority == 1 { why.append(.priority(1)) }
    if rules.policy.isSensitive(entry, patient) { why.append(.sensitive) }
    let overdue = entry.due.days(until: situation.clinicToday)
    why.append(
      overdue > 0 ? .overdue(days: overdue) : overdue == 0 ? .dueToday : .dueIn(days: -overdue))
    guard situation.promise == nil else { return why }
    if entry.priority != 1 { why.append(.priority(entry.priority)) }
    return why + whyNow(situation)
  }

  private func whyNow(_ situation: CallSituation) -> [WhyInLine] {
    var why: [WhyInLine] = []
    let tried = situation.position.partsTried
    let part = situation.part
    if tried.isEmpty { why.append(.firstAttempt) }
    switch situation.fit {
    case .now: why.append(.partNotTried(part))
    case .later: why.append(.partLater(situation.nextPart(after: part)))
    case .any: break
    }
    if case .call(let attempt, _, let by, _) = situation.next {
      if let by { why.append(.stepBy(by)) }
      if attempt == situation.cadence.attemptsMax, attempt > 1 { why.append(.lastAttempt) }
      if situation.passesOverMessage { why.append(.messagePassedOver) }
    }
    return why
  }

  private func flags(_ situation: CallSituation) -> [WorklistFlag] {
    let (entry, patient) = (situation.candidate.entry, situation.candidate.patient)
    let review = rules.policy.segments[entry.segment]?.clinicalReview
    let guardian = if case .guardian = situation.askFor { true } else { false }
    let raised: [(WorklistFlag, Bool)] = [
      (.authorization, entry.authorization.map(AuthorizationNote.asksForALook) ?? false),
      (.languageSupport, needsLanguageSupport(patient)),
      (.languageUnknown, patient.language == nil),
      (.interpreter, patient.interpreterNeeded),
      (.clinicalHold, review == .hold && situation.awaitsReview),
      (.clinicalAdvice, review == .advise),
      (.sensitive, rules.policy.isSensitive(entry, patient)),
      (.strict, rules.policy.isStrict(entry, patient)),
      (.confidential, patient.permissions.confidential),
      (.noNumber, situation.numbers.isEmpty),
      (.duplicate, situation.candidate.duplicateOf != nil),
      (.guardian, guardian),
      (.relay, patient.needs.contains(.relay)),
      (.hardOfHearing, patient.needs.contains(.hardOfHearing)),
      (.caregiverFirst, patient.needs.contains(.caregiverFirst)),
      (.zoneUncertain, !situation.zoneIsCertain),
    ]
    return raised.filter(\.1).map(\.0)
  }

  private func needsLanguageSupport(_ patient: Patient) -> Bool {
    guard let language = patient.language else { return false }
    let offered = rules.policy.languages.map(LanguageTag.primary)
    if !offered.contains(LanguageTag.primary(language)) { return true }
    return !(caller?.isQualified(in: language) ?? true)
  }
}

extension CallSituation {
  /// The part of the patient's day that it is now.
  var part: PartOfDay { .callingSlot(LocalTime(now, in: zone).time) }

  /// As the store has it, which keeps recalls by their class.
  var fit: PartFit {
    guard !position.partsTried.isEmpty else { return .any }
    return HoursClass(of: candidate.patient, after: candidate.attempts, policy: rules.policy)
      .fit(at: now, hours: hours)
  }

  /// The next part of the day, from this one on, in which it was not tried yet.
  fileprivate func nextPart(after part: PartOfDay) -> PartOfDay {
    let parts = PartOfDay.allCases
    let here = parts.firstIndex(of: part) ?? 0
    let left = hours.partsOffered(from: today, state: state).subtracting(position.partsTried)
    return (parts[here...] + parts[..<here]).first(where: left.contains) ?? part
  }
}

extension DayCounts {
  /// Counted from a list: who can be called now, who can be later today.
  package init(_ items: [WorklistItem], needOutcome: Int, at now: Date, endOfDay: Date) {
    let later = items.count { item in
      item.excluded != nil && (item.callableFrom.map { $0 > now && $0 <= endOfDay } ?? false)
    }
    self.init(
      ready: items.count { $0.excluded == nil }, laterToday: later, needOutcome: needOutcome)
  }
}

import Foundation

/// One entry at one instant, with all that follows from its record: zones, place in the cadence,
/// promise, numbers. The rules and the list read it; nothing here decides.
struct CallSituation {
  let candidate: Candidate
  let now: Date
  let rules: CallRules
  /// The segment's own, or the clinic's.
  let hours: CallingHours
  let limits: ContactLimits
  let cadence: Cadence
  let zones: [Zone]
  /// In which days, parts of the day and promises are told.
  let zone: Zone
  let zoneIsCertain: Bool
  let state: String?
  /// Today where the patient is.
  let today: CivilDate
  let position: CadencePosition
  let next: CadenceNext
  let promise: PromisedCallback?
  /// The patient waits to hear what a team has answered.
  let isAwaited: Bool

  init(_ candidate: Candidate, at now: Date, rules: CallRules) {
    let (patient, policy) = (candidate.patient, rules.policy)
    let segment = candidate.entry.segment
    (self.candidate, self.now, self.rules) = (candidate, now, rules)
    (hours, limits) = (policy.calling(of: segment), policy.limits(of: segment))
    cadence = Cadence(policy, of: segment)
    let (all, own) = PatientZones.reading(of: patient, policy: policy)
    zone = own
    zones = [own].filter(all.zones.contains) + all.zones.filter { $0 != own }
    zoneIsCertain = all.isCertain
    let state = PatientZones.state(of: patient, policy: policy)
    self.state = state
    today = LocalTime(now, in: zone).date
    position = cadence.position(after: candidate.attempts, zone: zone)
    let step = cadence.next(
      from: position, at: now,
      canMessage: rules.contact.messageChannel(patient, candidate.entry) != nil,
      begun: Self.begun(candidate.entry, at: now, policy), zones: zones.isEmpty ? [own] : zones,
      state: state)
    let isOwed = OwedCall.isOwed(candidate, zone: zone)
    isAwaited = OwedCall.isAwaited(candidate, zone: zone)
    next =
      switch step {
      case .exhausted where isOwed: cadence.owed(since: position.last)
      case .call(let attempt, _, _, _) where isAwaited:
        .call(attempt: attempt, notBefore: position.last, by: nil, parts: nil)
      default: step
      }
    let window = hours
    promise = candidate.entry.callback.map {
      PromisedCallback($0, zone: own, hours: window, state: state)
    }
  }

  /// Until when the recall rests after its last attempt (`Delays`): told by the attempt, so that
  /// nothing that happens in between, such as a queue's answer, cuts it short. Another number than
  /// the one that was engaged need not wait.
  var rest: Date? {
    guard let last = candidate.attempts.last, let detail = last.ending?.detail,
      let rest = rules.policy.delays[detail]
    else { return nil }
    if last.ending?.isFailedDial == true, numbers.first?.number != last.number { return nil }
    return rest.until(after: last.started, zone: zone, hours: hours)
  }

  var askFor: AskFor { AskFor(candidate.patient, on: today) }

  var attempt: Int { cadence.attemptNumber(next) }

  /// The clinic's own date, which due dates go by.
  var clinicToday: CivilDate { LocalTime(now, in: rules.policy.zone).date }

  /// Every contact that the clinic made with this patient, for whichever recall.
  var contactsWithPatient: [Date] {
    candidate.attempts.filter(\.isContact).map(\.started) + candidate.otherContacts
  }

  /// The entry's first day in the list, as the clinic's calendar has it.
  var firstDay: Date { Self.firstDay(candidate.entry, at: now, rules.policy) }

  /// Told exactly while it lies ahead.
  private static func firstDay(_ entry: RecallEntry, at now: Date, _ policy: ClinicPolicy) -> Date {
    let date = entry.due.adding(days: -(policy.segments[entry.segment]?.leadDays ?? 0))
    guard date > LocalTime(now, in: policy.zone).date else { return .distantPast }
    return LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: policy.zone)
  }

  /// Since when a message that begins the cadence has waited to be written.
  private static func begun(
    _ entry: RecallEntry, at now: Date, _ policy: ClinicPolicy
  ) -> Date? {
    guard entry.nextAction == .message, let since = entry.nextAt else { return nil }
    return max(since, firstDay(entry, at: now, policy))
  }

  /// A booking on record answers this recall (`BookingMatch`).
  var holdsAppointment: Bool { candidate.isBooked(at: now) }

  /// Of two records that look like one person the one that came first is called; the store names
  /// it on the later one, which waits until somebody has looked.
  var isDuplicate: Bool { candidate.duplicateOf.map { $0 != candidate.patient.id } ?? false }

  /// A confidential-communication request for another way than the telephone, or for one number
  /// that is no use any more while others are on record.
  var isRestricted: Bool {
    let patient = candidate.patient
    guard patient.permissions.confidential else { return false }
    if let method = patient.contactMethod, method != .call { return true }
    return patient.permissions.onlyNumber != nil && numbers.isEmpty
      && patient.phones.contains { $0.status == .good }
  }

  /// The clinical team has it, or the segment wants its release before the first call: a clinical
  /// item of this recall that was answered or closed is the release.
  var awaitsReview: Bool {
    if candidate.entry.state == .review { return true }
    guard rules.policy.segments[candidate.entry.segment]?.clinicalReview == .hold else {
      return false
    }
    return !candidate.items.contains {
      $0.queue == .clinical && ($0.state == .answered || $0.state == .closed)
    }
  }

  /// The segment wants the clinical team's release, and nobody has been asked for it yet.
  var asksForRelease: Bool {
    awaitsReview && candidate.entry.state == .open
      && !candidate.items.contains { $0.queue == .clinical }
  }

  /// Whether an open item must be answered before the patient hears from us again. Clinical
  /// questions and complaints always; insurance, front desk and language unless a time was
  /// promised, language also not for a caller who speaks it; transport and records never.
  func waitsOnQueue(caller: StaffMember?) -> Bool {
    candidate.items.filter { $0.state == .open || $0.state == .taken }.contains { item in
      switch item.queue {
      case .clinical, .supervisor: true
      case .insurance, .frontDesk: promise == nil
      case .language: promise == nil && !speaks(item.language, caller)
      case .transport, .records: false
      }
    }
  }

  /// Unknown = no: somebody has to find out first.
  private func speaks(_ language: String?, _ caller: StaffMember?) -> Bool {
    guard let language = language ?? candidate.patient.language else { return false }
    return caller?.isQualified(in: language) ?? false
  }

  /// Numbers that may be dialled, the first to dial first: good ones by rank, those that failed
  /// today last. A confidential-communication request means its one number.
  var numbers: [PatientPhone] {
    let good = ContactRules.dialable(candidate.patient)
    return good.filter { !failedToday($0.number) } + good.filter { failedToday($0.number) }
  }

  private func failedToday(_ number: String) -> Bool {
    candidate.attempts.contains {
      $0.number == number && $0.ending?.isContact == false
        && LocalTime($0.started, in: zone).date == today
    }
  }
}

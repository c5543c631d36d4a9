import Foundation
import RecallDomain
import ScriptEngine

/// From the record to the start of a call: what may be spoken, in which language, what is
/// permitted.
extension CallDesk {
  func start(_ call: CallID, _ direction: CallDirection) throws(StoreFailure) -> CallStart {
    if let otherEnd {
      return otherEnd.start(call, direction, by: desk, interpreter: interpreter)
    }
    let spoken = SpokenLanguage(
      patient: patient.language, offered: desk.shelf.spokenLanguages(of: edition),
      caller: desk.caller,
      hasInterpreter: interpreter != nil)
    return CallStart(
      call: call, direction: direction, number: number, caller: desk.caller.id,
      locale: spoken.locale, bridge: spoken.bridge, interpreter: interpreter, record: record,
      permits: try permits())
  }

  func permits() throws(StoreFailure) -> CallPermits { try permits(for: candidate) }

  /// Mismatches of other calls today count against the patient's day. A channel counts only when
  /// there are words for it.
  func permits(for candidate: Candidate) throws(StoreFailure) -> CallPermits {
    let permits = ContactRules(policy: desk.policy).permits(candidate, on: number)
    let composer = MessageComposer(edition: edition, record: record)
    let channel = permits.message.flatMap {
      composer.compose($0, values: SpokenValues(now: desk.now)) == nil ? nil : $0
    }
    return CallPermits(
      voicemail: permits.voicemail, withPerson: permits.withPerson, message: channel,
      triesToday: try triesToday())
  }

  /// While the store is away, as it knew them last: a try is never given back, and those of this call
  /// the call counts itself.
  private func triesToday() throws(StoreFailure) -> Int {
    guard let known = triesKnown, desk.outage.mayKeep(ticket) else {
      let tries = try keeping { () throws(StoreFailure) in
        try desk.store.identityTries(patient.id, on: today)
      }
      triesKnown = tries
      return tries
    }
    guard !desk.outage.isOn else { return known }
    do throws(StoreFailure) {
      return try desk.promptly { () throws(StoreFailure) in
        try desk.store.identityTries(patient.id, on: today)
      }
    } catch {
      guard error.mayBeKeptHere else { throw error }
      return known
    }
  }

  private var record: CallRecord {
    CallRecord(
      of: candidate, policy: desk.policy, callerName: desk.caller.name, today: today,
      held: expectedIdentifiers.held)
  }
}

extension CallRecord {
  /// What the record and the clinic's settings give the words.
  ///
  /// - Parameters:
  ///   - today: where the patient is.
  ///   - held: identifiers that the gate may ask for.
  init(
    of candidate: Candidate, policy: ClinicPolicy, callerName: String, today: CivilDate,
    held: Set<IdentifierKind>
  ) {
    let (patient, entry) = (candidate.patient, candidate.entry)
    self.init(
      callerName: callerName, clinic: policy.neutralName, clinicPhone: policy.phone,
      clinicHours: policy.hours, portal: policy.portal,
      askFor: AskFor.name(patient, today) ?? patient.calledName,
      patientFirst: patient.calledName,
      patientName: patient.fullName, provider: entry.provider, specialty: entry.specialty,
      location: entry.location, due: entry.due, lastVisit: entry.lastAppointment,
      reasonCode: entry.reason,
      zone: PatientZones.forWords(of: patient, policy: policy).identifier,
      preferredLanguage: patient.language, sensitive: policy.isSensitive(entry, patient),
      held: held, hasRepresentatives: !patient.representatives(withAuthorityOn: today).isEmpty,
      queueHours: policy.queueHours)
    clinicHoursByLanguage = policy.hoursByLanguage
    portalByLanguage = policy.portalByLanguage
    visits = candidate.appointments.filter { $0.status == .booked }.map(\.start).sorted()
  }
}

/// The spoken language at the start (INTERFACES, "Spoken language"): the patient's, when it is
/// offered and the caller is qualified; with an interpreter on the line the caller's; otherwise the
/// source language with the bridge phrase.
struct SpokenLanguage: Equatable {
  let locale: String
  let bridge: Bool

  init(patient: String?, offered: [String], caller: StaffMember, hasInterpreter: Bool) {
    let source = offered.first ?? "en"
    let own = offered.first { caller.isQualified(in: $0) } ?? source
    let wanted = patient.flatMap { ScriptShelf.nearest($0, among: offered) }
    if let wanted, caller.isQualified(in: wanted) {
      (locale, bridge) = (wanted, false)
    } else if hasInterpreter {
      (locale, bridge) = (caller.isQualified(in: source) ? source : own, false)
    } else {
      let clinics = RecallDomain.LanguageTag.primary(source)
      let isOther = patient.map { RecallDomain.LanguageTag.primary($0) != clinics } ?? false
      (locale, bridge) = (source, isOther || !caller.isQualified(in: patient))
    }
  }
}

import Foundation
import RecallDomain
import ScriptEngine

/// From the record to the start of a call: what may be spoken, in which language, what is
/// permitted.
extension CallDesk {
  func start(_ call: CallID, _ direction: CallDirection) throws(StoreFailure) -> CallStart {
    let spoken = SpokenLanguage(
      patient: patient.language, offered: desk.shelf.spokenLanguages(of: edition),
      caller: desk.caller,
      hasInterpreter: interpreter != nil)
    return CallStart(
      call: call, direction: direction, number: number, caller: desk.caller.id,
      locale: spoken.locale, bridge: spoken.bridge, interpreter: interpreter, record: record,
      permits: try permits())
  }

  /// Mismatches of other calls today count against the patient's day.
  func permits() throws(StoreFailure) -> CallPermits {
    let permits = ContactRules(policy: desk.policy).permits(candidate)
    return CallPermits(
      voicemail: permits.voicemail, withPerson: permits.withPerson, message: permits.message,
      triesToday: try keeping { () throws(StoreFailure) in
        try desk.store.identityTries(patient.id, on: today)
      })
  }

  private var record: CallRecord {
    let policy = desk.policy
    var record = CallRecord(
      callerName: desk.caller.name, clinic: policy.neutralName, clinicPhone: policy.phone,
      clinicHours: policy.hours, portal: policy.portal,
      askFor: AskFor.name(patient, today) ?? patient.firstName, patientFirst: patient.firstName,
      patientName: patient.fullName, provider: entry.provider, specialty: entry.specialty,
      location: entry.location, due: entry.due, lastVisit: entry.lastAppointment,
      reasonCode: entry.reason, zone: zone.identifier, preferredLanguage: patient.language,
      sensitive: policy.isSensitive(entry, patient), held: expectedIdentifiers.held,
      hasRepresentatives: !patient.representatives(withAuthorityOn: today).isEmpty,
      queueHours: policy.queueHours)
    record.clinicHoursByLanguage = policy.hoursByLanguage
    record.portalByLanguage = policy.portalByLanguage
    return record
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
      let isOther = patient.map { ScriptShelf.primary($0) != ScriptShelf.primary(source) }
      (locale, bridge) = (source, isOther ?? false)
    }
  }
}

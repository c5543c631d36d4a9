package import Foundation
package import RecallDomain

/// A call to nobody: an invented patient of this clinic, who is always the same and always called at
/// the same moment, so that a conversation sounds the same whenever it is walked.
package enum PracticeCall {
  /// Tuesday, 24 November 2026, 2:05 in the afternoon in New York.
  package static let moment = Date(timeIntervalSince1970: 1_795_547_100)

  /// A moment like it near `now`, for a person who rehearses: the next Tuesday, at the same hour, with
  /// three working days after it, so that whatever an invented patient asks for can be had.
  package static func moment(near now: Date, policy: ClinicPolicy) -> Date {
    var date = LocalTime(now, in: policy.zone).date
    for _ in 0..<60 {
      let days = (0...3).map { date.adding(days: $0) }
      if date.weekday == .tuesday, days.allSatisfy(policy.calling.isBusinessDay) { break }
      date = date.adding(days: 1)
    }
    return LocalTime(date: date, time: TimeOfDay(hour: 14, minute: 5)!).instant(in: policy.zone)
  }

  /// The start of a call on this script, to be spoken in a language that it offers.
  package static func start(
    script id: String, policy: ClinicPolicy, locale: String, at now: Date = moment
  ) -> CallStart {
    CallStart(
      call: CallID("practice"), direction: .outbound, number: "+16175550142", caller: "ana",
      locale: locale, bridge: false, interpreter: nil,
      record: record(script: id, policy: policy, locale: locale, at: now),
      permits: CallPermits(voicemail: true, withPerson: true, message: .sms, triesToday: 0))
  }

  static func record(
    script id: String, policy: ClinicPolicy, locale: String, at now: Date
  ) -> CallRecord {
    let segment = policy.segments.filter { $0.value.script == id }.keys.sorted().first
    let reason = policy.reasons.filter { $0.value.segment == segment }.keys.sorted().first
    let today = LocalTime(now, in: policy.zone).date
    var record = CallRecord(
      callerName: "Ana", clinic: policy.neutralName, clinicPhone: policy.phone,
      clinicHours: policy.hours, portal: policy.portal, askFor: "Rosa", patientFirst: "Rosa",
      patientName: "Rosa Delgado", provider: "Dr. Okafor", specialty: nil, location: nil,
      due: today.adding(days: -12), lastVisit: today.adding(days: -200), reasonCode: reason,
      zone: policy.timeZone, preferredLanguage: locale, sensitive: false,
      held: Set(IdentifierKind.allCases), hasRepresentatives: true,
      queueHours: policy.queueHours)
    record.clinicHoursByLanguage = policy.hoursByLanguage
    record.portalByLanguage = policy.portalByLanguage
    return record
  }
}

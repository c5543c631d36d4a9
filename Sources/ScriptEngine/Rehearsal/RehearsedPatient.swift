package import Foundation
package import RecallDomain

/// The invented person of a rehearsal, as the clinic's record would hold them. Nobody is meant:
/// numbers are from 555-0100 to 555-0199, which belong to nobody.
package struct RehearsedPatient: Hashable, Sendable {
  package var name: String
  package var dateOfBirth: CivilDate
  /// Preferred language, BCP 47; `nil` = whatever the call is spoken in.
  package var language: String?
  package var postalCode: String?
  /// The number dialled, E.164.
  package var phone: String
  /// Another number on file, whose last digits may be asked for.
  package var otherPhone: String?
  package var mrn: String?
  package var sensitive: Bool
  package var representative: Representative?
  package var voicemail: Bool
  package var withPerson: Bool
  /// The channel a message would go by; `nil` = no consent.
  package var message: ContactMethod?

  package static let usualPhone = "+16175550142"

  /// As a store would hold them; the given name is the first word.
  package var patient: Patient {
    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
    var patient = Patient(
      id: PatientID("practice"), firstName: words.first ?? name,
      lastName: words.count > 1 ? words[1] : "", dateOfBirth: dateOfBirth)
    patient.postalCode = postalCode
    patient.mrn = mrn
    patient.language = language
    patient.sensitive = sensitive
    patient.representatives = [representative].compactMap { $0 }
    patient.phones = [phone, otherPhone].compactMap { $0 }.enumerated().map { rank, number in
      PatientPhone(number: number, kind: .mobile, rank: rank + 1)
    }
    return patient
  }

  /// What is compared with what the caller types.
  package var expected: ExpectedIdentifiers {
    ExpectedIdentifiers(patient: patient, dialled: phone)
  }

  /// Whether somebody of this name and relationship is on record.
  package func isRepresentative(_ name: String, _ relationship: String, on today: CivilDate)
    -> Representative?
  {
    BlindComparison.representative(
      name: name, relationship: relationship,
      among: patient.representatives(withAuthorityOn: today))
  }
}

extension Rehearsal {
  /// The start of this call, in a language that the script is offered in.
  package func start(
    policy: ClinicPolicy, locale: String, at now: Date = PracticeCall.moment
  ) -> CallStart {
    var start = PracticeCall.start(script: script, policy: policy, locale: locale, at: now)
    start.direction = direction
    start.number = patient.phone
    fill(&start.record, policy, locale, LocalTime(now, in: policy.zone).date)
    start.permits = CallPermits(
      voicemail: patient.voicemail, withPerson: patient.withPerson, message: patient.message,
      triesToday: 0)
    return start
  }

  private func fill(
    _ record: inout CallRecord, _ policy: ClinicPolicy, _ locale: String, _ today: CivilDate
  ) {
    let person = patient.patient
    record.patientFirst = person.firstName
    record.patientName = person.fullName
    record.askFor = AskFor.name(person, today) ?? person.firstName
    record.preferredLanguage = patient.language ?? locale
    record.sensitive =
      patient.sensitive || policy.segments.values.contains { $0.script == script && $0.sensitive }
    record.held = patient.expected.held
    record.hasRepresentatives = !person.representatives(withAuthorityOn: today).isEmpty
  }
}

import Foundation
package import RecallDomain

/// Synthetic patients, the same for the same seed: any number of them, messy on purpose, in all
/// the segments the policy knows. The first is made for a newcomer: callable at once, with nothing
/// sensitive about it.
package struct DemoPatients {
  private let policy: ClinicPolicy
  private let today: CivilDate
  private var numbers: SeededNumbers

  static let providers = ["Dr. Okafor", "Dr. Lindqvist", "Dr. Anand", "Dr. Reyes"]
  static let specialty = "Specialty care"

  /// - Parameter today: the clinic's date; due dates lie around it.
  package init(policy: ClinicPolicy, today: CivilDate, seed: UInt64) {
    self.policy = policy
    self.today = today
    numbers = SeededNumbers(seed: seed)
  }

  package mutating func rows(_ count: Int) -> [ImportRow] {
    var rows = count > 0 ? [newcomers()] : []
    while rows.count < count {
      let household = rows.isEmpty || !numbers.once(in: 12) ? nil : rows.last?.patient
      rows.append(row(rows.count, household: household))
    }
    return rows
  }

  /// Who is first in line: born on 4 March 1961, speaks English, most overdue of the first rank.
  private func newcomers() -> ImportRow {
    var patient = Patient(
      id: PatientID("demo-0001"), firstName: "Rose", lastName: "Delaney",
      dateOfBirth: CivilDate(year: 1961, month: 3, day: 4))
    patient.mrn = "LC100001"
    patient.postalCode = "02118"
    patient.state = "MA"
    patient.language = policy.sourceLanguage
    patient.permissions.voicemail = true
    patient.permissions.sms = false
    patient.permissions.portal = true
    patient.phones = [PatientPhone(number: "+16175550175", kind: .mobile, rank: 1)]
    var entry = RecallEntry(
      id: RecallID("demo-r-0001"), patient: patient.id, segment: firstSegment,
      reason: policy.reasons["annual-visit"] == nil ? nil : "annual-visit",
      due: today.adding(days: -41), priority: 1)
    entry.provider = Self.providers[0]
    entry.specialty = Self.specialty
    entry.location = "Lakeside, second floor"
    entry.lastAppointment = today.adding(days: -402)
    return ImportRow(patient: patient, entry: entry, entryHasOwnID: true)
  }

  private var firstSegment: String {
    policy.segments["overdue-follow-up"] == nil
      ? policy.segments.keys.sorted().first ?? "overdue-follow-up" : "overdue-follow-up"
  }

  private mutating func row(_ index: Int, household: Patient?) -> ImportRow {
    let patient = patient(index, household: household)
    return ImportRow(patient: patient, entry: entry(index, of: patient), entryHasOwnID: true)
  }

  private mutating func patient(_ index: Int, household: Patient?) -> Patient {
    let family = DemoNames.family(&numbers)
    let place = DemoPlace.of(&numbers)
    var patient = Patient(
      id: PatientID("demo-" + Self.padded(index + 1)), firstName: numbers.pick(family.first),
      lastName: household?.lastName ?? DemoNames.lastName(family, &numbers),
      dateOfBirth: birthDate())
    patient.mrn = "LC" + String(100_001 + index)
    patient.state = household?.state ?? place.state
    patient.postalCode = numbers.once(in: 6) ? nil : household?.postalCode ?? place.postalCode
    patient.language = numbers.once(in: 15) ? nil : family.language
    patient.interpreterNeeded = !["en", "es"].contains(family.language)
    patient.phones = phones(index, place: place, household: household)
    permit(&patient)
    guard index != Self.child else { return child(patient) }
    guard let born = patient.dateOfBirth, born.age(on: today) < 18 else { return patient }
    if !numbers.once(in: 4) { patient.representatives = [guardian(of: patient, family)] }
    return patient
  }

  /// In every demo somebody asks for a guardian, whatever the seed.
  private static let child = 11

  private func child(_ patient: Patient) -> Patient {
    var child = patient
    child.dateOfBirth = today.adding(days: -9 * 365)
    child.representatives = [
      Representative(
        name: "Elena \(patient.lastName)", relationship: "mother", isGuardian: true)
    ]
    return child
  }

  /// Mostly adults of all ages, some children.
  private mutating func birthDate() -> CivilDate {
    let years = numbers.once(in: 14) ? numbers.number(in: 2...17) : numbers.number(in: 19...92)
    return today.adding(days: -years * 365 - numbers.below(365))
  }

  /// A shared household phone, two phones, or none at all.
  private mutating func phones(_ index: Int, place: DemoPlace, household: Patient?)
    -> [PatientPhone]
  {
    if let shared = household?.phones.first { return [shared] }
    if numbers.once(in: 25) { return [] }
    let kinds: [PatientPhone.Kind] = [.mobile, .home, .work]
    let first = PatientPhone(
      number: place.number(index), kind: numbers.pick(kinds), rank: 1)
    guard numbers.once(in: 4) else { return [first] }
    let second = PatientPhone(
      number: numbers.pick(DemoPlace.near).number(index + 37), kind: .work, rank: 2)
    return second.number == first.number ? [first] : [first, second]
  }

  private mutating func permit(_ patient: inout Patient) {
    patient.permissions.voicemail = numbers.once(in: 5) ? false : numbers.once(in: 3) ? nil : true
    patient.permissions.sms = numbers.once(in: 2)
    patient.permissions.portal = numbers.once(in: 3)
    patient.permissions.doNotContact = numbers.once(in: 40)
    patient.permissions.confidential = numbers.once(in: 30)
    patient.deceased = numbers.once(in: 60)
    patient.inactive = numbers.once(in: 60)
    if numbers.once(in: 3) {
      patient.email = "patient\(numbers.below(90_000) + 10_000)@example.org"
      patient.permissions.email = numbers.once(in: 2)
    }
  }

  private mutating func guardian(of patient: Patient, _ family: DemoNames.Family)
    -> Representative
  {
    Representative(
      name: "\(numbers.pick(family.first)) \(patient.lastName)", relationship: "mother",
      isGuardian: true)
  }

  private mutating func entry(_ index: Int, of patient: Patient) -> RecallEntry {
    let reason = reason(index)
    let segment = reason.flatMap { policy.reasons[$0]?.segment } ?? firstSegment
    let known = reason.flatMap { policy.reasons[$0]?.priority }
    var entry = RecallEntry(
      id: RecallID("demo-r-" + Self.padded(index + 1)), patient: patient.id, segment: segment,
      reason: reason, due: today.adding(days: numbers.number(in: -40...12)),
      priority: max(2, known ?? policy.segments[segment]?.priority ?? 3))
    entry.provider = numbers.once(in: 9) ? nil : numbers.pick(Self.providers)
    entry.specialty = Self.specialty
    entry.lastAppointment =
      numbers.once(in: 7) ? nil : today.adding(days: -numbers.number(in: 60...500))
    if numbers.once(in: 9) { entry.authorization = "prior authorization pending" }
    return entry
  }

  /// Every other one belongs to the segment that a newcomer calls first; the others go round.
  private mutating func reason(_ index: Int) -> String? {
    let codes = policy.reasons.keys.sorted()
    let first = codes.filter { policy.reasons[$0]?.segment == firstSegment }
    if numbers.once(in: 2), !first.isEmpty { return numbers.pick(first) }
    return codes.isEmpty ? nil : codes[(index + numbers.below(3)) % codes.count]
  }

  private static func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }
}

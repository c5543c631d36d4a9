import Foundation
import RecallDomain

/// One patient as the clinic has them on record, and as they are.
struct SimulatedPerson {
  /// What the record tells about where somebody is.
  enum Evidence: CaseIterable {
    case everything
    case stateOnly
    case areaCodeOnly
    case named
    case disagreeing
    case nothing
  }

  var record: Patient
  let place: Place
  /// Another place that a telephone number was brought along from.
  let elsewhere: Place?
  let evidence: Evidence
  /// Truths about numbers that the clinic finds out by dialling.
  var truth: [String: NumberTruth] = [:]
  /// Said in a call: no import undoes it.
  var optedOutAloud = false
  /// Of a thousand calls at a good number, so many are answered by the patient.
  let answers: Int
}

enum NumberTruth: Equatable {
  case right
  case notKnownThere
  case disconnected
}

/// Makes people and their recalls, from the seed alone.
struct Population {
  private var random: SeededNumbers
  private var made = 0
  /// Lines that somebody's family shares, with where they are.
  private var households: [(number: String, place: Place)] = []

  init(seed: UInt64) { random = SeededNumbers(seed: seed ^ 0xC11_41C) }

  mutating func person() -> SimulatedPerson {
    made += 1
    let place = random.chance(600) ? random.pick(Place.near) : random.pick(Place.far)
    let evidence = random.pick(weighted: [
      (70, SimulatedPerson.Evidence.everything), (8, .stateOnly), (8, .areaCodeOnly), (4, .named),
      (7, .disagreeing), (3, .nothing),
    ])
    let elsewhere = evidence == .disagreeing ? random.pick(Place.near + Place.far) : nil
    var person = SimulatedPerson(
      record: record(place, evidence), place: place, elsewhere: elsewhere, evidence: evidence,
      answers: random.pick([80, 250, 450, 650]))
    addPhones(to: &person)
    return person
  }

  private mutating func record(_ place: Place, _ evidence: SimulatedPerson.Evidence) -> Patient {
    let (year, day) = (random.number(in: 1935...2024), random.number(in: 1...28))
    let born = CivilDate(year: year, month: 6, day: day)!
    var patient = Patient(
      id: PatientID("p\(made)"), firstName: "Given", lastName: "Family\(made)", dateOfBirth: born)
    patient.language = random.pick(weighted: [(68, "en"), (28, "es"), (4, nil)])
    switch evidence {
    case .everything, .disagreeing:
      (patient.state, patient.postalCode) = (place.state, place.postalCode)
    case .stateOnly: patient.state = place.state
    case .named:
      (patient.state, patient.timeZone) = (place.state, Self.zone(place.byPostalCode[0]))
    case .areaCodeOnly, .nothing: break
    }
    patient.permissions.sms = random.pick(weighted: [(4, true), (4, nil), (2, false)])
    patient.permissions.portal = random.pick(weighted: [(3, true), (6, nil), (1, false)])
    patient.permissions.voicemail = random.pick(weighted: [(2, true), (6, nil), (2, false)])
    patient.permissions.confidential = random.chance(15)
    if patient.permissions.confidential, random.chance(200) { patient.contactMethod = .mail }
    patient.sensitive = random.chance(30)
    patient.strict = random.chance(15)
    if born.year > 2009, random.chance(950) {
      patient.representatives = [
        Representative(name: "Parent \(made)", relationship: "mother", isGuardian: false)
      ]
    }
    return patient
  }

  private mutating func addPhones(to person: inout SimulatedPerson) {
    let count = random.pick(weighted: [(2, 0), (58, 1), (32, 2), (8, 3)])
    for rank in 0..<count {
      let isShared = rank == 0 && person.evidence == .everything && random.chance(150)
      let number = isShared ? shared(person.place) : line(person, rank)
      guard !person.record.phones.contains(where: { $0.number == number }) else { continue }
      person.record.phones.append(
        PatientPhone(
          number: number, kind: random.pick([.mobile, .home, .other]), rank: rank + 1))
      person.truth[number] = random.pick(weighted: [
        (86, .right), (8, .notKnownThere), (6, .disconnected),
      ])
    }
  }

  /// A family's line: for two or more of those who live there.
  private mutating func shared(_ place: Place) -> String {
    let here = households.filter { $0.place.postalCode == place.postalCode }
    if let last = here.last, random.chance(700) { return last.number }
    let number = number(place.areaCode)
    households.append((number, place))
    if households.count > 400 { households.removeFirst(200) }
    return number
  }

  private mutating func line(_ person: SimulatedPerson, _ rank: Int) -> String {
    switch person.evidence {
    // No area code: it names no place.
    case .nothing: number("800")
    case .disagreeing where rank == 0: number(person.elsewhere!.areaCode)
    default: number(person.place.areaCode)
    }
  }

  private mutating func number(_ areaCode: String) -> String {
    "+1\(areaCode)\(random.number(in: 2_000_000...9_999_999))"
  }

  /// A number that the records queue has found.
  mutating func found(for person: SimulatedPerson) -> String { number(person.place.areaCode) }

  private static func zone(_ wall: Wall) -> String {
    switch wall {
    case .eastern: "America/New_York"
    case .central: "America/Chicago"
    case .mountain: "America/Denver"
    case .arizona: "America/Phoenix"
    case .pacific: "America/Los_Angeles"
    case .alaska: "America/Anchorage"
    case .hawaii: "Pacific/Honolulu"
    default: "America/Puerto_Rico"
    }
  }
}

import Testing

@testable import RecallDomain

@Suite("Comparing a stated identity")
struct BlindComparisonTests {
  static func patient(_ first: String, _ last: String) -> Patient {
    var patient = Patient(
      id: PatientID("p"), firstName: first, lastName: last,
      dateOfBirth: CivilDate(iso: "1961-03-04"))
    patient.postalCode = "02139"
    patient.mrn = "MR-00123"
    patient.phones = [
      PatientPhone(number: "+16175550142", kind: .mobile, rank: 1),
      PatientPhone(number: "+16175550199", kind: .home, rank: 2),
      PatientPhone(number: "+16175557777", kind: .work, rank: 3, status: .wrong),
    ]
    return patient
  }

  func compare(
    _ kind: IdentifierKind, _ typed: String, first: String = "Rosa María",
    last: String = "Delgado Ruiz"
  ) -> BlindComparison.Reading {
    BlindComparison.compare(
      kind, typed: typed,
      expected: ExpectedIdentifiers(patient: Self.patient(first, last), dialled: "+16175550142"))
  }

  func name(_ typed: String, of first: String, _ last: String) -> IdentityComparison? {
    guard case .decided(let verdict, nil) = compare(.fullName, typed, first: first, last: last)
    else { return nil }
    return verdict
  }

  @Test("y and n are the caller's own comparison of the name")
  func yesAndNo() {
    for word in ["y", "Y", "yes", "sí", "si", "s"] {
      #expect(compare(.fullName, word) == .decided(.match, readAs: nil))
    }
    for word in ["n", "no"] {
      #expect(compare(.fullName, word) == .decided(.mismatch, readAs: nil))
    }
    #expect(compare(.fullName, "  ") == .decided(.notGiven, readAs: nil))
  }

  @Test("case, accents, hyphens, suffixes and left-out middle names do not matter")
  func exactNames() {
    for (typed, first, last) in [
      ("rosa maria delgado ruiz", "Rosa María", "Delgado Ruiz"),
      ("ROSA DELGADO-RUIZ", "Rosa María", "Delgado Ruiz"),
      ("Delgado Ruiz, Rosa María", "Rosa María", "Delgado Ruiz"),
      ("William Smith Jr.", "WILLIAM", "SMITH III"), ("Sean OBrien", "Seán", "O'Brien"),
      ("Mary Anne Mc Donald", "Mary-Anne", "McDonald"),
      ("Peter J Chalmers", "Peter James", "Chalmers"),
      ("María de la Cruz", "María", "De La Cruz"), ("maria cruz", "María", "de la Cruz"),
      ("Kenya Corkery", "Kenya524", "Corkery305"), ("Mr. Dave Hahn", "Dave", "Hahn"),
    ] { #expect(name(typed, of: first, last) == .match, "\(typed)") }
  }

  @Test("a nickname, a prefix, one of two surnames or the other order is a loose match")
  func looseNames() {
    for (typed, first, last) in [
      ("Rosa Delgado", "Rosa María", "Delgado Ruiz"), ("Rosa Ruiz", "Rosa María", "Delgado Ruiz"),
      ("Pepe Casares", "José", "Casares"), ("Paco Gómez", "Francisco", "Gómez"),
      ("Bill Smith", "William", "Smith"), ("Liz Conn", "Elizabeth", "Conn"),
      ("Elizabeth Conn", "Liz", "Conn"), ("Chema Casares", "José María", "Casares"),
      ("Rob Jones", "Robert", "Jones"), ("Delgado Rosa", "Rosa", "Delgado"),
      ("María Delgado Ruiz", "Rosa María", "Delgado Ruiz"),
      ("Rosa Delgado Ruiz", "Rosa", "Delgado"),
    ] { #expect(name(typed, of: first, last) == .loose, "\(typed)") }
  }

  @Test("half a name, an initial, or somebody else's name is a mismatch")
  func mismatches() {
    for (typed, first, last) in [
      ("Delgado", "Rosa", "Delgado"), ("Rosa", "Rosa", "Delgado"),
      ("Delgado Ruiz", "Rosa", "Delgado Ruiz"),
      ("Rosa María", "Rosa María", "Delgado"), ("R Delgado", "Rosa", "Delgado"),
      ("Ana Delgado", "Rosa", "Delgado"), ("Rosa Pérez", "Rosa", "Delgado"),
      ("Rosa Delgado Pérez", "Rosa", "Delgado Ruiz"),
      ("Peter K Chalmers", "Peter James", "Chalmers"),
      ("Mr Smith", "William", "Smith"),
    ] { #expect(name(typed, of: first, last) == .mismatch, "\(typed)") }
    #expect(name("Madonna", of: "", "Madonna") == .match)
  }

  @Test("a date is decided with how it was read; two digits of a year are asked again")
  func dates() {
    let born = CivilDate(iso: "1961-03-04")
    for typed in [
      "1961-03-04", "3/4/1961", "03041961", "4 March 1961", "March 4th, 1961", "4 de marzo de 1961",
      "19610304", "3-4-1961", "4 marzo 1961", "4mar1961",
    ] { #expect(compare(.dateOfBirth, typed) == .decided(.match, readAs: born), "\(typed)") }
    #expect(
      compare(.dateOfBirth, "4/3/1961")
        == .decided(.mismatch, readAs: CivilDate(iso: "1961-04-03")))
    #expect(compare(.dateOfBirth, "3/4/61") == .askAgain(.twoDigitYear))
    #expect(compare(.dateOfBirth, "2/30/1961") == .askAgain(.impossibleDate))
    #expect(compare(.dateOfBirth, "in spring") == .askAgain(.unreadable))
  }

  @Test("postal codes, last four digits and record numbers are compared as people say them")
  func others() {
    #expect(compare(.postalCode, "02139-4307") == .decided(.match, readAs: nil))
    #expect(compare(.postalCode, "02138") == .decided(.mismatch, readAs: nil))
    #expect(compare(.postalCode, "2139") == .askAgain(.unreadable))
    #expect(compare(.phoneLast4, "0199") == .decided(.match, readAs: nil))
    #expect(compare(.phoneLast4, "617 555 0199") == .decided(.match, readAs: nil))
    #expect(compare(.phoneLast4, "0142") == .decided(.mismatch, readAs: nil))
    #expect(compare(.phoneLast4, "7777") == .decided(.mismatch, readAs: nil))
    #expect(compare(.phoneLast4, "199") == .askAgain(.unreadable))
    #expect(compare(.mrn, "mr 123") == .decided(.mismatch, readAs: nil))
    #expect(compare(.mrn, "mr-00123") == .decided(.match, readAs: nil))
    #expect(compare(.mrn, "?") == .askAgain(.unreadable))
  }

  @Test("what the record does not hold is not asked for")
  func held() {
    var patient = Self.patient("Rosa", "Delgado")
    patient.postalCode = nil
    patient.mrn = nil
    let expected = ExpectedIdentifiers(patient: patient, dialled: "+16175550142")
    #expect(expected.held == [.fullName, .dateOfBirth, .phoneLast4])
    #expect(expected.demoAnswer(.fullName) == "Rosa Delgado")
    #expect(expected.demoAnswer(.phoneLast4) == "0199")
    #expect("\(expected)" == "ExpectedIdentifiers")
    #expect(!String(reflecting: expected).contains("Rosa"))
  }

  @Test("a representative needs the name and the relationship on record")
  func representatives() {
    let people = [
      Representative(name: "Lucía Delgado", relationship: "mother", isGuardian: true),
      Representative(name: "SMITH, JOHN", relationship: "Power of Attorney", isGuardian: false),
    ]
    let find = { (name: String, relationship: String) in
      BlindComparison.representative(name: name, relationship: relationship, among: people)?.name
    }
    #expect(find("lucia delgado", "Mamá") == "Lucía Delgado")
    #expect(find("Lucía Delgado", "parent") == "Lucía Delgado")
    #expect(find("Lucía Delgado", "sister") == nil)
    #expect(find("Lucía", "mother") == nil)
    #expect(find("John Smith", "power of attorney") == "SMITH, JOHN")
    #expect(find("", "") == nil)
  }
}

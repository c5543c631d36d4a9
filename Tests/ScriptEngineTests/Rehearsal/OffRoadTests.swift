import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("simulated patients off the road of their rehearsal")
struct OffRoadTests {
  private static let library = ShippedRehearsals.library
  private static let gate = [
    CallEvent.compared(.fullName, .match), .compared(.dateOfBirth, .match),
  ]

  private static func call(_ id: String, locale: String = "en") throws -> Rehearsing {
    let rehearsal = try #require(library.rehearsals.first { $0.id == id })
    return try Rehearsing(library, rehearsal, seed: 1, locale: locale)
  }

  @Test("a husband who is taken for the patient says so, and never her birth date")
  func stranger() throws {
    var call = try Self.call("husband-picks-up")
    try call.answer(.heard("patient"))
    #expect(call.latest?.kind == .offRoad && call.latest?.speaker == .other)
    try call.answer(.compared(.fullName, .notGiven))
    #expect(call.latest?.speaker != .patient)
    try call.answer(.interrupted(.otherPerson))
    #expect(call.patient.expected == ["someone_else"], "he says once more who he is")
    try call.answer(.heard("someone_else"))
    #expect(call.latest?.kind == .turn(1), "where somebody else is asked, he goes on as before")
  }

  @Test("a machine stays a machine, and a child a child")
  func nobody() throws {
    var machine = try Self.call("leave-a-message")
    try machine.answer(.heard("patient"))
    #expect(machine.latest?.speaker == .machine && machine.latest?.text.first == "(")
    var child = try Self.call("a-child-answers")
    try child.answer(.heard("patient"))
    #expect(child.latest?.speaker == .child)
  }

  @Test("who wants to be called nearer to spring takes no time that is offered")
  func unwanted() throws {
    var call = try Self.call("the-doctor-said-spring")
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1], .heard("ready"))
    #expect(call.patient.meant == "none_suit")
    try call.answer(.noneSuit)
    #expect(call.latest?.kind == .turn(4), "and says when to call, in their own words")
  }

  @Test("who is asked once more who they are says it again, in other words")
  func again() throws {
    var call = try Self.call("glad-to-come")
    try call.answer(.heard("patient"))
    let first = try #require(call.latest)
    try call.answer(Self.gate[0], Self.gate[1], .interrupted(.otherPerson))
    #expect(call.patient.meant == "patient_back")
    try call.answer(.heard("patient_back"))
    #expect(call.latest?.kind == .offRoad && call.patient.meant == "verified")
    #expect(call.latest?.text != first.text)
    try call.answer(Self.gate[0], Self.gate[1])
    #expect(call.latest?.kind == .turn(2), "and the call is back on its road")
  }

  @Test("a birth date that no turn says is said as people say one")
  func birthDate() throws {
    for (locale, said) in ["en": "February 2, 1994.", "es": "el 2 de febrero de 1994."] {
      var call = try Self.call("the-line-goes-dead", locale: locale)
      try call.answer(.interrupted(.context), .compared(.fullName, .match))
      #expect(call.latest?.text == said)
    }
  }

  @Test("where another answer is accepted, what comes next is said all the same")
  func accepted() throws {
    var busy = try Self.call("wrong-birth-date")
    try busy.answer(
      .heard("patient"), Self.gate[0], .compared(.dateOfBirth, .mismatch), Self.gate[1],
      .interrupted(.busy))
    #expect(busy.review.moments.last?.verdict == .good)
    #expect(busy.latest?.kind == .turn(4))
    var results = try Self.call("is-it-bad")
    try results.answer(
      .heard("patient"), Self.gate[0], Self.gate[1], .compared(.postalCode, .match),
      .interrupted(.results))
    #expect(results.latest?.kind == .turn(3))
  }

  @Test("what is said there has words in every language, and all of them are used")
  func words() throws {
    let words = try #require(Self.library.rehearsalWords(for: "overdue-follow-up"))
    for locale in ["en", "es"] {
      let known = words.ids(in: locale).filter { id in
        ["patient.", "other.", "child.", "machine.", "screener.", "line."].contains {
          id.hasPrefix($0)
        }
      }
      #expect(known.isSubset(of: PatientManners.allLines))
      let names = Set(
        known.map { name in
          name.count > 2 && name.dropLast().hasSuffix("_") ? String(name.dropLast(2)) : name
        })
      let wanted = Set(PatientManners.allLines.filter { !$0.dropLast().hasSuffix("_") })
      #expect(wanted.subtracting(names) == [], "\(locale)")
    }
  }
}

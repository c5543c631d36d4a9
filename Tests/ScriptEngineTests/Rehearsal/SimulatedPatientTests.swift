import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("simulated patients")
struct SimulatedPatientTests {
  private static let gate = [
    CallEvent.compared(.fullName, .match), .compared(.dateOfBirth, .match),
  ]

  private static var appointment: CallEvent {
    .booked(GivenAppointment(start: TestCall.noon + 86_400, provider: nil, slot: nil))
  }

  @Test("a patient says each turn where it belongs, and nothing new inside the gate")
  func straight() throws {
    var call = try RehearsalFixture().begin()
    #expect(call.latest?.text == "Hello? Yes, this is Rosa.")
    try call.answer(.heard("patient"))
    #expect(call.latest?.kind == .turn(1))
    try call.answer(Self.gate[0])
    #expect(call.latest == nil)
    try call.answer(Self.gate[1])
    #expect(call.latest?.text == "Yes, let us look.")
    try call.answer(.heard("ready"), Self.appointment)
    #expect(call.latest?.text == "No, that is all.")
    try call.answer(.answered(.question, nil))
    #expect(call.latest == nil)
    #expect(call.review.moments.map(\.verdict) == [.best, .best, .best, .best, .best])
    #expect(call.review.missed.isEmpty)
    #expect(call.review.endedAsExpected && !call.review.hungUp)
  }

  @Test("after the call it is told what was expected where, and what they had heard")
  func review() throws {
    var call = try RehearsalFixture().replacing("expect: ready", "expect: [ready, later]").begin()
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1], .heard("later"))
    let moment = try #require(call.review.moments.last)
    #expect(moment.verdict == .good)
    #expect(moment.expected == ["ready", "later"])
    #expect(moment.did == "later" && moment.node == "reason" && moment.turn == 2)
    #expect(moment.heard?.text == "Yes, let us look.")
    try call.answer(
      .answered(
        .callbackWindow,
        .window(
          CallbackWindow(
            date: CivilDate(year: 2026, month: 11, day: 25)!, moment: .part(.morning)))))
    #expect(!call.review.endedAsExpected)
    #expect(call.review.expectedEnd.name == "scheduled")
    #expect(call.review.missed.map(\.best) == ["booked", "none"])
  }

  @Test("an answer nobody expected puzzles the patient, who says it again where it fits again")
  func surprise() throws {
    var call = try RehearsalFixture().begin()
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1])
    try call.answer(.interrupted(.hesitant))
    #expect(call.review.moments.last?.verdict == .other)
    #expect(call.review.moments.last?.expected == ["ready"])
    // No words for off the road in this clinic: silence.
    #expect(call.latest == nil)
    #expect(call.patient.expected == [])
    try call.answer(.heard("go_on"))
    #expect(call.review.moments.last?.verdict == .free)
    #expect(call.latest?.kind == .turn(2))
  }

  @Test("what is taken back is not held against anybody, and the turn is said again")
  func back() throws {
    var call = try RehearsalFixture().begin()
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1])
    try call.answer(.heard("later"), .back)
    #expect(call.latest?.kind == .turn(2))
    try call.answer(.heard("ready"))
    #expect(call.review.standing.map(\.did) == ["patient", "verified", "ready"])
    #expect(call.review.count(.other) == 0)
    #expect(call.review.moments.count { $0.isTakenBack } == 1)
  }

  @Test("where the caller ran ahead the patient goes along, and what was left out is told")
  func ahead() throws {
    var call = try RehearsalFixture().begin()
    try call.answer(.heard("someone_else"))
    #expect(call.review.moments.last?.verdict == .other)
    #expect(call.patient.expected == [])
    var other = try RehearsalFixture(
      turns: """
          - says: wants_a_time.answers
            expect: patient
          - says: wants_a_time.birth_date
            expect: verified
          - says: wants_a_time.no_question
            expect: /hesitant
          - says: wants_a_time.glad
            expect: go_on
          - says: wants_a_time.first
            expect: later
          - says: wants_a_time.first
            expect: given
        """, ends: "{ outcome: callback-requested }"
    ).begin()
    try other.answer(.heard("patient"), Self.gate[0], Self.gate[1], .heard("later"))
    // An interrupt can be meant anywhere, so it is said again.
    #expect(other.latest?.kind == .turn(2))
  }

  @Test("a patient whose patience is over hangs up, and that is all that is left to answer")
  func patience() throws {
    var call = try RehearsalFixture().replacing("turns:", "patience: 1\nturns:").begin()
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1])
    for _ in 0..<2 { try call.answer(.interrupted(.hesitant), .heard("go_on")) }
    #expect(call.patient.hasHungUp)
    #expect(call.heard.last?.kind == .hangsUp)
    #expect(call.patient.expected == ["/dropped"])
    try call.answer(.interrupted(.dropped))
    #expect(call.review.hungUp)
    #expect(call.review.moments.last?.verdict == .best)
  }

  @Test("a patient without time hangs up after so many answers, but never in an emergency")
  func hurry() throws {
    let fixture = RehearsalFixture().replacing("turns:", "hangs_up_after: 5\nturns:")
    var call = try fixture.begin()
    try call.answer(.heard("patient"), Self.gate[0], Self.gate[1])
    try call.answer(.interrupted(.hesitant), .heard("go_on"), .interrupted(.hesitant))
    #expect(call.patient.hasHungUp)
    var emergency = try fixture.begin()
    try emergency.answer(.heard("patient"), .interrupted(.emergency))
    try emergency.answer(
      .answered(.emergencyWords, .text("x")), .answered(.emergencyLocation, .text("x")),
      .answered(.agreed911, .yes))
    #expect(!emergency.patient.hasHungUp)
  }

  @Test("more identifiers than a turn says are answered with the value alone, once")
  func moreIdentifiers() throws {
    let fixture = RehearsalFixture().replacing(
      "date_of_birth: 1961-03-04", "date_of_birth: 1961-03-04, sensitive: true, postal_code: 02139")
    #expect(fixture.found == [])
    var call = try fixture.begin()
    try call.answer(.heard("patient"), Self.gate[0])
    #expect(call.latest == nil)
    try call.answer(Self.gate[1])
    #expect(call.latest?.kind == .identifier(.postalCode))
    #expect(call.latest?.text == "02139.")
    try call.answer(.compared(.postalCode, .mismatch))
    #expect(call.review.moments.last?.did == "mismatch")
    try call.answer(.compared(.postalCode, .match))
    #expect(call.run.gate.level == .open)
  }

  @Test("the language may be switched at any time: the same words in the other, and no surprise")
  func language() throws {
    var call = try RehearsalFixture().begin()
    try call.answer(.heard("patient"), .locale("es"))
    #expect(call.latest?.text == "Rosa Delgado, 4 de marzo de 1961.")
    try call.answer(Self.gate[0], Self.gate[1], .locale("en"), .heard("ready"))
    #expect(call.review.moments.map(\.verdict) == [.best, .best, .best])
  }

  @Test("words that nobody has translated yet are said in the source language")
  func untranslated() throws {
    var fixture = RehearsalFixture()
    let path = "locales/es/visit.yaml"
    // The words stand in a file of their own, so that the script can be called with all the same.
    let lines = fixture.clinic.files[path]!.components(separatedBy: "\n")
    let place = try #require(lines.firstIndex(of: "rehearsals:"))
    fixture.clinic.files[path] = lines.prefix(place).joined(separator: "\n")
    fixture.clinic.files["locales/es/visit.rehearsals.yaml"] = """
      recall-locale: 1
      locale: es
      rehearsals:
        wants_a_time.birth_date: { of: "acfc19798855", text: "Rosa Delgado, 4 de marzo de 1961." }
      """
    let english = "locales/en/visit.yaml"
    let text = fixture.clinic.files[english]!
    let parts = text.components(separatedBy: "\nrehearsals:")
    fixture.clinic.files[english] = parts[0]
    fixture.clinic.files["locales/en/visit.rehearsals.yaml"] =
      "recall-locale: 1\nlocale: en\nrehearsals:" + parts[1]
    #expect(fixture.library.editions["visit"] != nil)
    var call = try fixture.begin(locale: "es")
    #expect(call.latest?.text == "Hello? Yes, this is Rosa." && call.latest?.locale == "en")
    try call.answer(.heard("patient"))
    #expect(call.latest?.text == "Rosa Delgado, 4 de marzo de 1961.")
    #expect(call.latest?.locale == "es")
  }

  @Test("who speaks another language goes on in it, until a turn changes back")
  func otherLanguage() throws {
    let fixture = RehearsalFixture()
      .replacing("expect: patient", "in: other\n    expect: [/locale, patient]")
      .replacing("expect: ready", "in: same\n    expect: ready")
      .replacing(
        "  - says: wants_a_time.birth_date",
        "  - says: wants_a_time.answers\n    expect: patient\n  - says: wants_a_time.birth_date")
    #expect(fixture.found == [])
    var call = try fixture.begin()
    #expect(call.latest?.text == "¿Bueno? Sí, habla Rosa.")
    #expect(call.latest?.locale == "es")
    try call.answer(.locale("es"))
    #expect(call.review.moments.map(\.verdict) == [.best])
    try call.answer(.heard("patient"))
    #expect(call.latest?.text == "Rosa Delgado, 4 de marzo de 1961.")
    var spanish = try fixture.begin(locale: "es")
    #expect(spanish.latest?.text == "Hello? Yes, this is Rosa.")
    try spanish.answer(.heard("patient"))
    #expect(spanish.review.moments.map(\.verdict) == [.good])
    #expect(spanish.latest?.kind == .turn(2), "the language was not switched, and the call goes on")
  }

  @Test("the same seed says the same; another one other phrasings, and again is other words")
  func seeds() throws {
    let fixture = RehearsalFixture().replacing(
      "says: wants_a_time.glad",
      "says: [wants_a_time.glad, wants_a_time.first, wants_a_time.answers]")
    let heard = { (seed: UInt64) throws -> [String] in
      var call = try fixture.begin(seed: seed)
      try call.answer(
        .heard("patient"), Self.gate[0], Self.gate[1], .interrupted(.hesitant), .heard("go_on"),
        .interrupted(.hesitant), .heard("go_on"))
      return call.heard.filter { $0.kind == .turn(2) }.map(\.text)
    }
    for seed in 1...20 as ClosedRange<UInt64> {
      let said = try heard(seed)
      #expect(try heard(seed) == said)
      #expect(Set(said).count == 3)
    }
    let first = try (1...20).map { seed in try heard(seed)[0] }
    #expect(Set(first).count == 3)
  }
}

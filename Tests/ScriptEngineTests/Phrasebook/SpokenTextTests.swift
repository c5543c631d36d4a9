import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Nothing protected is spoken below its level")
struct SpokenTextTests {
  @Test("the fixture's gates have the level they say")
  func gates() {
    for level in GateLevel.allCases { #expect(GateFixture.gate(level).level == level) }
  }

  @Test("each fact alone is spoken from its level on, and refused below it")
  func eachFact() throws {
    let lines = Dictionary(
      uniqueKeysWithValues: Fact.allCases.map {
        ($0.rawValue, BookFixture.plain("{\($0.rawValue)}"))
      })
    let renderer = Renderer(
      edition: BookFixture.edition([BookFixture.book("en", lines: lines)]), record: telling)
    for fact in Fact.allCases {
      for level in GateLevel.allCases {
        let spoken = Result { () throws(RenderRefusal) in
          try renderer.speak(fact.rawValue, in: "en", gate: GateFixture.gate(level), values: given)
        }
        switch spoken {
        case .success(let text): #expect(level >= fact.level && !text.text.isEmpty)
        case .failure(let refusal):
          #expect(refusal == .belowLevel(fact, needs: fact.level, has: level))
          #expect(level < fact.level)
        }
      }
    }
  }

  @Test("over random lines, gates and policies no protected value is ever in the words")
  func property() throws {
    var chance = Chance(seed: 0x5EED)
    var spokenLines = 0
    for _ in 0..<3000 {
      let disclosure = chance.disclosure()
      let phrase = chance.phrase()
      let level = chance.pick(GateLevel.allCases)
      let renderer = Renderer(
        edition: BookFixture.edition(
          [BookFixture.book("en", lines: ["line": phrase])], disclosure: disclosure),
        record: telling)
      guard
        let spoken = try? renderer.speak(
          "line", in: "en", gate: GateFixture.gate(level), values: given)
      else { continue }
      spokenLines += 1
      for (fact, marks) in marks {
        let needed = disclosure.level(of: fact)
        guard needed.map({ $0 > level }) ?? true else { continue }
        for mark in marks { #expect(!spoken.text.contains(mark)) }
      }
    }
    #expect(spokenLines > 500)
  }

  @Test("a clinic's tightening is held against every line")
  func tightened() throws {
    let line = BookFixture.plain("May I speak with {ask_for}?")
    let strict = Disclosure(["patient_first": .scheduling])
    #expect(throws: RenderRefusal.belowLevel(.askFor, needs: .scheduling, has: .closed)) {
      try BookFixture.say(line, at: .closed, disclosure: strict)
    }
    #expect(try BookFixture.say(line, at: .scheduling, disclosure: strict).contains("Rosa"))
    #expect(throws: RenderRefusal.belowLevel(.provider, needs: nil, has: .open)) {
      try BookFixture.say(
        BookFixture.plain("{provider}"), disclosure: Disclosure(["provider": .never]))
    }
  }

  @Test("counting by weeks is a use of the weeks, also where no form says the number")
  func countIsUse() {
    let phrase = BookFixture.counted(.weeksOverdue, [.other: "it is time"], without: "soon")
    #expect(throws: RenderRefusal.belowLevel(.weeksOverdue, needs: .open, has: .scheduling)) {
      try BookFixture.say(phrase, at: .scheduling)
    }
  }

  @Test("SMS and e-mail are judged as with the gate closed, the portal as with it open")
  func messages() throws {
    let text = BookFixture.plain("{patient_first}: {reason}")
    let messages = [
      MessageSurface.sms: text, MessageSurface.email: text, MessageSurface.portal: text,
    ]
    let renderer = Renderer(
      edition: BookFixture.edition([BookFixture.book("en", messages: messages)]), record: telling)
    for channel in [ContactMethod.sms, .email] {
      #expect(throws: RenderRefusal.belowLevel(.reason, needs: .open, has: .closed)) {
        try renderer.message(channel, in: "en", values: given)
      }
    }
    #expect(
      try renderer.message(.portal, in: "en", values: given) == "PatientFirst: ReasonPhrase")
  }

  @Test("an unknown line, language, channel or name in braces is refused")
  func unknown() {
    let renderer = Renderer(
      edition: BookFixture.edition([
        BookFixture.book("en", lines: ["bad": BookFixture.plain("{date_of_birth}")])
      ]), record: telling)
    let open = GateFixture.gate(.open)
    #expect(throws: RenderRefusal.noSuchLine("x", locale: "en")) {
      try renderer.speak("x", in: "en", gate: open, values: given)
    }
    #expect(throws: RenderRefusal.languageNotOffered("fr")) {
      try renderer.speak("bad", in: "fr", gate: open, values: given)
    }
    #expect(throws: RenderRefusal.noSuchFact("date_of_birth")) {
      try renderer.speak("bad", in: "en", gate: open, values: given)
    }
    #expect(throws: RenderRefusal.noSuchLine("message.mail", locale: "en")) {
      try renderer.message(.mail, in: "en", values: given)
    }
  }

  @Test("no refusal tells a value of the record")
  func refusalsAreDiscreet() {
    let refusals: [RenderRefusal] = [
      .belowLevel(.reason, needs: .open, has: .closed),
      .belowLevel(.provider, needs: nil, has: .open),
      .notGiven(.appointment), .nothingToSay(.provider, locale: "en"),
      .noSuchLine("x", locale: "en"), .languageNotOffered("fr"), .noSuchFact("y"),
      .unknownZone("Mars"),
    ]
    #expect(
      refusals[0].description == "fact \"reason\" needs the gate at open, and it is closed")
    for refusal in refusals {
      for mark in marks.values.joined() { #expect(!refusal.description.contains(mark)) }
    }
  }

  // Values that no line of the templates holds by itself.
  private let marks: [Fact: [String]] = [
    .askFor: ["AskForName"], .patientFirst: ["PatientFirst"], .patientName: ["PatientFull"],
    .provider: ["ProviderName", "GivenDoctor"], .location: ["PlaceName"],
    .specialty: ["SpecialtyName"],
    .reason: ["ReasonPhrase"], .due: ["February"], .lastVisit: ["April"],
    .appointment: ["December"],
    .weeksOverdue: ["42"], .weeksSinceVisit: ["33"],
  ]

  private var telling: CallRecord {
    var record = BookFixture.record()
    (record.askFor, record.patientFirst, record.patientName) =
      ("AskForName", "PatientFirst", "PatientFull")
    (record.provider, record.location, record.specialty) =
      ("ProviderName", "PlaceName", "SpecialtyName")
    (record.due, record.lastVisit) = (CivilDate(iso: "2026-02-01"), CivilDate(iso: "2026-04-07"))
    record.reasonCode = nil
    record.clinicHours = "from nine to five"
    return record
  }

  private var given: SpokenValues {
    SpokenValues(
      now: BookFixture.now,
      callbackWindow: CallbackWindow(date: CivilDate(iso: "2026-11-26")!, moment: .part(.morning)),
      appointment: GivenAppointment(
        start: InstantText.read("2026-12-15T15:00:00-05:00")!, provider: "GivenDoctor", slot: nil),
      answerBy: InstantText.read("2026-11-24T17:00:00-05:00")!)
  }
}

/// Random lines and policies from a seed, so that a failure can be seen again.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(next()) % list.count] }

  mutating func disclosure() -> Disclosure {
    var limits: [String: DisclosureLimit] = [:]
    for _ in 0..<Int(next() % 3) {
      limits[pick(Fact.allCases).rawValue] = pick(DisclosureLimit.allCases)
    }
    return Disclosure(limits)
  }

  mutating func template() -> String {
    (0..<Int(next() % 5 + 1)).map { _ in
      pick([true, false, false]) ? "so " : "{\(pick(Fact.allCases).rawValue)} "
    }.joined()
  }

  mutating func phrase() -> Phrase {
    guard next() % 4 == 0 else { return BookFixture.plain(template()) }
    return BookFixture.counted(
      pick([.weeksOverdue, .weeksSinceVisit]), [.one: template(), .other: template()],
      without: template())
  }
}

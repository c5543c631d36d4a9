import Foundation
import RecallDomain

@testable import ScriptEngine

/// A small clinic in two languages, made by hand: what the renderer's tests speak from.
enum BookFixture {
  static let now = InstantText.read("2026-11-24T14:05:00-05:00")!

  static let english = Language(
    greetings: [0: "Good morning", 12: "Good afternoon", 18: "Good evening"],
    datePattern: "EEEE, MMMM d", timePattern: "h:mm a",
    parts: [
      "morning": "in the morning", "afternoon": "in the afternoon", "evening": "in the evening",
    ],
    syllablesPerSecond: 4.5,
    without: [
      .provider: "your doctor", .specialty: "the clinic", .due: "around now",
      .lastVisit: "your last visit", .location: "our office",
    ],
    avoid: [], protectedWords: [], redFlags: [], register: nil, understands: [:],
    farDatePattern: "MMMM d, y", at: "at", days: [.today: "today", .tomorrow: "tomorrow"])

  static let spanish = Language(
    greetings: [5: "Buenos días", 12: "Buenas tardes", 19: "Buenas noches"],
    datePattern: "'el' EEEE d 'de' MMMM", timePattern: "h:mm B",
    parts: ["morning": "por la mañana", "afternoon": "por la tarde", "evening": "por la noche"],
    syllablesPerSecond: 5,
    without: [
      .provider: "su médico", .specialty: "la clínica", .due: "estas fechas",
      .lastVisit: "su última visita", .location: "nuestro consultorio",
      .portal: "nuestra página",
    ],
    avoid: [], protectedWords: [], redFlags: [],
    register: .init(formal: "usted", refuse: ["tú"]), understands: [:],
    farDatePattern: "'el' d 'de' MMMM 'de' y", at: "a las", atOne: "a la",
    days: [.today: "hoy", .tomorrow: "mañana"])

  static let place = SourcePlace(file: "locales/en/test.yaml", line: 1, column: 1)

  static func plain(_ text: String) -> Phrase { Phrase(body: .plain(Template(text)), place: place) }

  static func counted(
    _ fact: Fact, _ forms: [PluralCategory: String], without: String?
  ) -> Phrase {
    Phrase(
      body: .counted(
        fact, forms: forms.mapValues(Template.init), without: without.map(Template.init)),
      place: place)
  }

  static func book(
    _ locale: String, lines: [LineID: Phrase] = [:], reasons: [String: Phrase]? = nil,
    engine: [LineID: Phrase] = [:], messages: [LineID: Phrase] = [:], language: Language? = nil
  ) -> Phrasebook {
    Phrasebook(
      locale: locale, lines: lines, labels: [:],
      reasons: reasons ?? [
        "default": plain(locale == "es" ? "una cita de control" : "ReasonPhrase")
      ], engine: engine, messages: messages,
      language: language ?? (locale == "es" ? spanish : english))
  }

  static func edition(_ books: [Phrasebook], disclosure: Disclosure = Disclosure()) -> Edition {
    let end = Node(
      id: "opening", say: [], atMostSeconds: nil, routes: [], barrier: nil,
      act: .end(Ending(.noAnswer)!), place: place)
    let script = Script(
      id: "test", uses: [], start: "opening", startInbound: "opening", nodes: ["opening": end],
      order: ["opening"], interrupts: [:])
    return Edition(
      script: script, phrasebooks: Dictionary(uniqueKeysWithValues: books.map { ($0.locale, $0) }),
      languages: books.map(\.locale), disclosure: disclosure, identity: IdentityPolicy(),
      structureHash: "sha256:0", wordsHashes: [:], approved: true)
  }

  static func record() -> CallRecord {
    CallRecord(
      callerName: "Ana", clinic: "Lakeside Clinic", clinicPhone: "+16175550100",
      clinicHours: "weekdays from nine to five", portal: nil, askFor: "Rosa",
      patientFirst: "Rosa", patientName: "Rosa Delgado Ruiz", provider: "Dr. Okafor",
      specialty: "cardiology", location: "Main Street",
      due: CivilDate(year: 2026, month: 11, day: 12), lastVisit: CivilDate(iso: "2026-03-03"),
      reasonCode: "post-procedure", zone: "America/New_York", preferredLanguage: "es",
      sensitive: false, held: [.fullName, .dateOfBirth], hasRepresentatives: false,
      queueHours: QueueHours(queues: [:], calling: CallingHours(), zone: "America/New_York"))
  }

  /// What a phrase says at a level; the level is given, as the gate's own file is not for tests.
  static func say(
    _ phrase: Phrase, _ locale: String = "en", at level: GateLevel = .open,
    record: CallRecord = record(), values: SpokenValues = SpokenValues(now: now),
    reasons: [String: Phrase]? = nil, language: Language? = nil,
    disclosure: Disclosure = Disclosure()
  ) throws(RenderRefusal) -> String {
    let book = book(locale, reasons: reasons, language: language)
    let filling = LineFilling(
      level: level, disclosure: disclosure,
      words: FactWords(book: book, record: record, values: values))
    return try filling.text(of: phrase)
  }
}

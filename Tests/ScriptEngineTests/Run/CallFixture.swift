import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// Every test of the engine runs twice: live, and saved and reloaded after each event.
enum Keeping: CaseIterable { case live, reloaded }

/// A call under test. It keeps the effects of the last event, and reloads itself when asked to.
struct TestCall {
  private(set) var run: CallRun
  private(set) var effects: [CallEffect] = []
  let keeping: Keeping
  private var clock = TestCall.noon

  /// Tuesday, 24 November 2026, 12:00 in New York.
  static let noon = Date(timeIntervalSince1970: 1_795_539_600)

  init(
    _ keeping: Keeping, script: String = TestScript.road, lines: [LineID: String] = [:],
    identity: IdentityPolicy = IdentityPolicy(), start: CallStart = TestCall.start(),
    languages: [String] = ["en", "es"]
  ) {
    self.keeping = keeping
    let edition = TestScript.edition(
      script, lines: lines, identity: identity, languages: languages)
    run = CallRun(edition: edition)
    send(.began(start))
  }

  /// Each event at its own second.
  mutating func send(
    _ events: CallEvent..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for event in events {
      do {
        effects = try run.handle(event, at: clock)
        clock += 1
        try reload()
      } catch {
        Issue.record("\(event.kind) was refused: \(error)", sourceLocation: sourceLocation)
      }
    }
  }

  private mutating func reload() throws {
    guard keeping == .reloaded else { return }
    let data = try JSONEncoder().encode(SavedCall(run))
    let restored = try JSONDecoder().decode(SavedCall.self, from: data).run()
    #expect(restored == run)
    run = restored
  }

  /// Refused, and nothing changed.
  mutating func refusal(of event: CallEvent) -> CallRefusal? {
    let before = run
    do {
      _ = try run.handle(event, at: clock)
      return nil
    } catch {
      #expect(run == before)
      return error
    }
  }

  /// Through the gate: name and date of birth.
  mutating func verify() {
    send(.compared(.fullName, .match), .compared(.dateOfBirth, .match))
  }

  var words: [String] { run.words().map(\.text) }
  var path: [String] { run.path.map { "\($0.node):\($0.answer)" } }

  /// The prompt as the console names it.
  var prompt: String {
    switch run.prompt {
    case .hear(let node, _), .ask(let node, _), .book(let node), .leave(let node, _): node
    case .identifier(_, let kind, _): kind.rawValue
    case .person: "person_name"
    case .save(_, let ending): "save \(ending)"
    case .over: "over"
    }
  }

  static func start(
    direction: CallDirection = .outbound, locale: String = "en", bridge: Bool = false,
    sensitive: Bool = false, held: Set<IdentifierKind> = Set(IdentifierKind.allCases),
    representatives: Bool = true, permits: CallPermits = permits()
  ) -> CallStart {
    let record = CallRecord(
      callerName: "Ana", clinic: "Lakeside Clinic", clinicPhone: "+16175550100",
      clinicHours: "weekdays", portal: nil, askFor: "Rosa", patientFirst: "Rosa",
      patientName: "Rosa Delgado", provider: "Dr. Okafor", specialty: nil, location: nil,
      due: CivilDate(year: 2026, month: 11, day: 12), lastVisit: nil, reasonCode: nil,
      zone: "America/New_York", preferredLanguage: "es", sensitive: sensitive, held: held,
      hasRepresentatives: representatives,
      queueHours: QueueHours(queues: [:], calling: CallingHours(), zone: "America/New_York"))
    return CallStart(
      call: CallID("call-1"), direction: direction, number: "+16175550175", caller: "ana",
      locale: locale, bridge: bridge, interpreter: nil, record: record, permits: permits)
  }

  static func permits(
    voicemail: Bool = true, withPerson: Bool = true, message: ContactMethod? = .sms,
    triesToday: Int = 0
  ) -> CallPermits {
    CallPermits(
      voicemail: voicemail, withPerson: withPerson, message: message, triesToday: triesToday)
  }
}

/// Small scripts, and books in which each line says its own name unless a test says otherwise.
enum TestScript {
  static func edition(
    _ text: String, lines: [LineID: String] = [:], identity: IdentityPolicy = IdentityPolicy(),
    languages: [String] = ["en", "es"]
  ) -> Edition {
    let file = SourceFile(path: "scripts/test.yaml", bytes: Array(text.utf8))
    let (scripts, findings) = ScriptReader.read([file])
    guard let script = scripts.first else {
      preconditionFailure("the script of a test cannot be read: \(findings.map(\.message))")
    }
    let books = languages.map { ($0, book($0, of: script, lines)) }
    return Edition(
      script: script, phrasebooks: Dictionary(uniqueKeysWithValues: books), languages: languages,
      disclosure: Disclosure(), identity: identity, structureHash: "sha256:0",
      wordsHashes: ["en": "sha256:1", "es": "sha256:2"], approved: true)
  }

  private static func book(
    _ locale: String, of script: Script, _ lines: [LineID: String]
  ) -> Phrasebook {
    let place = SourcePlace(file: "locales/\(locale)/test.yaml", line: 1, column: 1)
    let phrase = { (text: String) in Phrase(body: .plain(Template(text)), place: place) }
    let said = Set(script.nodes.values.flatMap { $0.say.map(\.line) })
    let own = said.map { ($0, phrase((locale == "en" ? "" : locale + ":") + (lines[$0] ?? $0))) }
    let engine = ["engine.resume", "engine.bridge", "engine.again"]
      .map { ($0, phrase((locale == "en" ? "" : locale + ":") + $0)) }
    return Phrasebook(
      locale: locale, lines: Dictionary(uniqueKeysWithValues: own), labels: [:], reasons: [:],
      engine: Dictionary(uniqueKeysWithValues: engine),
      messages: ["message.sms": phrase("Call {clinic}.")], language: language)
  }

  static let language = Language(
    greetings: [0: "Hello"], datePattern: "EEEE, MMMM d", timePattern: "h:mm a",
    parts: ["morning": "in the morning", "afternoon": "in the afternoon", "evening": "late"],
    syllablesPerSecond: 4, without: [:], avoid: [], protectedWords: [], redFlags: [],
    register: nil, understands: [:])

  /// Every act, every kind of target, and a road for each interrupt that a test raises.
  static let road = """
    recall-script: 1
    id: test
    start: opening
    nodes:
      opening:
        say: hi
        hear:
          patient: identity
          someone_else: third
          machine: voicemail
          wrong: { end: wrong-number, detail: not-known, say: sorry }
          again: { go: opening, at_most: 1, then: { end: no-answer, detail: technical, say: bye } }
      identity:
        say: who
        verify: identity
        then: { verified: reason, failed: cannot, refused: cannot }
      reason:
        say: why
        hear:
          ready: offer
          later: callback
          text: sender
          straight: passing
          identify: identity
          swap: { go: identity, listener: new }
          third: third
          leave: word
      passing: { say: passed, go: third }
      offer:
        say: slots
        book: appointment
        then: { booked: confirm, none_suit: callback, clinic_books: desk }
      confirm: { say: booked, end: scheduled }
      callback:
        say: when
        ask: callback_window
        then: { given: callback_set, none: number }
      callback_set: { say: at, end: callback-requested, detail: at-time }
      number: { say: number, end: callback-requested, detail: patient-will-call }
      desk: { route: front-desk, say: desk, end: callback-requested, detail: clinic-will-call }
      sender:
        say: sending
        send: message
        then:
          queued: { end: left-message, detail: sent, say: bye }
          no_consent: number
      third:
        say: third
        hear:
          comes: { go: identity, listener: new }
          representative: representative
          helper: helper
          word: word
      representative:
        say: rep
        verify: representative
        then: { verified: reason, failed: third, refused: third }
      helper:
        say: help
        verify: helper
        then: { verified: offer, failed: third, refused: third }
      word:
        say: word
        leave: with_person
        then:
          left: { end: left-message, detail: with-person, say: bye }
          not_left: cannot
          not_permitted: cannot
      voicemail:
        say: beep
        leave: voicemail
        then:
          left: { end: left-message, detail: voicemail }
          not_left: { end: no-answer, detail: machine }
          not_permitted: { end: no-answer, detail: machine }
      cannot: { say: cannot, end: no-answer, detail: identity-not-confirmed }
      busy_ask:
        barrier: busy
        say: busy
        hear: { go_on: resume, later: callback }
      question:
        route: clinical
        barrier: clinical
        say: ask
        ask: question
        then: { given: noted, none: noted }
      noted:
        say: noted
        hear:
          go_on: resume
          enough: { end: clinical-question, detail: routine, say: bye }
          pressing: { end: clinical-question, detail: urgent, say: bye }
      who_is_there:
        say: other
        hear: { patient_back: resume, third: third, quiet: silent, ctx: context }
      silent: { say: quiet, end: no-answer, detail: dropped }
      context:
        say: context
        verify: identity
        then: { verified: context_reason, failed: cannot, refused: cannot }
      context_reason:
        say: context_reason
        hear: { back: resume, offer: offer }
      complaint:
        route: supervisor
        barrier: upset
        say: upset
        ask: complaint
        then: { given: noted, none: noted }
      stop: { say: stopped, end: declined, detail: do-not-contact }
      emergency:
        route: clinical
        say: em_words
        ask: emergency_words
        then: { given: em_where, none: em_where }
      em_where:
        say: em_where
        ask: emergency_location
        then: { given: em_911, none: em_911 }
      em_911:
        say: em_911
        ask: agreed_911
        then: { given: em_told, none: em_told }
      em_told:
        say: em_told
        ask: handed_to
        then: { given: em_end, none: em_end }
      em_end: { say: em_end, end: escalated, detail: emergency }
    interrupts:
      busy: busy_ask
      clinical: question
      urgent: question
      upset: complaint
      context: context
      other_person: who_is_there
      stop_calling: stop
      emergency: emergency
      dropped: { end: no-answer, detail: dropped }
    """
}

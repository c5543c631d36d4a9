import RecallDomain

@testable import ScriptEngine

/// A script written by hand for the checker's tests, each node at lines of its own.
struct Draft {
  static let file = "scripts/test.yaml"

  var id = "test"
  var start = "opening"
  var startInbound: NodeID?
  private(set) var nodes: [NodeID: Node] = [:]
  private(set) var order: [NodeID] = []
  var interrupts: [Interrupt: Target] = [:]
  /// Texts by line; a line without one says "Words.".
  var texts: [LineID: String] = [:]
  /// Other languages.
  var translations: [String: [LineID: String]] = [:]
  var phrases: [LineID: Phrase] = [:]
  var engine: [LineID: String] = [:]
  var messages: [LineID: String] = [:]
  var reasons: [String: String] = ["default": "a visit"]
  var disclosure: [String: DisclosureLimit] = [:]
  /// The facts of each language, where a test is about them.
  var languages: [String: Language] = [:]
  var clinic = ClinicWords()
  /// Lines that no file holds.
  var missing: Set<LineID> = []

  /// Adds a node, or replaces one where it stands.
  mutating func add(
    _ id: NodeID, _ act: Act, say: [LineID] = [], route: [QueueName] = [], named: Bool = true,
    file: String = Draft.file
  ) {
    if nodes[id] == nil { order.append(id) }
    let line = order.firstIndex(of: id)! * 20 + 1
    let spoken = say.enumerated().map {
      Spoken(line: $1, place: SourcePlace(file: file, line: line + 1, column: 10 + $0))
    }
    nodes[id] = Node(
      id: id, say: spoken, atMostSeconds: id == start ? 60 : nil, routes: route,
      barrier: nil,
      act: act.placed(line: line, file: file),
      place: SourcePlace(file: file, line: line, column: 3), isNamed: named)
  }

  /// Sets a node's `at_most_seconds`.
  mutating func limit(_ id: NodeID, seconds: Double?) {
    let node = nodes[id]!
    nodes[id] = Node(
      id: id, say: node.say, atMostSeconds: seconds, routes: node.routes, barrier: node.barrier,
      act: node.act, place: node.place, isNamed: node.isNamed)
  }

  var script: Script {
    let roads = interrupts.map { interrupt, target in
      (interrupt, InterruptRoad(target: target, place: Draft.place(of: interrupt)))
    }
    return Script(
      id: id, uses: [], start: start, startInbound: startInbound ?? start, nodes: nodes,
      order: order, interrupts: Dictionary(uniqueKeysWithValues: roads))
  }

  static func place(of interrupt: Interrupt) -> SourcePlace {
    SourcePlace(
      file: file, line: 9000 + Interrupt.allCases.firstIndex(of: interrupt)!, column: 3)
  }

  var books: [String: Phrasebook] {
    var books = ["en": book("en", texts)]
    for (locale, texts) in translations { books[locale] = book(locale, texts) }
    return books
  }

  private func book(_ locale: String, _ texts: [LineID: String]) -> Phrasebook {
    let used = Set(nodes.values.flatMap(\.say).map(\.line)).subtracting(missing)
    var lines = Dictionary(uniqueKeysWithValues: used.map { ($0, phrase(texts[$0] ?? "Words.")) })
    for (id, text) in texts { lines[id] = phrase(text) }
    if locale == "en" { lines.merge(phrases) { $1 } }
    return Phrasebook(
      locale: locale, lines: lines, labels: [:], reasons: reasons.mapValues(phrase),
      engine: engine.mapValues(phrase), messages: messages.mapValues(phrase),
      language: languages[locale] ?? Draft.language())
  }

  static func language(
    greetings: [Int: String] = [:], rate: Double = 5, without: [Fact: String] = [:],
    avoid: [(phrase: String, instead: String?)] = [], protected: [String] = [],
    register: Language.Register? = nil, date: String = "EEEE, MMMM d", at: String? = nil
  ) -> Language {
    let place = SourcePlace(file: "locales/x/language.yaml", line: 1, column: 1)
    return Language(
      greetings: greetings, datePattern: date, timePattern: "h:mm a", parts: [:],
      syllablesPerSecond: rate, without: without,
      avoid: avoid.map { Language.Avoided(phrase: $0.phrase, instead: $0.instead, place: place) },
      protectedWords: protected, redFlags: [], register: register, understands: [:], at: at,
      optOut: ["email": ["reply STOP"], "portal": ["in the portal's settings"]])
  }

  func phrase(_ text: String) -> Phrase {
    Phrase(
      body: .plain(Template(text)), place: SourcePlace(file: "locales/x.yaml", line: 1, column: 1))
  }

  var report: CheckReport {
    Checker.check(
      [script], phrasebooks: [id: books], disclosure: Disclosure(disclosure), source: "en",
      clinic: clinic)[id]!
  }

  /// Findings as `rule @ place: conversation`, without the interrupts that small tests leave out.
  var found: [String] {
    report.findings.filter { $0.rule != .interruptMissing }.map {
      let told = $0.conversation.map { ": " + $0.joined(separator: " ") } ?? ""
      return "\($0.rule.rawValue) @ \(name($0.place))\(told)"
    }
  }

  /// The findings of one rule.
  func found(_ rule: RuleID) -> [String] { found.filter { $0.hasPrefix(rule.rawValue + " ") } }

  private func name(_ place: SourcePlace) -> String {
    for node in nodes.values {
      if node.place == place { return node.id }
      if node.say.contains(where: { $0.place == place }) { return "\(node.id).say" }
      guard case .hear(let responses) = node.act else { continue }
      if let response = responses.first(where: { $0.place == place }) {
        return "\(node.id).\(response.name)"
      }
    }
    for interrupt in Interrupt.allCases where Draft.place(of: interrupt) == place {
      return "/\(interrupt.rawValue)"
    }
    return place.description
  }
}

extension Act {
  static func hear(_ responses: KeyValuePairs<String, Target>) -> Act {
    let nowhere = SourcePlace(file: "", line: 0, column: 0)
    return .hear(responses.map { Response(name: $0.key, target: $0.value, place: nowhere) })
  }

  static func verify(_ person: VerifiedPerson, _ verified: Target, else failed: Target) -> Act {
    .verify(person, verified: verified, failed: failed, refused: failed)
  }

  static func ask(_ field: CallField, _ next: Target) -> Act {
    .ask(field, given: next, none: next)
  }

  static func end(_ outcome: Outcome, _ detail: OutcomeDetail? = nil) -> Act {
    .end(Ending(outcome, detail)!)
  }

  fileprivate func placed(line: Int, file: String) -> Act {
    guard case .hear(let responses) = self else { return self }
    return .hear(
      responses.enumerated().map {
        Response(
          name: $1.name, target: $1.target,
          place: SourcePlace(file: file, line: line + 3 + $0, column: 7))
      })
  }
}

extension Target: ExpressibleByStringLiteral {
  /// `resume`, a node, or a node with `!` for a new listener.
  package init(stringLiteral value: String) {
    if value == "resume" {
      self = .resume
    } else if value.hasSuffix("!") {
      self = .node(String(value.dropLast()), listenerNew: true)
    } else {
      self = .node(value, listenerNew: false)
    }
  }

  static func atMost(_ times: Int, _ node: NodeID, then: Target) -> Target {
    .bounded(edge: "test", node: node, listenerNew: false, atMost: times, then: then)
  }
}

extension Draft {
  /// A whole script that breaks no rule: every interrupt, every kind of act.
  static var sound: Draft {
    var draft = Draft()
    draft.addMainRoad()
    draft.addInterrupts()
    return draft
  }

  private mutating func addMainRoad() {
    add("opening", .hear(["patient": "identity", "machine": "voicemail", "nobody": "rang_out"]))
    add("identity", .verify(.identity, "reason", else: "sorry"), say: ["identity.ask"])
    add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["sorry"])
    add("voicemail", .leave(.voicemail, left: "left", notLeft: "machine", notPermitted: "machine"))
    add("left", .end(.leftMessage))
    add("machine", .end(.noAnswer, .machine))
    add("rang_out", .end(.noAnswer))
    add("reason", .hear(["ready": "offer", "later": "callback"]), say: ["reason"])
    add("offer", .book(booked: "confirm", noneSuit: "callback", clinicBooks: "desk"))
    add("confirm", .end(.scheduled), say: ["confirm"])
    add("callback", .ask(.callbackWindow, given: "set", none: "number"))
    add("set", .end(.callbackRequested, .atTime), say: ["set"])
    add("number", .end(.callbackRequested, .patientWillCall), say: ["number"])
    add("desk", .end(.callbackRequested, .clinicWillCall), say: ["desk"], route: [.frontDesk])
    texts = [
      "reason": "About {reason}.", "confirm": "See you on {appointment}.",
      "set": "Then {callback_window}.", "desk": "They call by {answer_by}.",
    ]
  }

  private mutating func addInterrupts() {
    add("hesitant", .hear(["go_on": "resume", "later": "callback"]))
    add("question", .ask(.question, "noted"), route: [.clinical])
    add("noted", .hear(["go_on": "resume", "enough": "question_end"]))
    add("question_end", .end(.clinicalQuestion), say: ["bye"])
    add("insurance", .ask(.insuranceConcern, "insurance_noted"), route: [.insurance])
    add("insurance_noted", .hear(["go_on": "resume", "enough": "insurance_end"]))
    add("insurance_end", .end(.authorizationReview), say: ["bye"])
    add("language", .ask(.language, "language_way"))
    add("language_way", .hear(["switched": "resume", "later": "language_end"]))
    add("language_end", .end(.languageSupport), say: ["bye"], route: [.language])
    add("transport", .ask(.transportNeed, "resume"), route: [.transport])
    add("upset", .ask(.complaint, "upset_noted"), route: [.supervisor])
    add("upset_noted", .hear(["go_on": "resume", "enough": "complaint"]))
    add("complaint", .end(.escalated, .complaint), say: ["bye"])
    add("booked", .end(.scheduled, .alreadyBooked), say: ["bye"])
    add("decline", .ask(.declineReason, "declined"))
    add("declined", .end(.declined), say: ["bye"])
    add("stop", .end(.declined, .doNotContact), say: ["bye"])
    add("other", .hear(["back": "resume", "helper": "helper", "new": "fresh"]))
    add("helper", .verify(.helper, "offer", else: "sorry"))
    add("fresh", .go("identity!"))
    add("emergency", .ask(.emergencyWords, "where"), route: [.clinical])
    add("where", .ask(.emergencyLocation, "agreed"))
    add("agreed", .ask(.agreed911, "handed"))
    add("handed", .ask(.handedTo, "emergency_end"))
    add("emergency_end", .end(.escalated, .emergency), say: ["bye"])
    add("dropped", .end(.noAnswer, .dropped))
    interrupts = [
      .busy: "callback", .hesitant: "hesitant", .context: "identity", .clinical: "question",
      .results: "question", .urgent: "question", .insurance: "insurance", .language: "language",
      .transport: "transport", .upset: "upset", .alreadyBooked: "booked", .declines: "decline",
      .stopCalling: "stop", .otherPerson: "other", .emergency: "emergency", .dropped: "dropped",
    ]
  }
}

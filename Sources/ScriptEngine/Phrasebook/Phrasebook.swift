/// Everything one language says in one script: lines, reasons, engine sentences, staff labels, and
/// the facts of the language itself.
package struct Phrasebook: Codable, Hashable, Sendable {
  /// BCP 47.
  package let locale: String
  package let lines: [LineID: Phrase]
  /// What staff read. Keys: response, node.response, interrupt.NAME, queue.NAME, barrier.NAME,
  /// outcome.NAME, outcome.NAME.DETAIL.
  package let labels: [String: String]
  /// Internal reason code → the phrase a patient hears; `default` is always there.
  package let reasons: [String: Phrase]
  /// The sentences the engine itself speaks: `engine.resume`, `engine.language`, `engine.again`.
  package let engine: [LineID: Phrase]
  /// SMS, e-mail and portal texts.
  package let messages: [LineID: Phrase]
  package let language: Language

  package init(
    locale: String, lines: [LineID: Phrase], labels: [String: String], reasons: [String: Phrase],
    engine: [LineID: Phrase], messages: [LineID: Phrase], language: Language
  ) {
    self.locale = locale
    self.lines = lines
    self.labels = labels
    self.reasons = reasons
    self.engine = engine
    self.messages = messages
    self.language = language
  }

  /// A script's line or an engine sentence.
  package func phrase(_ id: LineID) -> Phrase? { lines[id] ?? engine[id] }
}

/// The facts of one language (`language.yaml`).
package struct Language: Codable, Hashable, Sendable {
  package struct Avoided: Codable, Hashable, Sendable {
    package let phrase: String
    package let instead: String?
    package let place: SourcePlace

    package init(phrase: String, instead: String?, place: SourcePlace) {
      self.phrase = phrase
      self.instead = instead
      self.place = place
    }
  }

  package struct Register: Codable, Hashable, Sendable {
    package let formal: String
    package let refuse: [String]

    package init(formal: String, refuse: [String]) {
      self.formal = formal
      self.refuse = refuse
    }
  }

  /// From-hour (0–23) → phrase.
  package let greetings: [Int: String]
  /// ICU patterns.
  package let datePattern: String
  package let timePattern: String
  /// `morning`, `afternoon`, `evening` as said after a date.
  package let parts: [String: String]
  package let syllablesPerSecond: Double
  /// Neutral phrase for a fact that a record does not hold.
  package let without: [Fact: String]
  package let avoid: [Avoided]
  package let protectedWords: [String]
  package let redFlags: [String]
  package let register: Register?
  /// What people type for days, parts of the day, yes and no: `today`, `tomorrow`, `morning`,
  /// `afternoon`, `evening`, `after_work`, `noon`, `yes`, `no`, `refuses`.
  package let understands: [String: [String]]

  package init(
    greetings: [Int: String], datePattern: String, timePattern: String, parts: [String: String],
    syllablesPerSecond: Double, without: [Fact: String], avoid: [Avoided],
    protectedWords: [String], redFlags: [String], register: Register?,
    understands: [String: [String]]
  ) {
    self.greetings = greetings
    self.datePattern = datePattern
    self.timePattern = timePattern
    self.parts = parts
    self.syllablesPerSecond = syllablesPerSecond
    self.without = without
    self.avoid = avoid
    self.protectedWords = protectedWords
    self.redFlags = redFlags
    self.register = register
    self.understands = understands
  }
}

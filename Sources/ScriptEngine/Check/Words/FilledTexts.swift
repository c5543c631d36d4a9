import RecallDomain

/// The texts of one language, filled as far as clinic and language decide what is said.
struct FilledTexts {
  let book: Phrasebook
  let clinic: ClinicWords

  /// Every form of a phrase; where several values may stand for a fact, each once.
  func variants(of phrase: Phrase) -> [HeardWords] { phrase.templates.flatMap(variants) }

  private func variants(of template: Template) -> [HeardWords] {
    let choices = Set(template.facts).reduce(into: [Fact: [String]]()) {
      $0[$1] = clinic.texts(of: $1, in: book)
    }
    let first = choices.mapValues { _ in 0 }
    let others = choices.flatMap { fact, texts in
      texts.indices.dropFirst().map { number in
        first.merging([fact: number]) { $1 }
      }
    }
    return ([first] + others).map { heard(template, choices, $0) }
  }

  private func heard(
    _ template: Template, _ choices: [Fact: [String]], _ chosen: [Fact: Int]
  ) -> HeardWords {
    // Words and values may touch, so they are joined before they are taken apart.
    var heard = HeardWords()
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let words): text += words
      case .fact(let fact) where choices[fact]?.isEmpty == false:
        text += choices[fact]![chosen[fact]!]
      case .fact, .unknown:
        heard.append(text)
        heard.appendUnknown()
        text = ""
      }
    }
    heard.append(text)
    return heard
  }
}

/// One text of a language as it stands in a file.
struct StandingText {
  /// Kind of text and its name.
  let name: String
  let place: SourcePlace
  let variants: [HeardWords]
  /// The lowest gate level at which it is used; `nil` for a line, which is judged where it is said.
  let level: GateLevel?
}

/// The words of one language as they are heard, taken apart once for all rules.
struct HeardLanguage {
  /// Everything that the language can say or send, its own facts included.
  let texts: [StandingText]
  private let lines: [LineID: [HeardWords]]

  init(_ book: Phrasebook, clinic: ClinicWords, disclosure: Disclosure) {
    let filled = FilledTexts(book: book, clinic: clinic)
    let surfaces: [(Text.Kind, [String: Phrase])] = [
      (.engine, book.engine), (.line, book.lines), (.reason, book.reasons),
      (.message, book.messages),
    ]
    var lines: [LineID: [HeardWords]] = [:]
    let phrases = surfaces.flatMap { kind, phrases in
      phrases.sorted { $0.key < $1.key }.map { id, phrase in
        let variants = filled.variants(of: phrase)
        if kind == .line || kind == .engine { lines[id] = variants }
        return StandingText(
          name: "\(kind.rawValue) \"\(id)\"", place: phrase.place, variants: variants,
          level: kind.level(of: id))
      }
    }
    self.lines = lines
    texts = phrases + Self.languageTexts(book, disclosure) + Self.heads(of: clinic, book.locale)
  }

  /// A script's line or an engine sentence; nothing is heard of a line that is missing.
  func variants(of line: LineID) -> [HeardWords] { lines[line] ?? [HeardWords()] }

  private static func languageTexts(
    _ book: Phrasebook, _ disclosure: Disclosure
  ) -> [StandingText] {
    let language = book.language
    let without = language.without.map { fact, text in
      ("without", fact.rawValue, text, fact.needs(disclosure))
    }
    let closed =
      language.greetings.map { ("greetings", String($0.key), $0.value, GateLevel.closed) }
      + language.parts.map { ("parts", $0.key, $0.value, .closed) }
      + language.days.map { ("days", $0.key.rawValue, $0.value, .closed) }
    let named = (closed + without).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    return patterns(book)
      + named.map { key, name, text, level in
        StandingText(
          name: "\(kinds[key]!) \"\(name)\"",
          place: language.place(of: "\(key).\(name)", in: book.locale),
          variants: [HeardWords(text)], level: level)
      }
  }

  /// What dates and times are said with: a callback's hour may be told to anybody.
  private static func patterns(_ book: Phrasebook) -> [StandingText] {
    let language = book.language
    let words: [(String, HeardWords?)] = [
      ("at", language.at.map { HeardWords($0) }), ("at_one", language.atOne.map { HeardWords($0) }),
      ("date", literals(language.datePattern)),
      ("date_year", language.farDatePattern.map(literals)),
      ("time", literals(language.timePattern)),
    ]
    return words.compactMap { key, heard in
      heard.map {
        StandingText(
          name: "key \"\(key)\"", place: language.place(of: key, in: book.locale), variants: [$0],
          level: .closed)
      }
    }
  }

  /// The words that an ICU pattern says as they stand, between quotes; what is filled in is unknown.
  private static func literals(_ pattern: String) -> HeardWords {
    var heard = HeardWords()
    var text = ""
    for (number, piece) in pattern.split(separator: "'", omittingEmptySubsequences: false)
      .enumerated()
    {
      if number % 2 == 1 {
        text += piece.isEmpty ? "'" : piece
      } else if !piece.isEmpty {
        heard.append(text)
        heard.appendUnknown()
        text = ""
      }
    }
    heard.append(text)
    return heard
  }

  /// What stands over an e-mail in whoever's list of mail: the clinic's own words.
  private static func heads(of clinic: ClinicWords, _ locale: String) -> [StandingText] {
    let place = SourcePlace(file: "clinic.yaml", line: 1, column: 1)
    let subject = clinic.subjects[locale].map { ("subject of e-mail", $0) }
    let senders = clinic.senders.map { ("sender of e-mail", $0) }
    return ([subject].compactMap(\.self) + senders).map { name, words in
      StandingText(name: name, place: place, variants: [HeardWords(words)], level: .closed)
    }
  }

  private static let kinds = [
    "greetings": "greeting", "parts": "part", "days": "day", "without": "phrase without",
  ]
}

extension Text.Kind {
  /// The level at which a text of this kind is used; `nil` where the script decides.
  func level(of id: LineID) -> GateLevel? {
    switch self {
    case .line: nil
    case .reason: .open
    case .engine: .closed
    case .message: MessageSurface.level(of: id)
    }
  }
}

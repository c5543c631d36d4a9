import RecallDomain

/// `privacy/word-before-identity`: no word gives the chart away below an open gate.
enum WordBeforeIdentity: WalkedRule, StillRule {
  static let page = RulePage(
    .wordBeforeIdentity,
    title: "no word gives the chart away below an open gate",
    demands: """
      What stands in "protected_words" of any offered language is said in no language before the
      gate is open: not in a line that a conversation reaches below open (also where a verify is
      run again), not in the engine's sentences, greetings, SMS and e-mail, nor in the "without"
      phrase of a fact that may be said below open.

      Words are read as a listener hears them: without case, accents, compatibility forms,
      invisible characters and punctuation, letters of other alphabets that look the same as
      Latin ones, also letter by letter ("H.I.V.") and in pieces ("bio-psy"); the lines of a "say"
      list as one text; the clinic's name, hours, portal and providers filled in. Whole words
      only: "HIV" is not in "archivo", and a plural is found when the list holds it.
      """,
    why: """
      A word discloses as much as a fact does: the name of a specialty or of a test tells a
      listener why the clinic calls. For programmes under 42 CFR Part 2 even the kind of clinic
      may not be said.
      """,
    source: """
      42 CFR Part 2; HHS HIPAA FAQ 198; practice guidance on specialty names in voicemail
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          opening.greeting:
            text: "This is {caller} at {clinic}, about a biopsy. Is {ask_for} in?"
        """,
      repaired: """
          opening.greeting:
            text: "This is {caller} at {clinic}, about a visit. Is {ask_for} in?"
        """),
    repair: """
      Use the neutral name of the clinic and a general word, or move the line behind the gate.
      """)

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    let protected = subject.protected
    guard !protected.isEmpty else { return [] }
    var known: [[LineID]: [Hit]] = [:]
    return walk.index.nodes.indices.flatMap { node -> [Breach] in
      let say = walk.index.nodes[node].say
      guard !say.isEmpty else { return [] }
      let lines = say.map(\.line)
      let hits = known[lines] ?? hits(lines, subject, protected.phrases)
      known[lines] = hits
      let tooLow: [GateLevel] = hits.isEmpty ? [] : [.closed, .scheduling]
      guard let low = tooLow.first(where: { walk.speaks(node, levels: [$0]) }) else { return [] }
      return hits.map { hit in
        let spoken = say[hit.line]
        let message = spokenMessage(spoken.line, hit.locale, protected.words[hit.phrase], low)
        return Breach(.wordBeforeIdentity, at: spoken.place, message, in: .node(node)) {
          $0.speaks(node, walk.index) { level, _ in level < Edge.open }
        }
      }
    }
  }

  static func findings(in subject: Subject) -> [Finding] {
    let protected = subject.protected
    guard !protected.isEmpty else { return [] }
    return subject.locales.flatMap { locale in
      subject.heard[locale]!.texts.filter { $0.level.map { $0 < .open } ?? false }.flatMap {
        text in
        Set(text.variants.flatMap { protected.phrases.found(in: $0).map(\.phrase) }).sorted().map {
          Finding(
            rule: .wordBeforeIdentity, place: text.place,
            message: message(text.name, locale, protected.words[$0], text.level!))
        }
      }
    }
  }

  // MARK: a list of lines

  private struct Hit: Hashable {
    /// The line it begins in.
    let line: Int
    let locale: String
    let phrase: Int
  }

  private static func hits(
    _ lines: [LineID], _ subject: Subject, _ phrases: PhraseSet
  ) -> [Hit] {
    var seen: Set<Hit> = []
    return subject.locales.flatMap { locale -> [Hit] in
      let variants = lines.map(subject.heard[locale]!.variants)
      return readings(variants).flatMap { hits(in: $0, locale, phrases) }
    }.filter { seen.insert($0).inserted }
  }

  private static func hits(
    in reading: ArraySlice<HeardWords>, _ locale: String, _ phrases: PhraseSet
  ) -> [Hit] {
    let first = reading.startIndex
    let ends = reading.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.words.count) }
    let text = HeardWords(words: reading.flatMap(\.words))
    var line = 0
    return phrases.found(in: text).map { found in
      while ends[line] <= found.position { line += 1 }
      return Hit(line: first + line, locale: locale, phrase: found.phrase)
    }
  }

  /// How many lines on a phrase can still stand: no protected phrase has as many words.
  private static let furthestLine = 16

  /// The ways to read a list: each variant of a line beside each of the next one, with the lines
  /// around them. The first is the whole list.
  private static func readings(_ variants: [[HeardWords]]) -> [ArraySlice<HeardWords>] {
    let first = variants.map { $0[0] }
    var readings = [first[...]]
    for line in variants.indices where variants[line].count > 1 || line + 1 < variants.count {
      let next = line + 1 < variants.count ? variants[line + 1].indices : 0..<1
      for own in variants[line].indices {
        for other in next where own + other > 0 {
          var reading = first
          reading[line] = variants[line][own]
          if line + 1 < variants.count { reading[line + 1] = variants[line + 1][other] }
          readings.append(
            reading[max(0, line - furthestLine)..<min(reading.count, line + 2 + furthestLine)])
        }
      }
    }
    return readings
  }

  // MARK: wording

  private static func spokenMessage(
    _ line: LineID, _ locale: String, _ word: String, _ level: GateLevel
  ) -> String {
    "line \"\(line)\" (\(locale)) says the protected word \"\(word)\""
      + " and can be spoken with the gate at \"\(level.rawValue)\""
  }

  private static func message(
    _ text: String, _ locale: String, _ word: String, _ level: GateLevel
  ) -> String {
    "\(text) (\(locale)) says the protected word \"\(word)\","
      + " and is used with the gate at \"\(level.rawValue)\""
  }
}

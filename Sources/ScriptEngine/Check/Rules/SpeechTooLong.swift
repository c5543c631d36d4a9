import RecallDomain

/// `speech/too-long`: first words are short enough to be listened to.
enum SpeechTooLong: StillRule {
  static let page = RulePage(
    .speechTooLong,
    title: "first words are short enough to be listened to",
    demands: """
      The node that a call starts at must say how long its words may take (at_most_seconds), and
      no node that says so may take longer: in any language, in the longest plural form, with the
      longest realistic values. The time is the number of syllables, numbers as they are read, by
      "syllables_per_second" of the language.
      """,
    why: """
      First words decide whether anybody goes on listening. An opening says who is calling, why in
      general terms, and asks for the person; everything else can wait.
      """,
    source: """
      an opening is said in seconds: who is calling, why, and the easiest next step
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          opening.greeting:
            text: "Good day, my name is {caller}, and I am calling you today from
              {clinic}, about a visit that we would very much like to arrange with
              you. Is {ask_for} in?"
        """,
      repaired: """
          opening.greeting:
            text: "This is {caller} at {clinic}, about a visit. Is {ask_for} in?"
        """),
    repair: """
      Say less. What must be said goes to the next node, after the first answer.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    undeclared(subject) + tooLong(subject)
  }

  private static func undeclared(_ subject: Subject) -> [Finding] {
    let start = subject.script[subject.script.start]
    guard start.atMostSeconds == nil else { return [] }
    return [Finding(rule: .speechTooLong, place: start.place, message: message(start: start.id))]
  }

  private static func tooLong(_ subject: Subject) -> [Finding] {
    let start = subject.script.start
    let limited = subject.index.nodes.filter {
      $0.atMostSeconds != nil && (!$0.say.isEmpty || $0.id == start)
    }
    guard !limited.isEmpty else { return [] }
    return subject.locales.flatMap { locale -> [Finding] in
      let book = subject.phrasebooks[locale]!
      let longest = LongestValues(book: book, clinic: subject.clinic)
      return limited.compactMap { node in
        let said = node.id == subject.script.start ? saidAtOnce(subject.script) : node.say
        let syllables = said.compactMap { book.phrase($0.line) }.map(longest.count).reduce(0, +)
        let seconds = Double(syllables) / book.language.syllablesPerSecond
        guard seconds > node.atMostSeconds! else { return nil }
        return Finding(
          rule: .speechTooLong, place: node.place, message: message(node, locale, seconds))
      }
    }
  }

  /// Whoever answers hears the first words to their end: a start that goes straight on has those of
  /// the next node too.
  private static func saidAtOnce(_ script: Script) -> [Spoken] {
    var (node, said) = (script[script.start], script[script.start].say)
    var seen: Set<NodeID> = [node.id]
    while case .go(.node(let next, _)) = node.act, seen.insert(next).inserted {
      node = script[next]
      said += node.say
    }
    return said
  }

  // MARK: wording

  private static func message(start: NodeID) -> String {
    "node \"\(start)\" starts the call and needs \"at_most_seconds\""
  }

  private static func message(_ node: Node, _ locale: String, _ seconds: Double) -> String {
    "node \"\(node.id)\" takes about \(tenths(seconds)) s in \"\(locale)\" at its longest,"
      + " and may take \(tenths(node.atMostSeconds!)) s"
  }

  /// Rounded up, so that what is too long never reads as long enough.
  private static func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded(.up))
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}

import RecallDomain

/// The hash of what one language says in a script: the lines it can reach, the reasons, the engine's
/// sentences, the messages, greetings, patterns and the neutral phrases. Labels, notes and the
/// hashes of translations are not in it.
enum WordsHash {
  static func of(_ book: Phrasebook, in script: Script) -> String {
    let spoken = script.heardLines
    var text = CanonicalText()
    text.add("recall-words/1")
    text.add("locale", book.locale)
    add("lines", book.lines.filter { spoken.contains($0.key) }, to: &text)
    add("reasons", book.reasons, to: &text)
    add("engine", book.engine, to: &text)
    add("messages", book.messages, to: &text)
    add(book.language, to: &text)
    return text.hash
  }

  private static func add(
    _ name: String, _ phrases: [String: Phrase], to text: inout CanonicalText
  ) {
    text.add(name)
    text.add(String(phrases.count))
    for (id, phrase) in phrases.sorted(by: { $0.key < $1.key }) {
      text.add(id)
      switch phrase.body {
      case .plain(let template): text.add("text", template.source)
      case .counted(let count, let forms, let without):
        text.add("count", count.rawValue)
        for category in PluralCategory.allCases {
          text.add(category.rawValue, forms[category]?.source)
        }
        text.add("without", without?.source)
      }
    }
  }

  private static func add(_ language: Language, to text: inout CanonicalText) {
    text.add("greetings", keyed(language.greetings) { String($0) })
    text.add("date", language.datePattern)
    text.add("date_year", language.farDatePattern)
    text.add("time", language.timePattern)
    text.add("at", language.at)
    text.add("at_one", language.atOne)
    text.add("days", keyed(language.days, \.rawValue))
    text.add("parts", language.parts)
    text.add("without", keyed(language.without, \.rawValue))
  }

  private static func keyed<Key: Hashable>(
    _ entries: [Key: String], _ name: (Key) -> String
  ) -> [String: String] {
    entries.reduce(into: [:]) { $0[name($1.key)] = $1.value }
  }
}

extension Script {
  /// Lines that some call can come to; a fragment may hold more.
  var heardLines: Set<LineID> {
    Set(reachable(from: roots).flatMap { self[$0].say.map(\.line) })
  }

  /// Where calls and interrupts begin.
  var roots: [NodeID] {
    [start, startInbound] + Interrupt.allCases.flatMap { interrupts[$0]?.target.nodes ?? [] }
  }
}

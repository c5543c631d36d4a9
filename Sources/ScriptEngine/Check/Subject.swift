import RecallDomain

/// What a rule looks at: one script with its words and the clinic's disclosure.
struct Subject {
  let script: Script
  /// By locale tag.
  let phrasebooks: [String: Phrasebook]
  let disclosure: Disclosure
  /// The source language.
  let source: String
  let clinic: ClinicWords
  /// Of all offered languages.
  let protected: ProtectedWords
  let index: ScriptIndex
  /// Offered languages, the source first.
  let locales: [String]
  /// By locale tag.
  let heard: [String: HeardLanguage]
  private let uses: [FactUse]

  init(
    script: Script, phrasebooks: [String: Phrasebook], disclosure: Disclosure, source: String,
    clinic: ClinicWords, protected: ProtectedWords
  ) {
    self.script = script
    self.phrasebooks = phrasebooks
    self.disclosure = disclosure
    self.source = source
    self.clinic = clinic
    self.protected = protected
    index = ScriptIndex(script)
    locales = Self.locales(of: phrasebooks, source)
    heard = phrasebooks.mapValues {
      HeardLanguage($0, clinic: clinic, disclosure: disclosure)
    }
    uses = Self.uses(in: index, phrasebooks, locales)
  }

  static func locales(of books: [String: Phrasebook], _ source: String) -> [String] {
    books.keys.sorted { ($0 == source ? "" : $0) < ($1 == source ? "" : $1) }
  }

  /// Every spoken use of a fact: the node, where it names the line, and the languages concerned.
  func uses(of wanted: (Fact) -> Bool) -> [FactUse] { uses.filter { wanted($0.fact) } }

  private static func uses(
    in index: ScriptIndex, _ phrasebooks: [String: Phrasebook], _ locales: [String]
  ) -> [FactUse] {
    var known: [LineID: [(fact: Fact, locales: [String])]] = [:]
    return index.nodes.enumerated().flatMap { number, node in
      node.say.flatMap { spoken -> [FactUse] in
        let facts = known[spoken.line] ?? facts(of: spoken.line, phrasebooks, locales)
        known[spoken.line] = facts
        return facts.map {
          FactUse(node: number, spoken: spoken, fact: $0.fact, locales: $0.locales)
        }
      }
    }
  }

  /// The facts that a line uses in any language and form, with the languages that use them.
  private static func facts(
    of line: LineID, _ phrasebooks: [String: Phrasebook], _ locales: [String]
  ) -> [(fact: Fact, locales: [String])] {
    var users: [Fact: [String]] = [:]
    for locale in locales {
      for fact in phrasebooks[locale]?.phrase(line)?.facts ?? [] {
        users[fact, default: []].append(locale)
      }
    }
    return users.sorted { $0.key < $1.key }.map { (fact: $0.key, locales: $0.value) }
  }

  /// Every phrase of every language that can be spoken or sent, whether or not the script uses it.
  var texts: [Text] {
    locales.flatMap { locale -> [Text] in
      let book = phrasebooks[locale]!
      return [
        (Text.Kind.line, book.lines), (.reason, book.reasons), (.engine, book.engine),
        (.message, book.messages),
      ].flatMap { kind, phrases in
        phrases.sorted { $0.key < $1.key }.map { Text(kind: kind, id: $0.key, phrase: $0.value) }
      }
    }
  }
}

/// A line with a fact, where a node speaks it.
struct FactUse {
  let node: Int
  let spoken: Spoken
  let fact: Fact
  let locales: [String]
}

/// One phrase of one language, by its surface.
struct Text {
  enum Kind: String {
    case line, reason
    case engine = "engine sentence"
    case message
  }

  let kind: Kind
  let id: String
  let phrase: Phrase
}

/// A rule is broken at some moment of a call; the conversation to it is found afterwards.
struct Breach {
  let rule: RuleID
  let severity: Finding.Severity
  let place: SourcePlace
  let message: String
  /// Where it may show, and whether a moment there shows it.
  let sites: [(site: ConversationSearch.Site, shows: (ConversationSearch.Moment) -> Bool)]

  init(
    _ rule: RuleID, severity: Finding.Severity = .error, at place: SourcePlace, _ message: String,
    in site: ConversationSearch.Site, shows: @escaping (ConversationSearch.Moment) -> Bool
  ) {
    self.rule = rule
    self.severity = severity
    self.place = place
    self.message = message
    sites = [(site, shows)]
  }

  private init(_ breach: Breach, or other: Breach) {
    rule = breach.rule
    severity = breach.severity
    place = breach.place
    message = breach.message
    sites = breach.sites + other.sites
  }

  /// The same breach, shown by either.
  func or(_ other: Breach) -> Breach { Breach(self, or: other) }
}

/// A rule that needs no walk.
protocol StillRule: ExplainedRule {
  static func findings(in subject: Subject) -> [Finding]
}

/// A rule about what a conversation can reach.
protocol WalkedRule: ExplainedRule {
  /// What it needs followed beside the gate.
  static func follows(in subject: Subject) -> [Tracked]
  /// What is broken; called once for each walk, also for those of other rules.
  static func breaches(of subject: Subject, in walk: Walk) -> [Breach]
}

extension WalkedRule {
  static func follows(in subject: Subject) -> [Tracked] { [] }
}

/// The rules that are checked: one with an id (`RuleID.page`) is, by being a `StillRule`, a `WalkedRule`
/// or both. Others explain what is found elsewhere, such as by the reader.
enum Rules {
  static var still: [any StillRule.Type] {
    RuleID.allCases.compactMap { $0.explained as? any StillRule.Type }
  }

  static var walked: [any WalkedRule.Type] {
    RuleID.allCases.compactMap { $0.explained as? any WalkedRule.Type }
  }

  /// What is followed, each once; the gate alone first.
  static func followed(in subject: Subject) -> [Tracked] {
    var seen: Set<Tracked> = []
    return ([.nothing] + walked.flatMap { $0.follows(in: subject) }).filter {
      seen.insert($0).inserted
    }
  }
}

/// `locale/placeholders`: a translation uses the facts of its source.
enum LocalePlaceholders: LocaleRule {
  static let page = RulePage(
    .localePlaceholders,
    title: "a translation uses the facts of its source",
    demands: """
      Compared are the sets of names in braces, the count included; order and repetition are the
      translator's. The form "without" is compared by itself, because it stands alone when it is
      spoken. (A name in braces that is no fact is a "reference", in whichever language.)
      """,
    why: """
      A fact that only one language says is said to some patients and not to others: a number that
      is missing in Spanish, or a name that only English keeps back.
      """,
    source: """
      45 CFR 92.201: accurate, and with the same protection of privacy
      """,
    example: RuleExample(
      in: "locales/es/visit.yaml",
      broken: """
            text: "Habla {caller}, por una cita. ¿Está {ask_for}?"
        """,
      repaired: """
            text: "Habla {caller}, de {clinic}, por una cita. ¿Está {ask_for}?"
        """),
    repair: """
      Use the same names in braces; where the sentence cannot hold one, change the source too.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    unknown(in: subject) + subject.pairs.flatMap { compare($0) }
  }

  /// Never-facts are names too, but theirs is `privacy/never`.
  private static func unknown(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap(subject.texts).filter { $0.kind == .line }.flatMap { text in
      Set(text.phrase.templates.flatMap(\.unknowns)).subtracting(Fact.never).sorted().map {
        Finding(
          rule: .reference, place: text.phrase.place,
          message: UnknownLine.message(fact: $0, in: "\(text.surface) \(quoted(text.id))"))
      }
    }
  }

  private static func compare(_ pair: TranslatedText) -> [Finding] {
    let (here, there) = (pair.text.phrase, pair.source)
    return differences(pair, here.names, there.names, "")
      + differences(pair, here.namesWithout, there.namesWithout, " in the form \"without\"")
  }

  private static func differences(
    _ pair: TranslatedText, _ here: Set<String>, _ there: Set<String>, _ form: String
  ) -> [Finding] {
    let extra = here.subtracting(there).sorted().map {
      "uses \(quoted($0)), which its source does not"
    }
    let lost = there.subtracting(here).sorted().map {
      "does not use \(quoted($0)), which its source does"
    }
    return (extra + lost).map {
      Finding(
        rule: .localePlaceholders, place: pair.text.phrase.place,
        message: "\(pair.text.name) in \(quoted(pair.locale)) \($0)\(form)")
    }
  }
}

extension LocaleText {
  /// What a line is where it is spoken or sent.
  fileprivate var surface: String {
    switch file {
    case "engine": Text.Kind.engine.rawValue
    case "messages": Text.Kind.message.rawValue
    default: kind.rawValue
    }
  }
}

extension Phrase {
  /// Names in braces of the text or its forms, `without` aside, and the count.
  fileprivate var names: Set<String> {
    switch body {
    case .plain(let template): template.nameSet
    case .counted(let count, let forms, _):
      forms.values.reduce(into: [count.rawValue]) { $0.formUnion($1.nameSet) }
    }
  }

  fileprivate var namesWithout: Set<String> {
    guard case .counted(_, _, let without) = body else { return [] }
    return without?.nameSet ?? []
  }
}

extension Template {
  /// What is no fact at all is told as such, and compared no further.
  fileprivate var nameSet: Set<String> {
    Set(facts.map(\.rawValue) + unknowns.filter(Fact.never.contains))
  }
}

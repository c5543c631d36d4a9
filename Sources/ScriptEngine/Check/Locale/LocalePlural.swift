/// `locale/plural`: a counted text has its language's plural forms.
enum LocalePlural: LocaleRule {
  static let page = RulePage(
    .localePlural,
    title: "a counted text has its language's plural forms",
    demands: """
      Exactly the forms that its count can reach (weeks from 1 to 520), "other" always, and
      "without" for a record that does not hold the count. English and Spanish need "one" and
      "other"; Russian "one", "few", "many" and "other". A count is only said in a text with its
      own "count:", never in "without".
      """,
    why: """
      "It has been 1 weeks" sounds like a machine, and in many languages the wrong form is a wrong
      sentence.
      """,
    source: """
      Unicode CLDR, language plural rules
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
            count: weeks_since_visit
            other: "It has been {weeks_since_visit} weeks since we saw you."
            without: "It has been a while since we saw you."
        """,
      repaired: """
            count: weeks_since_visit
            one: "It has been a week since we saw you."
            other: "It has been {weeks_since_visit} weeks since we saw you."
            without: "It has been a while since we saw you."
        """),
    repair: """
      Add the form that the finding names, or take out the one that no count reaches.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap { folder in
      subject.texts(of: folder).flatMap { text in
        problems(text.phrase, folder.locale).map { problem in
          Finding(
            rule: .localePlural, place: text.phrase.place,
            message: "\(text.name) in \(quoted(folder.locale)) \(problem)")
        }
      }
    }
  }

  private static func problems(_ phrase: Phrase, _ locale: String) -> [String] {
    switch phrase.body {
    case .plain(let template):
      return strayCounts([template], but: nil).map {
        "says the count \(quoted($0)) without \"count: \($0)\""
      }
    case .counted(let count, let forms, let without):
      let stray = strayCounts(Array(forms.values), but: count).map {
        "says the count \(quoted($0)), but is counted by \(quoted(count.rawValue))"
      }
      return self.forms(forms, locale) + stray + self.without(without, count)
    }
  }

  private static func forms(
    _ forms: [PluralCategory: Template], _ locale: String
  ) -> [String] {
    let required = PluralRules.required(in: locale, range: Fact.countRange)
    return PluralCategory.allCases.compactMap { category in
      switch (required.contains(category), forms[category] != nil) {
      case (true, false): "lacks the plural form \(quoted(category.rawValue))"
      case (false, true):
        "has the plural form \(quoted(category.rawValue)), which no count from 1 to 520 reaches"
      default: nil
      }
    }
  }

  private static func without(_ without: Template?, _ count: Fact) -> [String] {
    guard let without else { return ["lacks the form \"without\" for a missing count"] }
    return strayCounts([without], but: nil).map {
      "says the count \(quoted($0)) in the form \"without\""
    }
  }

  private static func strayCounts(_ templates: [Template], but own: Fact?) -> [String] {
    Fact.allCases.filter { fact in
      fact.isCount && fact != own && templates.contains { $0.facts.contains(fact) }
    }.map(\.rawValue)
  }
}

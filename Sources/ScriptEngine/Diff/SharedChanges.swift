import RecallDomain

/// What may be heard in any call, and what the approval rests on beside the script.
extension ScriptComparison {
  func sharedChanges() -> [ScriptChange] {
    onlyAfter.map { ScriptChange(.languageNew, $0, locale: $0) }
      + onlyBefore.map { ScriptChange(.languageGone, $0, locale: $0) }
      + common.flatMap { locale -> [ScriptChange] in
        guard let old = before.books[locale], let new = after.books[locale] else { return [] }
        return phraseChanges(old, new, locale) + languageChanges(old.language, new.language, locale)
      }
  }

  private func phraseChanges(
    _ old: Phrasebook, _ new: Phrasebook, _ locale: String
  ) -> [ScriptChange] {
    let parts: [(String, [String: Phrase], [String: Phrase])] = [
      ("reason ", old.reasons, new.reasons), ("", old.engine, new.engine),
      ("", old.messages, new.messages),
    ]
    return parts.flatMap { name, was, now in
      Set(was.keys).union(now.keys).sorted().flatMap { id in
        SpokenForms(was[id]).differences(to: SpokenForms(now[id])).map {
          Self.rewording(name + id, locale, $0)
        }
      }
    }
  }

  private func languageChanges(
    _ old: Language, _ new: Language, _ locale: String
  ) -> [ScriptChange] {
    let (was, now) = (Self.texts(of: old), Self.texts(of: new))
    return Set(was.keys).union(now.keys).sorted().filter { was[$0] != now[$0] }.map {
      Self.rewording($0, locale, (nil, was[$0], now[$0]))
    }
  }

  /// What an approval of the words covers of the language itself.
  private static func texts(of language: Language) -> [String: String] {
    var texts: [String: String] = [
      "pattern of dates": language.datePattern, "pattern of times": language.timePattern,
    ]
    texts["pattern of dates in another year"] = language.farDatePattern
    texts["word before a time"] = language.at
    texts["word before one o'clock"] = language.atOne
    for (hour, phrase) in language.greetings { texts["greeting from \(hour):00"] = phrase }
    for (part, phrase) in language.parts { texts["word for the \(part)"] = phrase }
    for (day, phrase) in language.days { texts["word for \(day.rawValue)"] = phrase }
    for (fact, phrase) in language.without {
      texts["words where the \(StepWords.spaced(fact.rawValue)) is not known"] = phrase
    }
    return texts
  }

  // MARK: Policy

  func policyChanges() -> [ScriptChange] {
    let changes = disclosureChanges + identityChanges
    // The hash covers more than is kept: which segments and reasons are sensitive or strict.
    guard changes.isEmpty, let was = before.policyHash, let now = after.policyHash, was != now
    else { return changes }
    return [ScriptChange(.sensitivity, "sensitive or strict segments and reasons")]
  }

  private var disclosureChanges: [ScriptChange] {
    Fact.allCases.compactMap { fact in
      let (was, now) = (Self.rule(of: fact, in: before), Self.rule(of: fact, in: after))
      return was == now
        ? nil : ScriptChange(.disclosure, fact.rawValue, before: was, after: now)
    }
  }

  private var identityChanges: [ScriptChange] {
    let (old, new) = (before.identity, after.identity)
    let rows = [
      ("always asked", Self.names(old.require), Self.names(new.require)),
      (
        "asked besides in sensitive cases", Self.names(old.sensitiveAdds),
        Self.names(new.sensitiveAdds)
      ),
      ("tries", String(old.tries), String(new.tries)),
    ]
    return rows.filter { $0.1 != $0.2 }.map {
      ScriptChange(.identity, $0.0, before: $0.1, after: $0.2)
    }
  }

  private static func names(_ kinds: [IdentifierKind]) -> String {
    kinds.isEmpty ? "nothing" : kinds.map { StepWords.spaced($0.rawValue) }.joined(separator: ", ")
  }
}

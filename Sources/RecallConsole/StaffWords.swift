import RecallDomain
package import ScriptEngine

/// What staff read and what they may type, by language: all that a console has to say for itself, before
/// there is any script.
package struct StaffWords: Sendable {
  private let staff: [String: StaffPhrases]
  /// What staff may type for names, in the languages of the console.
  package let typed: TypedWords
  /// Offered languages, the source first.
  package let languages: [String]

  /// Never empty of texts: a console without words is refused at start.
  package init(_ staff: [String: StaffPhrases], languages: [String]) {
    precondition(!staff.isEmpty, "a console has staff texts in at least one language")
    self.staff = staff
    typed = TypedWords(staff)
    self.languages = languages
  }

  /// Languages the console itself speaks, the source first.
  package var staffLanguages: [String] {
    let offered = languages.filter { staff[$0] != nil }
    return offered + staff.keys.filter { !offered.contains($0) }.sorted()
  }

  /// The nearest language there are staff texts for: the tag, its primary subtag, the source.
  package func staffLocale(for tag: String) -> String {
    knownStaffLocale(tag) ?? staffLanguages[0]
  }

  func knownStaffLocale(_ tag: String) -> String? {
    [tag, RecallDomain.LanguageTag.primary(tag)].first { staff[$0] != nil }
  }

  /// A language of the console by its tag, or by its name in any of them: `es`, `Spanish`, `español`.
  func staffLocale(named typed: String) -> String? {
    knownStaffLocale(typed)
      ?? LanguageNames.tag(for: typed, namedIn: staffLanguages).flatMap { knownStaffLocale($0) }
  }

  package func phrases(in locale: String) -> StaffPhrases {
    staff[locale] ?? staff[staffLanguages[0]]!
  }

  /// Some language has a staff text of this name.
  func knows(_ key: String) -> Bool { staff.values.contains { $0.keys.contains(key) } }
}

/// What one text says in one language: the same for every number, or by plural form.
package enum Wording: Hashable, Sendable {
  case plain(String)
  /// `by` is the count's fact; `nil` for staff texts, whose count the program gives. `without` is
  /// for a record that does not hold the count.
  case counted(by: String?, forms: [PluralCategory: String], without: String?)

  /// What the hash of a source is made of (SCRIPT-FORMAT, "Locales").
  package var hashedText: String { texts.joined(separator: "\n") }
  package var hash: String { TranslationHash.of(hashedText) }

  /// Every text, forms in CLDR's order, `without` last.
  package var texts: [String] {
    switch self {
    case .plain(let text): [text]
    case .counted(_, let forms, let without):
      PluralCategory.allCases.compactMap { forms[$0] } + [without].compactMap { $0 }
    }
  }

  /// Names in braces of the text or its forms, `without` aside, and the count.
  package var names: Set<String> {
    switch self {
    case .plain(let text): Self.names(in: text)
    case .counted(let count, let forms, _):
      forms.values.reduce(into: Set([count].compactMap { $0 })) { $0.formUnion(Self.names(in: $1)) }
    }
  }

  package var namesWithout: Set<String> {
    guard case .counted(_, _, let without?) = self else { return [] }
    return Self.names(in: without)
  }

  /// A brace without its partner counts as a name that no source has.
  static func names(in text: String) -> Set<String> {
    TemplateReader.pieces(of: text).reduce(into: []) { names, piece in
      switch piece {
      case .text: return
      case .name(let name): names.insert(name)
      case .unclosed(let rest): names.insert(rest)
      }
    }
  }

  init(_ phrase: Phrase) {
    switch phrase.body {
    case .plain(let template): self = .plain(template.source)
    case .counted(let count, let forms, let without):
      self = .counted(
        by: count.rawValue, forms: forms.mapValues(\.source), without: without?.source)
    }
  }

  init(_ phrase: StaffPhrase) {
    switch phrase {
    case .plain(let text): self = .plain(text)
    case .counted(let forms): self = .counted(by: nil, forms: forms, without: nil)
    }
  }
}

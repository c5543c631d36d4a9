/// One text of a locale: plain, or by the plural form of a count.
package struct Phrase: Codable, Hashable, Sendable {
  package enum Body: Codable, Hashable, Sendable {
    case plain(Template)
    /// Forms by CLDR category; `other` is always there. `without` is for a missing count.
    case counted(Fact, forms: [PluralCategory: Template], without: Template?)
  }

  package let body: Body
  /// For translators and trainers; source language only.
  package let note: String?
  /// First 12 hex digits of the SHA-256 of the source text it was translated from.
  package let of: String?
  package let place: SourcePlace

  package init(body: Body, note: String? = nil, of: String? = nil, place: SourcePlace) {
    self.body = body
    self.note = note
    self.of = of
    self.place = place
  }

  /// Every form that can be spoken.
  package var templates: [Template] {
    switch body {
    case .plain(let template): [template]
    case .counted(_, let forms, let without):
      PluralCategory.allCases.compactMap { forms[$0] } + [without].compactMap { $0 }
    }
  }

  /// Every fact any form uses, the count included.
  package var facts: Set<Fact> {
    var facts = Set(templates.flatMap(\.facts))
    if case .counted(let count, _, _) = body { facts.insert(count) }
    return facts
  }
}

/// Text with facts in braces, read once.
package struct Template: Codable, Hashable, Sendable {
  package enum Part: Codable, Hashable, Sendable {
    case text(String)
    case fact(Fact)
    /// A name in braces that is no fact a line may use; the checker refuses it.
    case unknown(String)
  }

  /// As parsed from the file, nothing trimmed: what `of` hashes.
  package let source: String
  package let parts: [Part]

  /// `{name}` is a fact; `{{` and `}}` are braces; an unclosed brace is an unknown.
  package init(_ source: String) {
    self.source = source
    parts = TemplateReader.parts(of: source)
  }

  package var facts: [Fact] {
    parts.compactMap { if case .fact(let fact) = $0 { fact } else { nil } }
  }

  package var unknowns: [String] {
    parts.compactMap { if case .unknown(let name) = $0 { name } else { nil } }
  }
}

/// The plural categories of CLDR, in the order in which `of` joins the forms.
package enum PluralCategory: String, CaseIterable, Codable, Hashable, Sendable {
  case zero, one, two, few, many, other
}

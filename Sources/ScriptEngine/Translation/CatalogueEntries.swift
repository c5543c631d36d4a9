/// How one text becomes entries of a catalogue, and entries a text: the only place that knows.
///
/// A plain text is one entry. A counted text is one with plural forms, and a second, its context
/// ending in `#without`, for the form that is said when the count is missing.
struct CatalogueEntries {
  static let withoutMark = "#without"

  let language: String
  let forms: PluralForms

  /// `msgid` and `msgid_plural` of a source.
  static func ids(of source: Wording) -> (id: String, plural: String?) {
    switch source {
    case .plain(let text): (text, nil)
    case .counted(_, let forms, _):
      (forms[.one] ?? forms[.other] ?? "", forms[.other] ?? "")
    }
  }

  /// `msgstr` of a translation; empty where there is none, or where it has another shape than its
  /// source, which a catalogue cannot hold.
  func strings(of translation: Wording?, for source: Wording) -> [String] {
    switch (source, translation) {
    case (.plain, .plain(let text)?): [text]
    case (.plain, _): [""]
    case (.counted, .plain(let text)?): Array(repeating: text, count: forms.count)
    case (.counted, .counted(_, let texts, _)?):
      forms.categories.map { category in
        category.flatMap { texts[$0] } ?? texts[.other] ?? ""
      }
    case (.counted, nil): Array(repeating: "", count: forms.count)
    }
  }

  /// The text that the strings of an entry say, in the shape of its source. `before` is what the
  /// language says now: forms that no whole number takes stand as they are, unless they only
  /// repeated the last one.
  ///
  /// - Parameter spoken: a count goes from 1 to 520, and only the forms that it reaches are written.
  func wording(
    _ strings: [String], without: String?, source: Wording, before: Wording?, spoken: Bool
  ) -> Wording {
    guard case .counted(let count, _, _) = source else { return .plain(strings.first ?? "") }
    var texts: [PluralCategory: String] = [:]
    for category in needed(spoken) where forms.hasForm(category) {
      texts[category] = strings[forms.index(of: category)]
    }
    if texts[.other] == nil { texts[.other] = unreached(strings, before) }
    if !spoken { drop(&texts, before) }
    return .counted(by: count, forms: texts, without: without)
  }

  private func needed(_ spoken: Bool) -> [PluralCategory] {
    spoken
      ? PluralRules.required(in: language, range: Fact.countRange)
      : PluralCategory.allCases
  }

  /// `other` of a language whose whole numbers all have forms of their own.
  private func unreached(_ strings: [String], _ before: Wording?) -> String {
    let last = strings.last ?? ""
    guard case .counted(_, let texts, _)? = before, let other = texts[.other],
      let lastCategory = forms.categories.last ?? nil, texts[lastCategory] != other
    else { return last }
    return other
  }

  /// Staff texts may leave out a form that says what `other` says; those that were left out stay so.
  private func drop(_ texts: inout [PluralCategory: String], _ before: Wording?) {
    guard case .counted(_, let old, _)? = before else { return }
    for (category, text) in texts
    where category != .other && old[category] == nil && text == texts[.other] {
      texts[category] = nil
    }
  }
}

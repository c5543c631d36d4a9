/// What the console says to staff in one language: texts with free placeholders, and labels.
///
/// Another type than spoken words, filled by other rules: nothing here is ever spoken. A key that
/// the language lacks falls back to the source language, and then to the key itself, so that a
/// screen never goes blank.
package struct StaffPhrases: Hashable, Sendable {
  package let locale: String
  /// Days and times as staff of this language read them.
  package let dates: SpokenDates
  private let texts: [String: StaffPhrase]
  private let labels: [String: String]
  private let sourceLocale: String
  private let sourceTexts: [String: StaffPhrase]
  private let sourceLabels: [String: String]

  /// `source` is the folder of the source language; the same one for that language itself.
  package init(
    locale: String, language: Language, texts: [String: StaffPhrase], labels: [String: String],
    source: StaffPhrases? = nil
  ) {
    self.locale = locale
    dates = SpokenDates(language: language, locale: locale)
    self.texts = texts
    self.labels = labels
    sourceLocale = source?.locale ?? locale
    sourceTexts = source?.texts ?? texts
    sourceLabels = source?.labels ?? labels
  }

  /// Every key of this language; tests hold them against what the program asks for.
  package var keys: Set<String> { Set(texts.keys) }

  /// `{name}` is replaced by `values["name"]`, `{count}` by the count; a name without a value stays
  /// as it is. With `count`, the plural form of the language is taken.
  package func text(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    let found = texts[key].map { ($0, locale) } ?? sourceTexts[key].map { ($0, sourceLocale) }
    guard let (phrase, locale) = found else { return key }
    var values = values
    if let count, values["count"] == nil { values["count"] = String(count) }
    return phrase.text(values, count: count, in: locale)
  }

  /// A label of `console.yaml`, such as `outcome.no-answer.busy-signal`; a detail without one of its
  /// own has that of its outcome.
  package func label(_ key: String) -> String? {
    if let label = labels[key] ?? sourceLabels[key] { return label }
    let parts = key.split(separator: ".")
    return parts.count == 3 ? label(parts.prefix(2).joined(separator: ".")) : nil
  }
}

/// One text for staff: the same for every number, or by plural form.
package enum StaffPhrase: Hashable, Sendable {
  case plain(String)
  case counted([PluralCategory: String])

  func text(_ values: [String: String], count: Int?, in locale: String) -> String {
    switch self {
    case .plain(let text): Self.fill(text, values)
    case .counted(let forms): Self.fill(form(forms, count, locale), values)
    }
  }

  private func form(
    _ forms: [PluralCategory: String], _ count: Int?, _ locale: String
  ) -> String {
    let category = count.map { PluralRules.category(of: $0, in: locale) } ?? .other
    return forms[category] ?? forms[.other] ?? ""
  }

  /// One pass, so that a value that holds braces is never filled again. `{{` and `}}` are braces. A
  /// value that brings its own full stop, such as `2:30 p.m.`, ends the sentence with it.
  private static func fill(_ text: String, _ values: [String: String]) -> String {
    TemplateReader.pieces(of: text).reduce(into: "") { filled, piece in
      switch piece {
      case .text(let words):
        let isEnded = filled.hasSuffix(".") && words.hasPrefix(".") && !words.hasPrefix("..")
        filled += isEnded ? String(words.dropFirst()) : words
      case .name(let name): filled += values[name] ?? "{\(name)}"
      case .unclosed(let rest): filled += rest
      }
    }
  }
}

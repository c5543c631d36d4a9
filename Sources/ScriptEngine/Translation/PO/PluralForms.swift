/// How a catalogue numbers the plural forms of a language: the `Plural-Forms` header, and which
/// CLDR category each of its forms is.
package struct PluralForms: Hashable, Sendable {
  /// `nplurals=2; plural=(n != 1);`
  package let header: String
  /// CLDR category → index of `msgstr[…]`. A category that no whole number has (Russian `other`) is
  /// not there.
  private let indices: [PluralCategory: Int]
  package let count: Int

  /// Whole numbers that show every category of every language of the table, millions aside: nobody
  /// counts so many weeks or patients, and the tools of translators do not ask for that form.
  private static let shown = Array(1...1_000) + [0]

  /// As CLDR has it for this language, forms in CLDR's order.
  package init(language: String) {
    let reached = Set(Self.shown.map { PluralRules.category(of: $0, in: language) })
    let categories = PluralCategory.allCases.filter(reached.contains)
    indices = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    count = categories.count
    header = "nplurals=\(count); plural=\(PluralRules.expression(for: language));"
  }

  /// As the file has it: its author's tool may number the forms in its own way. `nil` when the
  /// header is none.
  package init?(header: String, language: String) {
    guard let parts = Self.parts(of: header), let count = Int(parts.count), (1...6).contains(count),
      let expression = PluralExpression(parts.plural)
    else { return nil }
    var indices: [PluralCategory: Int] = [:]
    for number in Self.shown {
      let category = PluralRules.category(of: number, in: language)
      let index = expression.form(of: number)
      guard (0..<count).contains(index) else { return nil }
      if indices[category] == nil { indices[category] = index }
    }
    self.header = header
    self.indices = indices
    self.count = count
  }

  private static func parts(of header: String) -> (count: String, plural: String)? {
    var values: [String: String] = [:]
    for part in header.split(separator: ";") {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let name = part[..<equals].filter { !$0.isWhitespace }
      values[name] = String(part[part.index(after: equals)...])
    }
    guard let count = values["nplurals"], let plural = values["plural"] else { return nil }
    return (count.filter { !$0.isWhitespace }, plural)
  }

  /// Where the text of a category stands; a category without a form of its own is the last one.
  package func index(of category: PluralCategory) -> Int { indices[category] ?? count - 1 }

  /// Whether some whole number has this category.
  package func hasForm(_ category: PluralCategory) -> Bool { indices[category] != nil }

  /// The category that each form stands for, in the order of `msgstr[…]`; `nil` for a form that no
  /// number of ours takes.
  package var categories: [PluralCategory?] {
    (0..<count).map { index in
      PluralCategory.allCases.first { indices[$0] == index }
    }
  }
}

/// Which plural form a language uses for a whole number: the cardinal rules of CLDR.
///
/// Only whole numbers are counted here (weeks, patients, items), so the operands of CLDR reduce to
/// one: `i` is the number itself, `v`, `f` and `e` are 0. Source: CLDR 45 `plurals.xml`.
package enum PluralRules {
  /// The form for `number`; negative numbers count as their size. A language that the table does
  /// not know has only `other`, as CLDR's root has.
  package static func category(of number: Int, in locale: String) -> PluralCategory {
    rule(for: locale)(number.magnitude)
  }

  /// Exactly the forms that the numbers of `range` can reach.
  package static func reachable(in locale: String, range: ClosedRange<Int>) -> Set<PluralCategory> {
    let rule = rule(for: locale)
    return range.reduce(into: []) { $0.insert(rule($1.magnitude)) }
  }

  /// The forms that a text must have for a count of this range, in the order of CLDR: what the
  /// range can reach, and always `other`.
  package static func required(in locale: String, range: ClosedRange<Int>) -> [PluralCategory] {
    let reached = reachable(in: locale, range: range)
    return PluralCategory.allCases.filter { $0 == .other || reached.contains($0) }
  }

  /// The tag itself (`pt-PT`), else its language (`pt`), else the root.
  static func rule(for locale: String) -> PluralTable.Rule {
    family(for: locale)?.rule ?? PluralTable.onlyOther
  }

  /// The C expression of the language for gettext's `Plural-Forms`.
  static func expression(for locale: String) -> String {
    family(for: locale)?.expression ?? "0"
  }

  private static func family(for locale: String) -> PluralTable.Family? {
    let tag = locale.lowercased()
    if let family = PluralTable.families[tag] { return family }
    return PluralTable.families[String(tag.prefix { $0 != "-" && $0 != "_" })]
  }
}

extension Fact {
  /// What a count may be: below it is missing, above it is the greatest.
  package static let countRange = 1...520
}

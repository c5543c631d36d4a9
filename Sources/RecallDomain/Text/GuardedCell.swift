/// A cell of a CSV file that a spreadsheet will not take for a formula: `'` before whatever begins,
/// behind any `'` of its own, with a sign that begins one. Reading takes one `'` away in exactly those
/// cells, so that what went out comes back, and a name such as `'t Hooft` stays.
package enum GuardedCell {
  /// Signs that begin a formula, in Latin and full-width letters (OWASP, "CSV Injection").
  private static let signs: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠",
  ]

  /// As it stands in a file: without control characters, guarded, and quoted where commas, quotes or
  /// line ends ask for it.
  package static func text(_ value: String) -> String {
    let clean = TerminalText.clean(value)
    let safe = isRisky(clean) ? "'" + clean : clean
    return QuotedCell.isNeeded(safe) ? QuotedCell.text(safe) : safe
  }

  /// A spreadsheet would take it for a formula, or it begins as a guarded cell does.
  package static func isRisky(_ value: String) -> Bool {
    let first = value.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" && $0 != "'" }
    return first.map { signs.contains($0) } ?? false
  }
}

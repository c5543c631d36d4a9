internal import RecallDomain

/// A cell that a spreadsheet will not take for a formula, and its inverse: `'` before whatever
/// begins, behind any `'` of its own, with a sign that begins one. Reading takes one `'` away in
/// exactly those cells, so that what went out comes back, and a name such as `'t Hooft` stays.
enum GuardedCell {
  /// Signs that begin a formula, in Latin and full-width letters (OWASP, "CSV Injection").
  private static let signs: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠",
  ]
  private static let quote: UInt8 = 0x27

  /// As it stands in a file: guarded, and quoted where commas, quotes or line ends ask for it.
  static func text(_ value: String) -> String {
    let safe = isRisky(value) ? "'" + value : value
    return QuotedCell.isNeeded(safe) ? QuotedCell.text(safe) : safe
  }

  private static func isRisky(_ value: String) -> Bool {
    let first = value.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" && $0 != "'" }
    return first.map { signs.contains($0) } ?? false
  }

  /// Without the guard, if there is one.
  static func unguarded(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard cell.first == quote else { return cell }
    let rest = cell.dropFirst()
    return isRisky(FieldText.decode(rest)) ? rest : cell
  }
}

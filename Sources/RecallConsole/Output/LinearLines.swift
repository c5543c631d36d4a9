import RecallDomain

/// What a screen reader and a line of braille get (`--linear`): one thing a line, from the left edge,
/// without columns, bars, boxes and signs that are drawn and not read.
///
/// Every line of a console goes through here, whoever laid it out: what stood in columns is divided by
/// commas.
package enum LinearLines {
  /// A line that no list lays out in columns, and no terminal is asked for.
  static let width = 4_000

  package static func line(_ text: String) -> String {
    var line = ""
    var spaces = 0
    for sign in unmarked(text) {
      if sign == " " || sign == "\u{A0}" {
        spaces += 1
      } else if isDivider(sign) {
        if !line.isEmpty { spaces = max(spaces, 2) }
      } else if !isDrawn(sign) {
        if spaces > 0, !line.isEmpty { line += gap(spaces, after: line.last) }
        spaces = 0
        line.append(sign)
      }
    }
    return line
  }

  /// Without the dash that stands before an entry of a list.
  private static func unmarked(_ text: String) -> Substring {
    let body = text.drop { $0 == " " }
    return body.hasPrefix("– ") ? body.dropFirst() : text[...]
  }

  private static func gap(_ spaces: Int, after last: Character?) -> String {
    guard spaces > 1, let last, !",:;.!?".contains(last) else { return " " }
    return ", "
  }

  /// What divides facts on one line.
  private static func isDivider(_ sign: Character) -> Bool { sign == "·" || sign == "→" }

  /// Quotation marks of spoken words, telephones, boxes and bars: the line says what it is.
  private static func isDrawn(_ sign: Character) -> Bool {
    if "❝❞☎✓".contains(sign) { return true }
    guard let scalar = sign.unicodeScalars.first else { return true }
    return (0x2500...0x259F).contains(scalar.value)
  }
}

/// A cell of a CSV file between double quotes, the quotes in it doubled (RFC 4180).
///
/// By scalar, as a spreadsheet reads it: a quote under an accent is one character to Swift, and still
/// the end of a cell.
package enum QuotedCell {
  package static func text(_ value: String) -> String {
    var written = "\"".unicodeScalars
    for scalar in value.unicodeScalars {
      if scalar == "\"" { written.append(scalar) }
      written.append(scalar)
    }
    return String(written) + "\""
  }

  /// Has what a cell may hold only between quotes.
  package static func isNeeded(_ value: String) -> Bool {
    value.unicodeScalars.contains { scalar in
      switch scalar {
      case ",", "\"", "\n", "\r", ";", "\t": true
      default: false
      }
    }
  }
}

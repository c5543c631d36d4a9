import Foundation

/// Text as it is compared: without case, accents, compatibility forms, invisible characters, and
/// with single spaces. `  JOSÉ  Muñoz ` and `jose munoz` are one.
package enum Folded {
  package static func text(_ text: some StringProtocol) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? ascii(text) : unicode(String(text))
  }

  private static func ascii(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A: bytes.append(byte + 0x20)
      case 0x21...0x7E: bytes.append(byte)
      case 0x20, 0x09...0x0D: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      default: continue
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unicode(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: continue
      case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
        if let last = folded.last, last != " " { folded.append(" ") }
      default: folded.append(contentsOf: (letters[scalar] ?? String(scalar)).unicodeScalars)
      }
    }
    if folded.last == " " { folded.removeLast() }
    return String(folded)
  }

  /// Letters that Unicode does not take apart, and the quotes people type for an apostrophe.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ħ": "h", "ŧ": "t", "‘": "'", "’": "'", "ʼ": "'", "´": "'", "‐": "-", "‑": "-", "–": "-",
    "—": "-",
  ]
}

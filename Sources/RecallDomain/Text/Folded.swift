import Foundation

/// Text as it is compared: without case, accents, compatibility forms, invisible characters, and
/// with single spaces. `  JOSÉ  Muñoz ` and `jose munoz` are one.
package enum Folded {
  package static func text(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return ascii(text) }
    return latin(text) ?? unicode(String(text))
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

  /// ASCII and the letters of Latin-1, as `unicode` folds them but without its tables; `nil` when
  /// there is anything else.
  private static func latin(_ text: some StringProtocol) -> String? {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: folded.append(UInt8(scalar.value) + 0x20)
      case 0x21...0x7E: folded.append(UInt8(scalar.value))
      case 0x00...0x20, 0x7F: if let last = folded.last, last != 0x20 { folded.append(0x20) }
      case 0xC0...0xFF: folded.append(contentsOf: latinLetters[Int(scalar.value) - 0xC0].utf8)
      default: return nil
      }
    }
    if folded.last == 0x20 { folded.removeLast() }
    return String(decoding: folded, as: UTF8.self)
  }

  /// U+00C0 to U+00FF.
  private static let latinLetters = [
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "×", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "÷", "o", "u", "u", "u", "u", "y", "th", "y",
  ]

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

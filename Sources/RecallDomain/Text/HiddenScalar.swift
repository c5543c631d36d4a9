/// What may stand in a document, and must not reach a terminal that shows it: deletions and C1
/// controls, line separators, bidi controls, what is drawn as nothing, tags.
package enum HiddenScalar {
  /// Besides C0, which each form of document writes in its own way.
  package static func isOne(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// As JSON writes it in letters: `\u200b`, and as two halves what UTF-16 has in two.
  package static func json(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar)!.map { unit in
      let hex = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }.joined()
  }
}

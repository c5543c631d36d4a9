internal import Crypto
import RecallDomain

/// What a translation's `of:` holds: the first 12 hex digits of the SHA-256 of the UTF-8 of the
/// source text as parsed, nothing trimmed (SCRIPT-FORMAT, "Locales").
package enum TranslationHash {
  package static func of(_ source: Phrase) -> String { of(source.hashedText) }

  package static func of(_ text: String) -> String { String(SHA256Text.hex(text).prefix(12)) }
}

extension Phrase {
  /// The text, or the forms present joined with newlines in the order zero, one, two, few, many,
  /// other, without.
  package var hashedText: String { templates.map(\.source).joined(separator: "\n") }
}

/// SHA-256 in hex digits.
enum SHA256Text {
  static func hex(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).hexDigits
  }
}

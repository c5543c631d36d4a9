import Foundation
import RecallDomain

/// A language as people name it, in any language the clinic works in, to its BCP 47 tag.
enum LanguageNames {
  /// The languages that a US clinic meets most (DOMAIN 3); any other tag is taken as typed.
  static let common = [
    "en", "es", "zh", "cmn", "yue", "vi", "tl", "fil", "ko", "ar", "ht", "ru", "fr", "pt", "fa",
    "pl",
    "hi",
    "ur", "bn", "gu", "pa", "ja", "de", "it", "am", "so", "uk", "km", "hmn", "nv", "ase", "kea",
    "el", "he", "ne", "ps", "sw", "ta", "te", "th", "tr",
  ]

  static func tag(for typed: String, namedIn locales: [String]) -> String? {
    let folded = Folded.text(typed)
    guard !folded.isEmpty else { return nil }
    let subtags = folded.split(separator: "-")
    if let first = subtags.first, common.contains(String(first)) { return canonical(folded) }
    let names = common.flatMap { tag in
      locales.compactMap { Locale(identifier: $0).localizedString(forLanguageCode: tag) }
        .map { (Folded.text($0), tag) }
    }
    if let exact = names.first(where: { $0.0 == folded }) { return exact.1 }
    let meant = Set(names.filter { $0.0.hasPrefix(folded) }.map(\.1))
    return meant.count == 1 ? meant.first : nil
  }

  private static func canonical(_ tag: String) -> String {
    let parts = tag.split(separator: "-").map(String.init)
    let rest = parts.dropFirst().map { part in
      part.count == 2 ? part.uppercased() : part.count == 4 ? part.capitalized : part
    }
    return ([parts[0]] + rest).joined(separator: "-")
  }
}

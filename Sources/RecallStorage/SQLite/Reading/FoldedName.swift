import Foundation

/// Names as they are compared and searched: lower case, no accents, single spaces.
enum FoldedName {
  static func of(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { $0 < 128 }
    let folded =
      plain
      ? text.lowercased()
      : text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased()
    let parts = folded.split { $0 == " " || $0 == "-" || $0 == "\t" || $0 == "\u{a0}" }
    return parts.joined(separator: " ")
  }
}

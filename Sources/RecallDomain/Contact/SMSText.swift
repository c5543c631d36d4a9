import Foundation

/// How long a text is as an SMS (3GPP TS 23.038 and 23.040): in the GSM 7-bit alphabet 160 septets
/// go into one message, or 153 into each of several; one letter outside it makes it UCS-2 with 70
/// code units, or 67.
package struct SMSText: Hashable, Sendable {
  package enum Encoding: String, Sendable {
    case gsm7 = "GSM-7"
    case ucs2 = "UCS-2"
  }

  package let encoding: Encoding
  /// Septets in GSM-7 (a letter of the extension table is two), UTF-16 code units in UCS-2.
  package let length: Int
  /// Letters that GSM-7 lacks, in order, each once.
  package let foreign: [Character]

  package init(_ text: String) {
    var foreign: [Character] = []
    var septets = 0
    for character in text {
      guard let length = Self.septets(character) else {
        if !foreign.contains(character) { foreign.append(character) }
        continue
      }
      septets += length
    }
    self.foreign = foreign
    encoding = foreign.isEmpty ? .gsm7 : .ucs2
    length = foreign.isEmpty ? septets : text.utf16.count
  }

  /// What one message holds.
  package var limit: Int { encoding == .gsm7 ? 160 : 70 }

  /// How many messages it becomes; a text of nothing is one.
  package var parts: Int {
    guard length > limit else { return 1 }
    let each = encoding == .gsm7 ? 153 : 67
    return (length + each - 1) / each
  }

  package var isOneMessage: Bool { parts == 1 }

  /// A value that is filled in (the clinic's name), written with the letters that GSM-7 has: `í`
  /// becomes `i`, so that one accent does not halve what fits. What has no such letter stays.
  package static func plain(_ value: String) -> String {
    String(
      value.flatMap { character -> [Character] in
        if septets(character) != nil { return [character] }
        if let mark = marks[character] { return [mark] }
        let bare = character.unicodeScalars.first.map { String($0) } ?? ""
        let base = String(character).decomposedBase ?? bare
        return base.allSatisfy { septets($0) != nil } && !base.isEmpty ? Array(base) : [character]
      })
  }

  private static let marks: [Character: Character] = [
    "’": "'", "‘": "'", "“": "\"", "”": "\"", "–": "-", "—": "-", "\u{00A0}": " ",
  ]

  /// `nil` for a letter that GSM-7 lacks.
  private static func septets(_ character: Character) -> Int? {
    if basic.contains(character) { return 1 }
    return extended.contains(character) ? 2 : nil
  }

  private static let basic = Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
  private static let extended = Set("^{}\\[~]|€\u{000C}")
}

extension String {
  /// Without accents, where they come off; `nil` when nothing is left.
  fileprivate var decomposedBase: String? {
    let folded = folding(options: .diacriticInsensitive, locale: nil)
    return folded.isEmpty || folded == self ? nil : folded
  }
}

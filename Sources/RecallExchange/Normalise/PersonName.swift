internal import Foundation
internal import RecallDomain

/// Names as exports write them, as they are shown: clean, composed, with single spaces, and not in
/// capitals throughout (comparison forgets case anyway; people are not to be shouted at).
enum PersonName {
  /// Longer than this is no name.
  static let longest = 120

  /// A cell that is calm and clean already, as most are, becomes text as it stands.
  static func tidy(_ cell: ArraySlice<UInt8>) -> String {
    let quick: String? = cell.withUnsafeBufferPointer { bytes in
      var hasLower = false
      var before: UInt8 = 0x20
      for byte in bytes {
        switch byte {
        case 0x61...0x7A: hasLower = true
        case 0x20 where before == 0x20: return nil
        case 0x20...0x7E: break
        default: return nil
        }
        before = byte
      }
      return hasLower ? String(decoding: bytes, as: UTF8.self) : calmed(bytes)
    }
    return quick ?? tidy(FieldText.decode(cell))
  }

  /// One or more words of capitals, none of them with a rule of its own; `nil` = look closer.
  private static func calmed(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let letters = bytes.count { (0x41...0x5A).contains($0) }
    guard letters > 2 else { return nil }
    var calm: [UInt8] = []
    calm.reserveCapacity(bytes.count)
    var (wordStart, isStart) = (0, true)
    for (index, byte) in bytes.enumerated() {
      let isLetter = (0x41...0x5A).contains(byte)
      calm.append(isLetter && !isStart ? byte + 0x20 : byte)
      isStart = !isLetter && !(0x30...0x39).contains(byte)
      if byte == 0x20 {
        if isOwnWord(bytes[wordStart..<index]) { return nil }
        wordStart = index + 1
      }
    }
    return isOwnWord(bytes[wordStart...]) ? nil : String(decoding: calm, as: UTF8.self)
  }

  /// `DE`, `III`: words that have a rule of their own.
  private static func isOwnWord(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard word.count <= 3 else { return false }
    let text = String(decoding: word, as: UTF8.self)
    return romans.contains(text) || lower.contains(text.lowercased())
  }

  static func tidy(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return calm(text) }
    let clean = TerminalText.clean(text).precomposedStringWithCanonicalMapping
    return calm(clean.split(separator: " ").joined(separator: " "))
  }

  /// One cell: `LAST, FIRST M`, `First Last`, and where the language is Spanish, two surnames.
  static func split(_ name: String, language: String?) -> (first: String, last: String) {
    let name = tidy(name)
    if let comma = name.firstIndex(of: ",") {
      // `MUÑOZ, José`: one half may be in capitals where the other is not.
      let rest = calmHalf(name[name.index(after: comma)...].trimmingSpaces)
      let last = calmHalf(name[..<comma].trimmingSpaces)
      if let second = rest.firstIndex(of: ","), isSuffix(rest[..<second]) {
        return (rest[rest.index(after: second)...].trimmingSpaces, last)
      }
      if !isSuffix(rest[...]) { return (rest.replacing(",", with: ""), last) }
      return split(last, language: language)
    }
    let words = name.split(separator: " ").map(String.init)
    guard words.count > 1 else { return ("", name) }
    let cut = surnameStart(words, isSpanish: language?.hasPrefix("es") ?? false)
    return (words[..<cut].joined(separator: " "), words[cut...].joined(separator: " "))
  }

  /// In the order in which it is spoken.
  static func firstLast(_ name: String) -> String {
    guard name.contains(",") else { return tidy(name) }
    let parts = split(name, language: nil)
    return [parts.first, parts.last].filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func hasLetter(_ name: String) -> Bool {
    if let first = name.utf8.first, (0x41...0x5A).contains(first & 0xDF) { return true }
    return name.contains(where: \.isLetter)
  }

  static func isTooLong(_ name: String) -> Bool {
    name.utf8.count > longest && name.count > longest
  }

  private static func surnameStart(_ words: [String], isSpanish: Bool) -> Int {
    let particles: Set<String> = ["de", "del", "la", "van", "von", "der", "da", "dos", "di", "st."]
    if let particle = words.indices.dropFirst().first(where: {
      particles.contains(words[$0].lowercased()) && $0 < words.count - 1
    }) {
      return particle
    }
    var surnames = isSpanish && words.count > 2 ? 2 : 1
    if isSuffix(words[words.count - 1][...]) { surnames += 1 }
    return max(1, words.count - surnames)
  }

  private static func isSuffix(_ text: some StringProtocol) -> Bool {
    ["jr", "sr", "ii", "iii", "iv", "md", "phd"].contains(
      Folded.text(text).filter(\.isLetter))
  }

  /// What is more than words stays as it is: `=SUM(A1), Eve`.
  private static func calmHalf(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || " -'’.".contains($0) } ? calm(name) : name
  }

  private static func calm(_ name: String) -> String {
    let letters = name.filter(\.isLetter)
    guard letters.count > 2, !letters.contains(where: \.isLowercase) else { return name }
    return name.split(separator: " ").map { word in
      lower.contains(word.lowercased()) ? word.lowercased() : capitalised(String(word))
    }.joined(separator: " ")
  }

  private static let lower: Set<String> = ["de", "del", "la", "las", "los", "y", "da", "dos"]
  private static let romans: Set<String> = ["II", "III", "IV"]

  private static func capitalised(_ word: String) -> String {
    if romans.contains(word) { return word }
    var result = ""
    var isStart = true
    for character in word {
      result += isStart ? character.uppercased() : character.lowercased()
      isStart = !character.isLetter && !character.isNumber
    }
    return result
  }
}

/// Words that make a representative a guardian by the record's own word; what authority follows
/// from it is `Authority`.
enum GuardianWord {
  static func isIn(_ relationship: String) -> Bool {
    let word = Folded.text(relationship)
    return ["guardian", "tutor", "conservator"].contains { word.contains($0) }
  }
}

/// What may be written about a line. The words leave the call for people who have no business with its
/// patient, so that whatever looks like somebody stops them: it is said, and nothing is kept.
///
/// Only what the caller sees or has typed is compared, so that a refusal tells nothing that the record
/// alone knows: never an identifier that is asked for, never a representative.
package enum StumbleWords {
  package enum Refusal: Equatable, Sendable {
    case empty
    case tooLong
    /// A word of a name, as it was typed.
    case names(String)
    /// A telephone number, a date, an address of e-mail.
    case numbers
  }

  /// Characters.
  package static let most = 200

  /// - Parameter names: of the patient, and of whoever said in the call who they are.
  package static func refusal(of words: String, naming names: [String]) -> Refusal? {
    guard TerminalText.says(words) else { return .empty }
    guard words.count <= most else { return .tooLong }
    if words.contains("@") || longestNumber(in: words) >= fewestDigits { return .numbers }
    let known = Set(
      names.flatMap { NameWords.withoutParticles(NameWords.of($0)) }.filter { $0.count > 1 })
    let typed = words.split { !$0.isLetter && !isPartOfName($0) }
    return typed.first { !known.isDisjoint(with: parts(of: $0)) }.map { .names(String($0)) }
  }

  /// A year, or the end of a telephone number; 911 is none.
  private static let fewestDigits = 4

  /// Digits that follow each other, with what people write between them.
  private static func longestNumber(in words: String) -> Int {
    var (longest, digits) = (0, 0)
    for character in words {
      if character.isNumber {
        digits += 1
        longest = max(longest, digits)
      } else if !" -./()+".contains(character) {
        digits = 0
      }
    }
    return longest
  }

  /// `Rosa's` and `O'Neil` are compared whole and by their parts.
  private static func parts(of word: Substring) -> [String] {
    let pieces = word.split { $0 == "'" || $0 == "’" }
    return ([word] + pieces).flatMap { NameWords.of(String($0)) }
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character == "'" || character == "’" || character == "-"
  }
}

import Foundation
import RecallDomain

/// A text as a listener hears it: words one after another, without case, compatibility forms,
/// invisible characters, white space and punctuation.
struct HeardWords {
  struct Word: Hashable {
    /// Without accents; empty for a value that only a record or the call knows, which is like no
    /// other word.
    let folded: String
    /// With accents.
    let accented: String
    /// A sentence ended before it.
    var beginsSentence = false
    /// Something other than white space stands before it.
    var followsMark = false
    /// Only a mark that may stand inside a word is between it and the word before ("bio-psy").
    var continues = false

    static let unknown = Word(folded: "", accented: "")
  }

  private(set) var words: [Word] = []

  init(_ text: some StringProtocol) { append(text) }

  init(words: [Word] = []) { self.words = words }

  /// Whether a letter anywhere carries an accent: then the text's bare letters are meant bare.
  var hasAccents: Bool { words.contains { $0.folded != $0.accented } }

  mutating func append(_ text: some StringProtocol) {
    var word = String.UnicodeScalarView()
    var (ended, marked, mayEnd, plain) = (false, false, false, true)
    // Nothing is continued from the text before.
    var apart = true
    func finish() {
      guard !word.isEmpty else { return }
      var heard =
        plain ? Self.plain(String(word), ended, marked) : Self.accented(String(word), ended, marked)
      heard.continues = marked && !apart
      words.append(heard)
      word = String.UnicodeScalarView()
      (ended, marked, mayEnd, plain, apart) = (false, false, false, true, false)
    }
    for scalar in Self.normal(text) {
      if Self.isPart(scalar) {
        word.append(scalar)
        plain = plain && scalar.isASCII
        continue
      }
      finish()
      let space = scalar.properties.isWhitespace
      if !Self.mayBeInside(scalar) { apart = true }
      if space && mayEnd || scalar == "¿" || scalar == "¡" { ended = true }
      if !space { (marked, mayEnd) = (true, mayEnd || ".!?…".unicodeScalars.contains(scalar)) }
    }
    finish()
  }

  private static func plain(_ word: String, _ ended: Bool, _ marked: Bool) -> Word {
    let lower = word.lowercased()
    return Word(folded: lower, accented: lower, beginsSentence: ended, followsMark: marked)
  }

  private static func accented(_ word: String, _ ended: Bool, _ marked: Bool) -> Word {
    // Below U+0300 nothing can be composed any further.
    let isComposed = word.unicodeScalars.allSatisfy { $0.value < 0x300 }
    let written = (isComposed ? word : word.precomposedStringWithCanonicalMapping).lowercased()
    let accented = Lookalikes.ofOtherAlphabets(written) ?? written
    // Also after its accents are gone: a Cyrillic "ё" is then a letter that looks like an "e".
    let folded = Folded.text(Lookalikes.latin(word) ?? accented)
    return Word(
      folded: Lookalikes.latin(folded) ?? folded, accented: accented, beginsSentence: ended,
      followsMark: marked)
  }

  /// Hyphens and dashes, points, apostrophes, and what else breaks a word without parting it.
  private static func mayBeInside(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .dashPunctuation
      || ".'’‘`´_*·•/|~+=^".unicodeScalars.contains(scalar) || isModifier(scalar)
  }

  /// Letters to Unicode, and marks to who reads them: apostrophes, primes and stresses among the
  /// spacing modifiers.
  private static func isModifier(_ scalar: Unicode.Scalar) -> Bool {
    "ʹʺʻʼʽʾʿˈˊˋ".unicodeScalars.contains(scalar)
  }

  mutating func appendUnknown() { words.append(.unknown) }

  static func + (left: HeardWords, right: HeardWords) -> HeardWords {
    HeardWords(words: left.words + right.words)
  }

  private static func normal(_ text: some StringProtocol) -> [Unicode.Scalar] {
    let scalars = Array(String(text).unicodeScalars)
    if scalars.allSatisfy(isNormal) { return scalars }
    return String(text).precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .format && !$0.properties.isDefaultIgnorableCodePoint
    }.map { Lookalikes.letter(in: $0) ?? $0 }
  }

  /// ASCII, letters of Latin-1, and the marks of its languages: each stays as it is in the
  /// compatibility form, beside any other of them, and none is invisible.
  private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x80 || value >= 0xC0 && value <= 0xFF || value == 0xA1 || value == 0xBF
      || value >= 0x2018 && value <= 0x201D || value == 0x2013 || value == 0x2014
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber: return true
    default: return scalar.properties.isAlphabetic && !isModifier(scalar)
    }
  }
}

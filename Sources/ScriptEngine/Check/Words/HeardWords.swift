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

/// Words and phrases to be found in texts, whole words only.
struct PhraseSet {
  enum Reading {
    /// As a listener hears it: no accents, across sentences, also letter by letter ("H.I.V.") and
    /// in pieces ("bio-psy").
    case heard
    /// No accents, inside a sentence; where the phrase itself has a mark it may be another one.
    case inSentence
    /// A word with accents is also found bare; a phrase only in texts without any accent, because
    /// its words alone would be other words. Bare words are not found where an accent makes them
    /// others.
    case accented
  }

  struct Found {
    let phrase: Int
    let position: Int
  }

  private let phrases: [HeardWords]
  private let reading: Reading
  private var byFirst: [String: [Int]] = [:]
  /// By the first letter, for words that stand in pieces.
  private var byLetter: [Character: [Int]] = [:]

  init(_ texts: [String], _ reading: Reading) {
    phrases = texts.map { HeardWords($0) }
    self.reading = reading
    for (number, phrase) in phrases.enumerated() {
      guard let first = phrase.words.first?.folded, !first.isEmpty else { continue }
      byFirst[first, default: []].append(number)
      if reading == .heard { byLetter[first.first!, default: []].append(number) }
      let spelled = reading == .heard && phrase.words.count == 1 && first.count > 1
      if spelled { byFirst[String(first.prefix(1)), default: []].append(number) }
    }
  }

  /// Every place where one of them stands, in the order of the text.
  func found(in text: HeardWords) -> [Found] {
    if byFirst.isEmpty { return [] }
    let bare = reading == .accented && !text.hasAccents
    // Words in pieces are rare, and looking for them at every word is not cheap.
    let broken = reading == .heard ? text.words.indices.filter { text.words[$0].continues } : []
    var next = 0
    return text.words.indices.flatMap { position in
      while next < broken.count && broken[next] <= position { next += 1 }
      var found = (byFirst[text.words[position].folded] ?? []).filter {
        stands(phrases[$0].words, in: text.words[position...], bare: bare)
      }
      let isNear = next < broken.count && broken[next] - position <= Self.furthestPiece
      if isNear { found += inPieces(at: position, in: text) }
      return distinct(found, at: position, in: text).map { Found(phrase: $0, position: position) }
    }
  }

  /// How many words on a piece of a phrase's word can stand: more than the letters of the longest
  /// phrase.
  private static let furthestPiece = 64

  /// Phrases of which a word stands in pieces here.
  private func inPieces(at position: Int, in text: HeardWords) -> [Int] {
    guard reading == .heard, let letter = text.words[position].folded.first else { return [] }
    return (byLetter[letter] ?? []).filter { phrase in
      var rest = text.words[position...]
      var pieces = 0
      let stands = phrases[phrase].words.allSatisfy { word in
        guard let taken = Self.take(word.folded, from: rest) else { return false }
        pieces += taken - 1
        rest = rest.dropFirst(taken)
        return true
      }
      return stands && pieces > 0
    }
  }

  /// How many of the next words, one continuing the other, are this one.
  private static func take(_ word: String, from text: ArraySlice<HeardWords.Word>) -> Int? {
    var (taken, joined) = (0, "")
    for next in text {
      if taken > 0 && !next.continues { return nil }
      (taken, joined) = (taken + 1, joined + next.folded)
      if joined == word { return taken }
      if next.folded.isEmpty || !word.hasPrefix(joined) { return nil }
    }
    return nil
  }

  /// Where two phrases differ in accents only ("tu", "tú"), the one that is written so.
  private func distinct(_ found: [Int], at position: Int, in text: HeardWords) -> [Int] {
    guard found.count > 1 else { return found }
    var chosen: [[String]: Int] = [:]
    for number in found {
      let phrase = phrases[number].words
      let exact = zip(phrase, text.words[position...]).allSatisfy { $0.accented == $1.accented }
      let key = phrase.map(\.folded)
      if chosen[key] == nil || exact { chosen[key] = number }
    }
    return chosen.values.sorted()
  }

  private func stands(
    _ phrase: [HeardWords.Word], in text: ArraySlice<HeardWords.Word>, bare: Bool
  ) -> Bool {
    if text.count >= phrase.count {
      let pairs = zip(phrase, text).enumerated()
      if pairs.allSatisfy({ same($1.0, $1.1, isFirst: $0 == 0, bare || phrase.count == 1) }) {
        return true
      }
    }
    return reading == .heard && phrase.count == 1 && isSpelled(phrase[0].folded, in: text)
  }

  private func same(
    _ wanted: HeardWords.Word, _ word: HeardWords.Word, isFirst: Bool, _ bareToo: Bool
  ) -> Bool {
    guard wanted.folded == word.folded else { return false }
    switch reading {
    case .heard: return true
    case .inSentence: return isFirst || wanted.followsMark || !word.beginsSentence
    case .accented:
      return wanted.accented == word.accented || bareToo && word.accented == word.folded
    }
  }

  private func isSpelled(_ word: String, in text: ArraySlice<HeardWords.Word>) -> Bool {
    let letters = word.map(String.init)
    return letters.count > 1 && text.count >= letters.count
      && zip(letters, text).allSatisfy { $0 == $1.folded }
  }
}

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

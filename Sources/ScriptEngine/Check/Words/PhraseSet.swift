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
  /// Letters of the longest first word.
  private var longestFirst = 0

  init(_ texts: [String], _ reading: Reading) {
    self.init(texts.map { HeardWords($0) }, reading)
  }

  init(_ phrases: [HeardWords], _ reading: Reading) {
    self.phrases = phrases
    self.reading = reading
    for (number, phrase) in phrases.enumerated() {
      guard let first = phrase.words.first?.folded, !first.isEmpty else { continue }
      byFirst[first, default: []].append(number)
      longestFirst = max(longestFirst, first.count)
    }
  }

  /// Every place where one of them stands, in the order of the text.
  func found(in text: HeardWords) -> [Found] {
    if byFirst.isEmpty { return [] }
    let bare = reading == .accented && !text.hasAccents
    // Words in pieces are rare, and looking for them at every word is not cheap.
    let broken = reading == .heard ? text.words.indices.filter { text.words[$0].continues } : []
    var next = 0
    return text.words.indices.flatMap { position -> [Found] in
      while next < broken.count && broken[next] <= position { next += 1 }
      let isNear = next < broken.count && broken[next] - position <= Self.furthestPiece
      let found =
        whole(at: position, in: text, bare: bare)
        + (reading == .heard ? spelled(at: position, in: text) : [])
        + (isNear ? inPieces(at: position, in: text) : [])
      return distinct(found, at: position, in: text).map { Found(phrase: $0, position: position) }
    }
  }

  /// How many words on a piece of a phrase's word can stand: more than the letters of the longest
  /// phrase.
  private static let furthestPiece = 64

  /// Phrases that stand here word for word.
  private func whole(at position: Int, in text: HeardWords, bare: Bool) -> [Int] {
    guard let begun = byFirst[text.words[position].folded] else { return [] }
    return begun.filter { stands(phrases[$0].words, in: text.words[position...], bare: bare) }
  }

  /// Phrases of one word that stand here letter by letter.
  private func spelled(at position: Int, in text: HeardWords) -> [Int] {
    guard text.words[position].isLetter else { return [] }
    return joined(at: position, in: text) { $0.isLetter }.flatMap { word in
      (byFirst[word] ?? []).filter { phrases[$0].words.count == 1 }
    }
  }

  /// Phrases of which a word stands in pieces here.
  private func inPieces(at position: Int, in text: HeardWords) -> [Int] {
    let firsts =
      [text.words[position].folded] + joined(at: position, in: text) { $0.continues }
    return firsts.flatMap { byFirst[$0] ?? [] }.filter { phrase in
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

  /// What this word makes with the next one, the next two and so on, as far as those go on with it
  /// and a phrase can still begin so.
  private func joined(
    at position: Int, in text: HeardWords, _ goesOn: (HeardWords.Word) -> Bool
  ) -> [String] {
    var (joined, words) = (text.words[position].folded, [String]())
    for next in text.words[(position + 1)...] {
      guard goesOn(next), !next.folded.isEmpty, joined.count < longestFirst else { break }
      joined += next.folded
      words.append(joined)
    }
    return words
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
    guard text.count >= phrase.count else { return false }
    return zip(phrase, text).enumerated().allSatisfy {
      same($1.0, $1.1, isFirst: $0 == 0, bare || phrase.count == 1)
    }
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
}

extension HeardWords.Word {
  /// A single letter: a word may be spelled with it.
  fileprivate var isLetter: Bool { folded.utf8.count <= 4 && folded.count == 1 }
}

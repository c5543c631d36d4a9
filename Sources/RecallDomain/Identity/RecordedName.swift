/// A name taken apart for comparison: folded words without titles, suffixes, particles, and the
/// digits synthetic data carries.
struct RecordedName: Sendable {
  let given: [String]
  let surname: [String]

  init?(given: String, surname: String) {
    let givenWords = NameWords.of(given)
    let surnameWords = NameWords.withoutParticles(NameWords.of(surname))
    guard !givenWords.isEmpty || !surnameWords.isEmpty else { return nil }
    self.given = givenWords
    self.surname = surnameWords
  }

  /// A name in one piece, `First Last` or `LAST, FIRST`; everything after the first word is taken
  /// as surname, so that either of two may be stated.
  init?(whole name: String) {
    if let comma = name.firstIndex(of: ",") {
      self.init(
        given: String(name[name.index(after: comma)...]), surname: String(name[..<comma]))
    } else {
      let words = NameWords.of(name)
      guard let first = words.first else { return nil }
      self.init(given: first, surname: words.dropFirst().joined(separator: " "))
    }
  }
}

/// Folded words of a name.
enum NameWords {
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "dra", "sr", "sra", "srta", "don", "dona", "prof", "rev",
  ]
  private static let suffixes: Set<String> = [
    "jr", "sr", "ii", "iii", "iv", "md", "phd", "dds", "rn", "esq", "hijo", "2nd", "3rd", "4th",
  ]
  private static let particles: Set<String> = [
    "de", "del", "la", "las", "los", "lo", "el", "y", "e", "da", "das", "do", "dos", "di", "van",
    "von", "der", "den", "ter", "al", "bin", "bint", "ibn", "du", "le", "st", "saint",
  ]

  static func of(_ name: String) -> [String] {
    var words = Folded.text(name).split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "," })
      .map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
    if words.count > 1, titles.contains(words[0]) { words.removeFirst() }
    while words.count > 1, suffixes.contains(words[words.count - 1]) { words.removeLast() }
    return words.map(withoutDigits)
  }

  /// The words that tell names apart; all of them when there are no others.
  static func withoutParticles(_ words: [String]) -> [String] {
    let kept = words.filter { !particles.contains($0) }
    return kept.isEmpty ? words : kept
  }

  /// `Corkery305` is spoken as Corkery.
  private static func withoutDigits(_ word: String) -> String {
    let letters = word.filter { !$0.isNumber }
    return letters.isEmpty ? word : letters
  }
}

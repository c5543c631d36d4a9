import RecallDomain

/// Whether a text takes back the way out that it names: "Do not reply STOP", "STOP does not work". A
/// condition takes nothing back ("If not, reply STOP"), and neither does a clause of its own ("You do not
/// want these? Reply STOP").
///
/// The words are those of English and Spanish, in texts of any language.
struct DeniedWays {
  /// What stands between two marks, in words as written.
  private let clauses: [[String]]

  init(_ text: String) {
    clauses = text.split { ".,;:!?…¿¡()=—–".contains($0) }.map { clause in
      // An apostrophe of whatever kind ends a word here too: "don" and "t".
      clause.split { !$0.isLetter }.map(String.init)
    }
  }

  /// These words stand in the text, and each time they are taken back.
  ///
  /// - Parameter inCapitals: the words are meant as they are written here.
  func deny(_ words: [String], inCapitals: Bool = false) -> Bool {
    let denied = clauses.flatMap { clause -> [Bool] in
      let folded = clause.map { Folded.text($0.lowercased()) }
      let written = inCapitals ? clause : folded
      return written.indices.filter { written[$0...].starts(with: words) }.map {
        Self.isDenied(before: folded[..<$0]) || Self.isDenied(after: folded[($0 + words.count)...])
      }
    }
    return !denied.isEmpty && denied.allSatisfy(\.self)
  }

  /// "do not [just reply with] STOP"; at most one word that is none of these stands between.
  private static func isDenied(before words: ArraySlice<String>) -> Bool {
    let nearest = words.dropLast(while: linking.contains)
    guard
      let denial = [nearest, nearest.dropLast().dropLast(while: linking.contains)].first(
        where: { $0.last.map(denying.contains) ?? false })
    else { return false }
    return !denial.suffix(4).contains(where: conditions.contains)
  }

  /// "STOP does not work".
  private static func isDenied(after words: ArraySlice<String>) -> Bool {
    let next = Array(words.prefix(2))
    guard next.count == 2 else { return next.first == "cannot" }
    return next[0] == "cannot" || auxiliaries.contains(next[0]) && denying.contains(next[1])
      || next[0] == "no" && working.contains(next[1])
  }

  private static let denying: Set = ["not", "t", "cannot", "never", "no", "nunca", "jamas", "ni"]
  private static let conditions: Set = ["if", "when", "unless", "si", "cuando"]
  private static let auxiliaries: Set = [
    "does", "doesn", "do", "don", "did", "didn", "will", "won", "is", "isn", "can", "has",
  ]
  private static let working: Set = [
    "funciona", "sirve", "vale", "detiene", "cancela", "basta", "para", "se",
  ]
  private static let linking: Set = [
    "with", "the", "word", "to", "just", "simply", "please", "ever", "back", "have", "need", "by",
    "con",
    "la", "palabra", "solo", "favor", "por", "nos", "que", "tiene", "necesita", "hace", "falta",
    "a",
  ]
}

extension ArraySlice<String> {
  fileprivate func dropLast(while drops: (String) -> Bool) -> ArraySlice<String> {
    self[..<((lastIndex { !drops($0) } ?? startIndex - 1) + 1)]
  }
}

import RecallDomain

/// What Up brings back at a prompt of verbs: a verb, and behind it only what Tab would have offered or
/// a short number of a list. A name, a birth date or a reason typed here by mistake is in no memory.
struct VerbMemory {
  /// A line that begins with a verb.
  let isVerb: (String) -> Bool
  /// What Tab offers for the last word of a text.
  let offered: (String) -> [String]

  func kept(of line: String) -> String? {
    let words = line.split(separator: " ")
    guard isVerb(line), let first = words.first else { return nil }
    var kept = String(first)
    for word in words.dropFirst() {
      guard Pick.number(word) != nil || isOffered(word, behind: kept) else { break }
      kept += " " + word
    }
    return kept
  }

  private func isOffered(_ word: Substring, behind before: String) -> Bool {
    let folded = Folded.text(word)
    return offered("\(before) \(word)").contains { Folded.text($0) == folded }
  }
}

/// What must not be heard below an open gate: the lists of all offered languages as one, made once
/// for all scripts that offer the same.
struct ProtectedWords {
  /// As listed; what is heard the same stands once.
  let words: [String]
  let phrases: PhraseSet

  var isEmpty: Bool { words.isEmpty }

  init(_ listed: [String]) {
    var seen: Set<[String]> = []
    let heard = listed.map { (word: $0, heard: HeardWords($0)) }.filter {
      seen.insert($0.heard.words.map(\.folded)).inserted
    }
    words = heard.map(\.word)
    phrases = PhraseSet(heard.map(\.heard), .heard)
  }
}

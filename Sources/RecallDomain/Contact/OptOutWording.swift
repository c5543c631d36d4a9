/// What somebody wants no more of.
package enum OptOutScope: Hashable, Sendable {
  case calls
  case channel(ConsentChannel)
  case everything
  /// Whatever is written, by no way that is named: "no me escriban".
  case messages
  /// No way is named: the one at hand.
  case unnamed
}

/// Recognises that somebody wants to hear no more, in any everyday wording, English or Spanish
/// (47 CFR 64.1200(a)(10): the seven words stop, quit, end, revoke, opt out, cancel, unsubscribe,
/// and whatever a reasonable person would read so).
///
/// In a call it only makes the console suggest the key that a person presses. What only names a
/// time ("don't call before nine", "no me llame hoy") or another thing ("quit smoking", "alto" of
/// a price, "don't stop calling") is no opt-out.
package enum OptOutWording {
  /// In words that were typed in a call.
  package static func inSpeech(_ text: String) -> OptOutScope? {
    optOutSentences(text).lazy.compactMap { scope(of: $0) }.first
  }

  /// In the answer to a message: the same, and `.everything` where "all" stands beside the word.
  package static func inReply(_ text: String) -> OptOutScope? {
    let sentences = optOutSentences(text)
    guard let first = sentences.lazy.compactMap({ scope(of: $0) }).first else { return nil }
    let saysAll = sentences.contains { $0.contains { OptOutPhrases.all.contains($0) } }
    return [.unnamed, .messages].contains(first) && saysAll ? .everything : first
  }

  /// Every way that an answer says no to: "stop texting and e-mailing me" names two.
  package static func channelsNamed(inReply text: String) -> Set<ConsentChannel> {
    Set(
      optOutSentences(text).flatMap { matches(in: $0) }.compactMap { scope in
        if case .channel(let channel) = scope { channel } else { nil }
      })
  }

  private static func scope(of words: [String]) -> OptOutScope? {
    let bare = words.filter { !OptOutPhrases.polite.contains($0) }
    if OptOutPhrases.alone.contains(bare.joined(separator: " ")) { return .unnamed }
    return matches(in: words).first
  }

  private static func matches(in words: [String]) -> some Collection<OptOutScope> {
    OptOutPhrases.table.lazy.filter { phrase in
      words.indices.contains { start in
        guard let end = phrase.pattern.end(in: words, from: start) else { return false }
        return !phrase.isTurnedRound(by: words[..<start]) && !phrase.isLimited(by: words[end...])
          && !asksForIt(words, end)
      }
    }.map(\.scope)
  }

  /// "Stop texting, and email me": the last word found asks for another way.
  private static func asksForIt(_ words: [String], _ end: Int) -> Bool {
    guard end >= 2, ["email", "text", "sms"].contains(words[end - 1]) else { return false }
    return ["and", "but", "just"].contains(words[end - 2])
  }
}

/// A text as sentences of folded words, with the spellings that mean the same made one.
private func optOutSentences(_ text: String) -> [[String]] {
  Folded.text(text).split { ".,!?;\n¡¿".contains($0) }.map { sentence in
    var words = sentence.filter { $0 != "'" }.split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
    for (pair, one) in OptOutPhrases.spellings {
      var index = 0
      while index + 1 < words.count {
        if words[index] == pair.0, words[index + 1] == pair.1 {
          words.replaceSubrange(index...(index + 1), with: one.isEmpty ? [] : [one])
        }
        index += 1
      }
    }
    return words
  }.filter { !$0.isEmpty }
}

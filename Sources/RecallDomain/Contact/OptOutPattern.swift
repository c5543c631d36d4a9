/// A short pattern of words: `stop|quit` is either, `me?` may be missing, `…` is up to three words
/// of any kind.
struct OptOutPattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case words(Set<String>)
    case optional(Set<String>)
    case gap
  }

  private let parts: [Part]

  init(_ text: String) {
    parts = text.split(separator: " ").map { word in
      if word == "…" { return .gap }
      let isOptional = word.last == "?"
      let words = Set((isOptional ? word.dropLast() : word).split(separator: "|").map(String.init))
      return isOptional ? .optional(words) : .words(words)
    }
  }

  /// Where the first match that begins at `start` ends.
  func end(in words: [String], from start: Int) -> Int? { end(parts[...], words, start) }

  private func end(_ parts: ArraySlice<Part>, _ words: [String], _ at: Int) -> Int? {
    guard let part = parts.first else { return at }
    let rest = parts.dropFirst()
    switch part {
    case .words(let wanted):
      guard at < words.count, wanted.contains(words[at]) else { return nil }
      return end(rest, words, at + 1)
    case .optional(let wanted):
      if at < words.count, wanted.contains(words[at]), let found = end(rest, words, at + 1) {
        return found
      }
      return end(rest, words, at)
    case .gap:
      return (0...3).lazy.compactMap { at + $0 <= words.count ? end(rest, words, at + $0) : nil }
        .first
    }
  }
}

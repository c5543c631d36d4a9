/// The ways that a file of golden conversations walks: its headings stand at the margin,
/// `opening · patient (…)` or `/busy (…)`; where a step goes straight on, an arrow in a
/// conversation, `-> hello`, passes it.
package enum GoldenWays {
  package static func edges(in text: String) -> Set<AuthorEdge> {
    Set(text.split(separator: "\n").compactMap { heading(String($0)) ?? arrow(String($0)) })
  }

  private static func heading(_ line: String) -> AuthorEdge? {
    guard let first = line.first, !first.isWhitespace else { return nil }
    let words = line.split(separator: " ")
    if first == "/" { return AuthorEdge(node: nil, word: String(words[0])) }
    guard words.count >= 3, words[1] == "·" else { return nil }
    return AuthorEdge(node: String(words[0]), word: String(words[2]))
  }

  private static func arrow(_ line: String) -> AuthorEdge? {
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0] == "->" else { return nil }
    return AuthorEdge(node: String(words[1]), word: Exit.straightOn)
  }
}

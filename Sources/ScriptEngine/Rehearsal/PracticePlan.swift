package import RecallDomain

/// What somebody might rehearse next, from what they have rehearsed so far, in one language.
///
/// A new caller begins with a calm call; then an emergency and somebody else on the line come twice
/// each before anything rarer, because those two cannot wait until they happen. After that the
/// segment with the fewest passes comes first, the easier before the harder.
package struct PracticePlan: Sendable {
  /// A rehearsal, and how this person stands to it.
  package struct Choice: Hashable, Sendable {
    package let rehearsal: Rehearsal
    package let segment: String
    /// Passed in this language.
    package let isPassed: Bool
    package let times: Int
  }

  /// In the order of the repertoire.
  package let choices: [Choice]
  private let results: [PracticeResult]
  private let repertoire: Repertoire

  /// - Parameter results: of one person, oldest first.
  package init(_ repertoire: Repertoire, results: [PracticeResult]) {
    let language = RecallDomain.LanguageTag.primary(repertoire.locale)
    let own = results.filter { RecallDomain.LanguageTag.primary($0.locale) == language }
    (self.repertoire, self.results) = (repertoire, own)
    choices = repertoire.pieces.map { piece in
      let played = own.filter { $0.rehearsal == piece.rehearsal.id }
      return Choice(
        rehearsal: piece.rehearsal, segment: piece.segment,
        isPassed: played.contains(where: \.passed), times: played.count)
    }
  }

  // MARK: the next one

  /// What none may meet for the first time in a live call; each is rehearsed twice early on.
  private static let essentials: [Set<String>] = [
    ["/emergency"], ["someone_else", "/other_person"],
  ]
  private static let early = 2

  /// - Parameter segment: of this segment alone.
  package func next(segment: String? = nil) -> Choice? {
    let mine = choices.filter { segment == nil || $0.segment == segment }
    let open = mine.filter { !$0.isPassed }
    guard !open.isEmpty else { return mine.min { $0.times < $1.times } }
    guard choices.contains(where: \.isPassed) else { return plainest(among: open) }
    return essential(among: open) ?? fewestPasses(among: open)
  }

  /// For whoever has passed nothing yet: the easiest, of a segment without one identifier more, the
  /// shortest; not the same twice in a row.
  private func plainest(among open: [Choice]) -> Choice? {
    let segments = repertoire.library.policy.segments
    let rank = { (choice: Choice) in
      (
        choice.rehearsal.level == .easy ? 0 : 1,
        segments[choice.segment]?.sensitive ?? false ? 1 : 0, choice.rehearsal.turns.count
      )
    }
    let last = results.last?.rehearsal
    // A call that nobody answers teaches little.
    let talks = open.filter { $0.rehearsal.isAbout(["verified"]) }
    let calm = talks.filter { !$0.rehearsal.isAbout(Self.essentials.reduce([]) { $0.union($1) }) }
    let fresh = calm.filter { $0.rehearsal.id != last }
    return (fresh.isEmpty ? open : fresh).min { rank($0) < rank($1) }
  }

  private func essential(among open: [Choice]) -> Choice? {
    let lacking = Self.essentials.filter { words in
      choices.count { $0.isPassed && $0.rehearsal.isAbout(words) } < Self.early
    }
    let last = results.last.flatMap { result in
      choices.first { $0.rehearsal.id == result.rehearsal }
    }
    // By turns, so that neither is learnt as a habit of the hand.
    let inTurn = lacking.filter { !(last?.rehearsal.isAbout($0) ?? false) } + lacking
    return inTurn.lazy.compactMap { words in
      open.first { $0.rehearsal.isAbout(words) && $0.rehearsal.id != last?.rehearsal.id }
    }.first
  }

  /// Of the segment with the fewest passes; one that was tried in vain does not come twice in a row.
  private func fewestPasses(among open: [Choice]) -> Choice? {
    let passes = { (segment: String) in
      choices.count { $0.isPassed && $0.segment == segment }
    }
    let last = results.last?.rehearsal
    let fresh = open.count > 1 ? open.filter { $0.rehearsal.id != last } : open
    return fresh.enumerated().min {
      (passes($0.element.segment), $0.offset) < (passes($1.element.segment), $1.offset)
    }?.element
  }

  // MARK: what was not walked yet

  /// A way that this person has not walked, with its script: the first of the segment's, or of the
  /// first segment that has one.
  package func unwalked(
    segment: String? = nil
  ) -> [(script: String, segment: String, way: AuthorEdge)] {
    Repertoire.segments(of: repertoire.library.policy).filter {
      segment == nil || $0.name == segment
    }
    .flatMap { name, script -> [(script: String, segment: String, way: AuthorEdge)] in
      guard let edition = repertoire.library.editions[script] else { return [] }
      let walked = walked(in: edition.script)
      return AuthorEdge.all(of: edition.script).filter { !walked.contains($0.name) }
        .map { (script, name, $0) }
    }
  }

  /// A way of a fragment is the same in every script that uses it.
  private func walked(in script: Script) -> Set<String> {
    var names = ways(of: script.id)
    for other in repertoire.library.scripts where other.id != script.id {
      let there = ways(of: other.id)
      guard !there.isEmpty else { continue }
      let shared = AuthorEdge.all(of: other).filter {
        there.contains($0.name) && $0.isSame(in: other, and: script)
      }
      names.formUnion(shared.map(\.name))
    }
    return names
  }

  private func ways(of script: String) -> Set<String> {
    Set(results.filter { $0.script == script }.flatMap(\.ways))
  }
}

extension Rehearsal {
  /// One of these answers is the best at some turn.
  func isAbout(_ words: Set<String>) -> Bool {
    turns.contains { words.contains($0.best.word) }
  }
}

package import RecallDomain

/// The ways of a script that one call walked, read from its journal by running it again.
package enum WalkedEdges {
  /// `nil` when the journal cannot be followed: another version of the program wrote it.
  package static func of(_ journal: [JournalEntry], in edition: Edition) -> Set<AuthorEdge>? {
    var run = CallRun(edition: edition)
    var walked: Set<AuthorEdge> = []
    for entry in journal {
      guard let event = try? CallEvent(payload: entry.payload),
        let traced = try? run.trace(event, at: entry.at)
      else { return nil }
      walked.formUnion(edges(traced.moments, in: edition.script))
    }
    return walked
  }

  package static func edges(_ moments: [CallMoment], in script: Script) -> [AuthorEdge] {
    moments.indices.compactMap { index in
      let next = moments[(index + 1)...].lazy.compactMap(place).first
      switch moments[index] {
      case .took(let node, let exit):
        guard let target = script[node].act.exits.first(where: { $0.name == exit })?.target else {
          return nil
        }
        return AuthorEdge(node: node, word: bounded(exit, target, next))
      case .raised(let interrupt):
        guard let target = script.interrupts[interrupt]?.target else { return nil }
        return AuthorEdge(node: nil, word: bounded("/" + interrupt.rawValue, target, next))
      default: return nil
      }
    }
  }

  private static func place(_ moment: CallMoment) -> NodeID? {
    switch moment {
    case .entered(let node, _, _), .returned(let node, _, _): node
    default: nil
    }
  }

  /// With `:then` for each bound that was passed, which shows in where the call went next.
  private static func bounded(_ name: String, _ target: Target, _ next: NodeID?) -> String {
    var (word, target) = (name, target)
    while case .bounded(_, let node, _, _, let then) = target, node != next {
      (word, target) = (word + ":then", then)
    }
    return word
  }
}

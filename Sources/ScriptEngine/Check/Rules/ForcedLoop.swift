/// `flow/forced-loop`: the caller must be able to bring every call to an outcome, whatever the
/// other side does. At `hear`, `ask` and `book` the caller chooses, so one good exit is enough; at
/// `leave`, `send` and `go` every exit must be good, for the record decides; at `verify` either
/// `refused`, or both `verified` and `failed`. A bounded edge counts as where it leads in the end,
/// its `then`; a `resume` as the node that it returns to, which is judged itself.
enum ForcedLoop: WalkedRule {
  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    let endings = Endings(walk.index)
    return walk.index.nodes.indices.compactMap { node in
      guard endings.possible[node], !endings.forced[node], walk.reaches(node) else { return nil }
      let place = walk.index.nodes[node].place
      return Breach(.forcedLoop, at: place, message(walk.index.nodes[node].id), in: .node(node)) {
        $0.enters(node)
      }
    }
  }

  // MARK: wording

  private static func message(_ node: NodeID) -> String {
    "node \"\(node)\" can loop for ever: the caller cannot force an outcome from it"
  }
}

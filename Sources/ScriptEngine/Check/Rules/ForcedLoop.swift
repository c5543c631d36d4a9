/// `flow/forced-loop`: the caller can always bring a call to its end.
enum ForcedLoop: WalkedRule {
  static let page = RulePage(
    .forcedLoop,
    title: "the caller can always bring a call to its end",
    demands: """
      Whatever the other side does, the caller must be able to end. At "hear", "ask" and "book"
      the caller chooses, so one good exit is enough; at "leave", "send" and "go" every exit must
      be good, for the record decides; at "verify" either "refused", or both "verified" and
      "failed". A bounded edge counts as where it leads in the end, its "then"; a "resume" as the
      node that it returns to, which is judged itself.
      """,
    why: """
      A patient asked the same thing again and again has been kept on the line against their will,
      and a caller who cannot get out presses whatever ends the call.
      """,
    source: """
      SCRIPT-FORMAT, "What the checker proves"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
              left: { end: left-message, detail: voicemail }
              not_left: voicemail
        """,
      repaired: """
              left: { end: left-message, detail: voicemail }
              not_left: { end: no-answer, detail: machine }
        """),
    repair: """
      Give one exit another target, or bound the way back: { go: NODE, at_most: 2, then: OTHER }.
      """)

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

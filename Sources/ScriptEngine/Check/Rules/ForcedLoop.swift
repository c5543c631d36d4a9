/// `flow/forced-loop`: the caller can always bring a call to its end. Judged together with `DeadEnd`.
enum ForcedLoop: ExplainedRule {
  static let page = RulePage(
    .forcedLoop,
    title: "the caller can always bring a call to its end",
    demands: """
      Whatever the other side does, the caller must be able to end. At "hear", "ask" and "book"
      the caller chooses, so one good exit is enough; at "leave", "send" and "go" every exit must
      be good, for the record decides; at "verify" either "refused", or both "verified" and
      "failed", but only "verified" where the gate is open already, and only "failed" at a helper
      before the patient was verified. A bounded edge counts as where it leads in the end, its "then"; a "resume" as the
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

  static func breaches(of endings: Endings, in walk: Walk) -> [Breach] {
    walk.breaches(.forcedLoop, endings.looping, message)
  }

  // MARK: wording

  private static func message(_ id: NodeID, _ looping: Endings.Stuck) -> String {
    looping.always
      ? "node \"\(id)\" can loop for ever: the caller cannot force an outcome from it"
      : "node \"\(id)\" can loop for ever \(looping.when): the caller cannot force an outcome then"
  }
}

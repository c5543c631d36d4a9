import RecallDomain

/// `rehearsal/cannot-follow`: a script can follow its rehearsals.
enum CannotFollow: RehearsalRule {
  static let page = RulePage(
    .cannotFollow,
    title: "a script can follow its rehearsals",
    demands: """
      Each turn's first "expect" must be possible where the call then stands, and so must the
      others it accepts: a response or exit by name, "mismatch" at the gate, an interrupt as
      "/name", "/locale". What the patient states is compared as in a call: who gives a wrong
      birth date does not get "verified". The best way must fit into "hangs_up_after". Led in
      every offered language.
      """,
    why: """
      A trainee who does everything right and is stopped by the exercise learns to distrust it.
      A script that was changed takes its rehearsals along, or this says which one was left behind.
      """,
    source: """
      SCRIPT-FORMAT, "Rehearsals"
      """,
    example: RuleExample(
      in: "scripts/rehearsals/wants-a-time.yaml",
      broken: """
          - says: wants_a_time.glad
            expect: redy
        """,
      repaired: """
          - says: wants_a_time.glad
            expect: ready
        """),
    repair: """
      Take one of the answers that the finding names, or change the turns before it.
      """)

  static func findings(in subject: RehearsalSubject) -> [Finding] {
    var seen: Set<Finding> = []
    return subject.followed.flatMap { followed in
      ([followed.problem].compactMap { $0 } + followed.impossible).map(finding)
    }.filter { seen.insert($0).inserted }
  }

  private static func finding(_ problem: FollowedRehearsal.Problem) -> Finding {
    let (place, message) = told(problem)
    return Finding(rule: .cannotFollow, place: place, message: message)
  }

  // MARK: wording

  private static func told(
    _ problem: FollowedRehearsal.Problem
  ) -> (SourcePlace, String) {
    switch problem {
    case .notPossible(let expected, let node, let possible):
      (expected.place, notPossible(expected.word, node, possible))
    case .over(let expected, let ending):
      (expected.place, "\(quoted(expected.word)) cannot follow: \(over(ending))")
    case .otherwise(let expected, let node, let happened):
      (expected.place, otherwise(expected.word, node, happened))
    case .unreadable(let kind, let place):
      (place, "what is stated cannot be read as \(quoted(kind.rawValue))")
    case .refused(let expected, .emergencyStands):
      (expected.place, "\(quoted(expected.word)) cannot be raised: the emergency leads to its end")
    case .refused(let expected, _):
      (expected.place, "\(quoted(expected.word)) is not possible at this point of the call")
    case .tooSlow(let answers, let needed, let place):
      (
        place,
        "the patient hangs up after \(answers) answers, and the best way takes \(needed): "
          + "key \"hangs_up_after\" must be \(needed) or more"
      )
    }
  }

  private static func notPossible(
    _ word: String, _ node: NodeID?, _ possible: [String]
  ) -> String {
    let here = node.map { " at \(quoted($0))" } ?? ""
    if word.hasPrefix("/") { return "\(quoted(word)) cannot be raised\(here)" }
    return "\(quoted(word)) is no answer\(here)"
      + DidYouMean.hint(for: word, among: possible)
      + "; possible there: \(possible.joined(separator: ", ")), or an interrupt such as /busy"
  }

  private static func over(_ ending: Ending?) -> String {
    guard let ending else { return "the call is over before it" }
    return "the call has ended before it, as \(quoted("\(ending)"))"
  }

  private static func otherwise(_ word: String, _ node: NodeID?, _ happened: String) -> String {
    let here = node.map { " at \(quoted($0))" } ?? ""
    return "\(quoted(word)) does not follow\(here) from what the patient states: "
      + (happened == Turn.mismatch
        ? "it does not match, and the same is asked again (\(quoted(Turn.mismatch)))"
        : "that is \(quoted(happened))")
  }
}

import RecallDomain

/// `rehearsal/ends-otherwise`: a rehearsal ends as it says.
enum EndsOtherwise: RehearsalRule {
  static let page = RulePage(
    .endsOtherwise,
    title: "a rehearsal ends as it says",
    demands: """
      After the last turn, answered as it should be, the call has come to its end, and that end is
      the outcome (and the detail, where one is named) of "ends". A rehearsal that stops in the
      middle of a call lacks turns.
      """,
    why: """
      What a trainee is told after the call rests on it: whether the outcome was the right one.
      """,
    source: """
      SCRIPT-FORMAT, "Rehearsals"
      """,
    example: RuleExample(
      in: "scripts/rehearsals/wants-a-time.yaml",
      broken: """
        ends: { outcome: callback-requested }
        """,
      repaired: """
        ends: { outcome: scheduled }
        """),
    repair: """
      Correct "ends", or add the turns that lead there.
      """)

  static func findings(in subject: RehearsalSubject) -> [Finding] {
    var seen: Set<Finding> = []
    return subject.followed.compactMap { followed in
      guard followed.problem == nil else { return nil }
      return finding(followed)
    }.filter { seen.insert($0).inserted }
  }

  private static func finding(_ followed: FollowedRehearsal) -> Finding? {
    let expected = followed.rehearsal.ends
    if let ending = followed.ending, expected.allows(ending) { return nil }
    return Finding(
      rule: .endsOtherwise, place: expected.place, message: message(expected, followed))
  }

  private static func message(
    _ expected: Rehearsal.ExpectedEnd, _ followed: FollowedRehearsal
  ) -> String {
    if let ending = followed.ending {
      return "the call ends as \(quoted("\(ending)")), not as \(quoted(expected.name))"
    }
    let node = followed.run.nodeNow.map { " at \(quoted($0))" } ?? ""
    return "the call goes on\(node) after the last turn; possible there: "
      + followed.run.possibleAnswers.joined(separator: ", ")
  }
}

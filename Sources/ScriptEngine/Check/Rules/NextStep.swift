import RecallDomain

/// `close/next-step`: who is still listening is told what happens next.
enum NextStep: WalkedRule {
  static let page = RulePage(
    .nextStep, severity: .warning,
    title: "who is still listening is told what happens next",
    demands: """
      An "end" with a listener present has words of its own, or follows words without an answer in
      between. Nobody listens after a ring without answer, a busy signal, a machine, a dropped
      line or a message left on a machine.
      """,
    why: """
      A call that stops without a word leaves the patient unsure whether anything was arranged;
      the last words are what is remembered.
      """,
    source: """
      what an opening and a close owe: who is calling, why, and the easiest next step
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          give_number:
            end: callback-requested
            detail: patient-will-call
        """,
      repaired: """
          give_number:
            say: close.thanks
            end: callback-requested
            detail: patient-will-call
        """),
    repair: """
      Give the end a line that says what happens next and by when.
      """)

  static func follows(in subject: Subject) -> [Tracked] { [.words] }

  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .words else { return [] }
    return walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act, ending.hasListener, walk.reaches(number, value: 0)
      else { return nil }
      return Breach(
        .nextStep, severity: .warning, at: node.place, message(ending), in: .node(number)
      ) {
        $0.enters(number) { _, value in value == 0 }
      }
    }
  }

  // MARK: wording

  private static func message(_ ending: Ending) -> String {
    "outcome \"\(ending)\" can be reached without any closing words for the listener"
  }
}

extension Ending {
  /// A person is on the line when the call ends so.
  var hasListener: Bool {
    switch (outcome, detail) {
    case (.noAnswer, .identityNotConfirmed): true
    case (.noAnswer, _), (.leftMessage, .voicemail): false
    case (.wrongNumber, .disconnected), (.wrongNumber, .notAPerson): false
    case (.escalated, .attemptsExhausted): false
    default: true
    }
  }
}

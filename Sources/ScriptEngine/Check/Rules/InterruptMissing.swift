import RecallDomain

/// `interrupt/missing`: everything a patient may say has an answer.
enum InterruptMissing: StillRule {
  static let page = RulePage(
    .interruptMissing,
    title: "everything a patient may say has an answer",
    demands: """
      A patient may say any of these things at any moment, so every interrupt of the closed list
      has a target, the script's own or a fragment's: busy, hesitant, context, clinical, results,
      urgent, insurance, language, transport, upset, already_booked, declines, stop_calling,
      other_person, emergency, dropped.
      """,
    why: """
      What a script does not foresee a caller makes up, at the worst moment: with an emergency, a
      question about medicine, or somebody who asks never to be called again.
      """,
    source: """
      red-flag and escalation workflows for non-clinical staff (AAP, telephone triage); 47 CFR
      64.1200 on opt-outs
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          emergency: emergency
        """,
      repaired: """
          emergency: emergency
          dropped: { end: no-answer, detail: dropped }
        """),
    repair: """
      Add it under "interrupts"; the shipped fragment common has all sixteen.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    let script = subject.script
    let place = SourcePlace(file: "scripts/\(script.id).yaml", line: 1, column: 1)
    return Interrupt.allCases.filter { script.interrupts[$0] == nil }.map {
      Finding(rule: .interruptMissing, place: place, message: message($0))
    }
  }

  // MARK: wording

  private static func message(_ interrupt: Interrupt) -> String {
    "interrupt \"\(interrupt.rawValue)\" has no target"
  }
}

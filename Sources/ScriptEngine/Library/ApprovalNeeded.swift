/// `approval`: a live call speaks only words that were approved. The library finds it
/// (`ScriptLibrary.approvalFinding`).
enum ApprovalNeeded: ExplainedRule {
  static let page = RulePage(
    .approval,
    title: "a live call speaks only words that were approved",
    demands: """
      A script is used live only while an approval stands for this exact content: the merged
      structure, the words of each language, and the policy it depends on ("disclosure",
      "identity", what is sensitive). Comments, layout, notes and labels do not void it. Checked
      with `--live`, and at every live call. Practice does without.
      """,
    why: """
      Whoever answers for the wording must have read it as it is said. A word changed since is a
      word nobody approved; each note names the hashes of what was said.
      """,
    source: """
      SCRIPT-FORMAT, "Approval"
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          confirm.booked:
            text: "You are booked for {appointment}. Bye."
        """,
      repaired: """
          confirm.booked:
            text: "You are all set for {appointment}. Thank you, and take care."
        """),
    repair: """
      See what changed with `recall script diff ID`, then `recall script approve ID` as the clinic
      lead.
      """)
}

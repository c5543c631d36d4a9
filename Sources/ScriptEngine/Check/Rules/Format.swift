/// `format`: files have the shape that the format gives them. The reader finds it (`Yaml`, `Parse`,
/// `Phrasebook`, `ClinicFile`), and `LocaleDuplicate`.
enum Format: ExplainedRule {
  static let page = RulePage(
    .format,
    title: "files have the shape that the format gives them",
    demands: """
      Known keys only, each with the right type; ids of small letters, digits and _, a letter
      first; each thing defined once; exactly one act in a node, with all of its exits; bounds
      from 1 to 9. No response is named like an interrupt or its code, and no node like a prompt
      of the console (recall, dial, dialled, save) or like an identifier. Anchors, aliases, merge
      keys and tags are refused. A line or reason stands in one file of those that speak for a
      script.
      """,
    why: """
      A key that is passed over in silence ("detial:") is a branch that nobody checks. All scalars
      are text first, because YAML otherwise guesses: "no" becomes false and "010" becomes eight.
      Responses and interrupts are typed at the same prompt, so they must not share a name.
      """,
    source: """
      SCRIPT-FORMAT, "Formats" and "Node keys"
      """,
    example: RuleExample(
      in: "scripts/visit.yaml",
      broken: """
          confirm:
            say: confirm.booked
            end: scheduled
            go: give_number
        """,
      repaired: """
          confirm:
            say: confirm.booked
            end: scheduled
        """),
    repair: """
      Go to the place that the finding names. A key that is nearly right is suggested; a node with
      two acts becomes two nodes.
      """)
}

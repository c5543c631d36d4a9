/// `rehearsal/missing-words`: what a simulated patient says has words.
enum MissingWords: RehearsalRule {
  static let page = RulePage(
    .missingWords,
    title: "what a simulated patient says has words",
    demands: """
      Every id under "says" has a text in the source language, under "rehearsals" in the file of
      the script's rehearsals (locales/en/SCRIPT.rehearsals.yaml), in the script's own file or in
      a fragment's. (What only a translation lacks is "locale/missing".)
      """,
    why: """
      A patient who falls silent where they should speak leaves a trainee waiting.
      """,
    source: """
      SCRIPT-FORMAT, "Rehearsals" and "Locales"
      """,
    example: RuleExample(
      in: "scripts/rehearsals/wants-a-time.yaml",
      broken: """
          - says: wants_a_time.answrs
            expect: patient
        """,
      repaired: """
          - says: wants_a_time.answers
            expect: patient
        """, also: [.localeOrphan]),
    repair: """
      Take the suggested id, or add the text to every language.
      """)

  static func findings(in subject: RehearsalSubject) -> [Finding] {
    guard let source = subject.languages.first else { return [] }
    let known = subject.words.ids(in: source)
    return subject.rehearsal.turns.flatMap(\.says).filter { !known.contains($0.line) }.map {
      Finding(
        rule: .missingWords, place: $0.place,
        message: "nothing is there to say for \(quoted($0.line)) in \(quoted(source))"
          + DidYouMean.hint(for: $0.line, among: known.sorted()))
    }
  }
}

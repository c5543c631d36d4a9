import RecallDomain

/// `privacy/never`: some things are never spoken or sent, to anyone.
enum NeverFact: StillRule {
  static let page = RulePage(
    .neverFact,
    title: "some things are never spoken or sent, to anyone",
    demands: """
      Date of birth, record number, postal code, phone number, the internal reason, chart notes
      and results stand in no text of any language, whether or not a script uses it; nor does a
      fact that the clinic's "disclosure" sets to never.
      """,
    why: """
      The patient states what identifies them and the caller compares; a caller who reads it out
      gives it to whoever listens, and makes the check worthless. Results and notes are for
      clinical staff to tell.
      """,
    source: """
      45 CFR 164.514(h); telephone identity guidance: never hint at what is on file
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          identity.ask:
            text: "Is your date of birth {date_of_birth}?"
        """,
      repaired: """
          identity.ask:
            text: "May I have your full name and date of birth, please?"
        """),
    repair: """
      Ask for it instead of saying it. What the patient answers is typed at the identity prompt.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.texts.flatMap { text in
      names(in: text.phrase, subject.disclosure).map {
        Finding(rule: .neverFact, place: text.phrase.place, message: message($0, text))
      }
    }
  }

  private static func names(in phrase: Phrase, _ disclosure: Disclosure) -> [String] {
    let never = Set(phrase.templates.flatMap(\.unknowns)).intersection(Fact.never)
    let closed = phrase.facts.filter { disclosure.level(of: $0) == nil }.map(\.rawValue)
    return never.union(closed).sorted()
  }

  // MARK: wording

  private static func message(_ fact: String, _ text: Text) -> String {
    "\(text.kind.rawValue) \"\(text.id)\" uses \"\(fact)\", which is never spoken or sent"
  }
}

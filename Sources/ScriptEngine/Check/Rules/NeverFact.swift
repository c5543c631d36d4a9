import RecallDomain

/// `privacy/never`: some things are never spoken or sent, to anyone: date of birth, record number,
/// postal code, phone number, the internal reason, chart notes, results. No text may name them,
/// whether or not a script uses it; nor a fact that the clinic's `disclosure` sets to `never`.
enum NeverFact: StillRule {
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

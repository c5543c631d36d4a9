import RecallDomain

/// `tone/avoid`: no phrase that scolds, deflects or presses.
enum Avoided: StillRule {
  static let page = RulePage(
    .toneAvoid,
    title: "no phrase that scolds, deflects or presses",
    demands: """
      What stands in a language's "avoid" list is said in none of its texts, whether or not a
      script uses them: lines, reasons, engine sentences, messages, greetings, phrases of
      "without".

      Read without case and accents, white space and punctuation collapsed, clinic values filled
      in; whole words, inside one sentence ("Thank you. Missed calls ..." is not "you missed"),
      unless the phrase itself has a mark there. Contractions are found as listed. An obligation
      that is denied ("no tiene que programar ahora") presses nobody.
      """,
    why: """
      A recall call helps; it never presses. Patients who are blamed for a missed visit do not
      book the next one; patients who are told "that is normal" by somebody without training may
      not seek care.
      """,
    source: """
      the tone families of the field: scolding, deflecting, blaming, pressing, advice by a
      non-clinician
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          reason.invite:
            text: "You missed your visit. Shall we find a time?"
        """,
      repaired: """
          reason.invite:
            text: "Your care team would like to see you. Shall we find a time?"
        """),
    repair: """
      Say what the list offers instead; it stands in the finding.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      let avoid = subject.phrasebooks[locale]!.language.avoid
      guard !avoid.isEmpty else { return [] }
      let phrases = PhraseSet(avoid.map(\.phrase), .inSentence)
      return subject.heard[locale]!.texts.flatMap { text -> [Finding] in
        let found = text.variants.flatMap { heard in
          phrases.found(in: heard).filter { !isLifted(avoid[$0.phrase].phrase, $0.position, heard) }
        }
        return Set(found.map(\.phrase)).sorted().map {
          Finding(
            rule: .toneAvoid, place: text.place, message: message(text.name, locale, avoid[$0]))
        }
      }
    }
  }

  /// "No tiene que programar" takes the pressing away: the word that denies an obligation stands right
  /// before it. (In English it stands inside: "you do not have to".)
  private static func isLifted(_ phrase: String, _ position: Int, _ text: HeardWords) -> Bool {
    guard position > 0, text.words[position - 1].folded == "no" else { return false }
    let word = text.words[position]
    return !word.followsMark && !word.beginsSentence
      && obligations.contains { Folded.text(phrase).hasPrefix($0) }
  }

  private static let obligations = [
    "tiene que", "tiene usted que", "tendra que", "necesita hacer", "es obligatorio",
    "esta obligad",
  ]

  // MARK: wording

  private static func message(
    _ text: String, _ locale: String, _ avoided: Language.Avoided
  ) -> String {
    "\(text) (\(locale)) says \"\(avoided.phrase)\", which is to be avoided"
      + (avoided.instead.map { "; say \"\($0)\" instead" } ?? "")
  }
}

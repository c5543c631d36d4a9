import RecallDomain

/// `message/incomplete`: a message says who writes, where to call, and the way out.
enum MessageIncomplete: StillRule {
  static let page = RulePage(
    .messageIncomplete,
    title: "a message says who, where to call, and the way out",
    demands: """
      The text, the e-mail and the portal message of every language name the clinic ({clinic}) and
      its telephone ({clinic_phone}), and have the word STOP, in capitals, with which a patient
      gets no more of them ("Reply STOP …", "Responda STOP …").
      """,
    why: """
      Whoever gets a message must be able to tell whose it is and to answer it by telephone, and
      the way out is owed in every message. The word is the same in every language, because it is
      the one that telephone companies honour by themselves.
      """,
    source: """
      47 CFR 64.1200(a)(9)(iv): name and contact information of the provider, and an opt-out in
      each message
      """,
    example: RuleExample(
      in: "locales/en/messages.yaml",
      broken: """
          message.sms:
            text: "{clinic}: please call {clinic_phone}."
        """,
      repaired: """
          message.sms:
            text: "{clinic}: please call {clinic_phone}. Reply STOP to stop."
        """),
    repair: """
      Add what is missing to the line in messages.yaml. Where a text has no room for it, say less
      of the rest.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      let messages = subject.phrasebooks[locale]!.messages
      return MessageSurface.all.compactMap { line in
        guard let phrase = messages[line] else { return nil }
        let missing = missing(in: phrase)
        guard !missing.isEmpty else { return nil }
        return Finding(
          rule: .messageIncomplete, place: phrase.place, message: message(line, locale, missing))
      }
    }
  }

  /// What any form of it lacks.
  private static func missing(in phrase: Phrase) -> [String] {
    let facts: [Fact] = [.clinic, .clinicPhone]
    let lacking = facts.filter { fact in phrase.templates.contains { !$0.facts.contains(fact) } }
    let hasWayOut = phrase.templates.allSatisfy { template in
      template.source.split { !$0.isLetter }.contains { $0 == MessageSurface.wayOut }
    }
    return lacking.map { "\"{\($0.rawValue)}\"" } + (hasWayOut ? [] : ["the word \"STOP\""])
  }

  // MARK: wording

  private static func message(_ line: LineID, _ locale: String, _ missing: [String]) -> String {
    "message \"\(line)\" in \"\(locale)\" lacks \(missing.joined(separator: " and "))"
  }
}

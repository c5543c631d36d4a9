import RecallDomain

/// `message/incomplete`: a message says who writes, where to call, and the way out.
enum MessageIncomplete: StillRule {
  static let page = RulePage(
    .messageIncomplete,
    title: "a message says who, where to call, and the way out",
    demands: """
      The text, the e-mail and the portal message of every language name the clinic ({clinic}) and
      its telephone ({clinic_phone}), and say how to get no more of them, as it can be done there:

      the text message has the word STOP in capitals ("Reply STOP …", "Responda STOP o ALTO …"),
      in a sentence that does not take it back ("Do not reply STOP");

      the e-mail has one of the wordings that the language lists below "opt_out", "email" in
      language.yaml ("reply STOP", "to unsubscribe");

      the portal message has one of those below "opt_out", "portal" ("in the portal's settings"),
      and never the word STOP, because a portal takes no answer.
      """,
    why: """
      Whoever gets a message must be able to tell whose it is and to answer it by telephone, and
      the way out is owed in every message. Of a text it is one word in every language, because
      that is the one that telephone companies honour by themselves; another (ALTO) may stand
      beside it. A way out that does not work where it is read is none: who answers STOP to a
      portal believes to be heard, and is not.
      """,
    source: """
      47 CFR 64.1200(a)(9)(iv): name and contact information of the provider, and an opt-out in
      each message; (a)(10): any reasonable way to say it; 15 USC 7704(a)(5): of an e-mail
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
      of the rest. A wording that is good and not listed is added to "opt_out" in language.yaml.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.flatMap { locale -> [Finding] in
      let book = subject.phrasebooks[locale]!
      return MessageSurface.all.flatMap { line -> [Finding] in
        guard let phrase = book.messages[line] else { return [] }
        return told(line, phrase, book.language).map {
          Finding(
            rule: .messageIncomplete, place: phrase.place,
            message: "message \"\(line)\" in \"\(locale)\" \($0)")
        }
      }
    }
  }

  private static func told(_ line: LineID, _ phrase: Phrase, _ language: Language) -> [String] {
    let facts: [Fact] = [.clinic, .clinicPhone]
    let lacking = facts.filter { fact in phrase.templates.contains { !$0.facts.contains(fact) } }
    var missing = lacking.map { "\"{\($0.rawValue)}\"" }
    let ways = language.optOut?[MessageSurface.channel(of: line)] ?? []
    // Of an e-mail the word serves where a language says no more about it.
    if line == MessageSurface.sms || (line == MessageSurface.email && ways.isEmpty) {
      if phrase.templates.contains(where: { !offersStop($0) }) {
        missing.append("the word \"\(MessageSurface.stopWord)\"")
      }
    } else if phrase.templates.contains(where: { !has(ways, in: $0) }) {
      missing.append(wayOut(ways, MessageSurface.channel(of: line)))
    }
    let lacks = missing.isEmpty ? [] : ["lacks \(missing.joined(separator: " and "))"]
    let misleads = line == MessageSurface.portal && phrase.templates.contains(where: hasStopWord)
    return lacks + (misleads ? [unheard] : [])
  }

  private static func hasStopWord(_ template: Template) -> Bool {
    template.source.split { !$0.isLetter }.contains { $0 == MessageSurface.stopWord }
  }

  private static func offersStop(_ template: Template) -> Bool {
    let denied = DeniedWays(template.source)
    return hasStopWord(template) && !denied.deny([MessageSurface.stopWord], inCapitals: true)
  }

  private static func has(_ ways: [String], in template: Template) -> Bool {
    let found = PhraseSet(ways, .inSentence).found(in: HeardWords(template.source))
    let denied = DeniedWays(template.source)
    return found.contains { !denied.deny(HeardWords(ways[$0.phrase]).words.map(\.folded)) }
  }

  // MARK: wording

  private static let unheard =
    "says \"\(MessageSurface.stopWord)\", and nobody hears an answer to it there"

  private static func wayOut(_ ways: [String], _ channel: String) -> String {
    guard let first = ways.first else {
      return "a way out (language.yaml lists none below \"opt_out\", \"\(channel)\")"
    }
    return "a way out such as \"\(first)\""
  }
}

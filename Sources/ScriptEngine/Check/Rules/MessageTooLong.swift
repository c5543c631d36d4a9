import RecallDomain

/// `message/too-long`: a text message fits into one SMS.
enum MessageTooLong: StillRule {
  static let page = RulePage(
    .messageTooLong,
    title: "a text message fits into one SMS",
    demands: """
      "message.sms" of every language fits into one SMS with the longest realistic values, the
      clinic's own name and telephone among them: 160 characters of the GSM alphabet, or 70 as
      soon as one letter is outside it. The GSM alphabet has é, ñ, ü and à, and lacks á, í, ó, ú
      and typographic quotes; a name that is filled in loses such accents by itself, the words of
      the line do not.
      """,
    why: """
      A longer text is cut into parts, each paid for and some lost, and a health message may not
      be longer than 160 characters.
      """,
    source: """
      47 CFR 64.1200(a)(9)(iv)(D); 3GPP TS 23.038, the GSM 7-bit alphabet
      """,
    example: RuleExample(
      in: "locales/en/messages.yaml",
      broken: """
          message.sms:
            text: "{clinic}: please call us at {clinic_phone} when
              it’s convenient for you. Reply STOP to stop."
        """,
      repaired: """
          message.sms:
            text: "{clinic}: please call {clinic_phone}. Reply STOP to stop."
        """),
    repair: """
      Write without the letters that the finding names, or say less.
      """)

  static func findings(in subject: Subject) -> [Finding] {
    subject.locales.compactMap { locale -> Finding? in
      let book = subject.phrasebooks[locale]!
      guard let phrase = book.messages[MessageSurface.sms] else { return nil }
      let longest = LongestValues(book: book, clinic: subject.clinic)
      let worst = phrase.templates.map { SMSText(text(of: $0, longest)) }
        .max { ($0.parts, $0.length) < ($1.parts, $1.length) }
      guard let worst, !worst.isOneMessage else { return nil }
      return Finding(
        rule: .messageTooLong, place: phrase.place, message: message(locale, worst))
    }
  }

  /// The template with the value of each fact that takes most room.
  private static func text(of template: Template, _ longest: LongestValues) -> String {
    template.parts.map { part in
      switch part {
      case .text(let words): words
      case .fact(let fact): fact.isCount ? "520" : widest(longest.texts(of: fact))
      case .unknown: ""
      }
    }.joined()
  }

  private static func widest(_ values: [String]) -> String {
    values.map(SMSText.plain).max {
      let (left, right) = (SMSText($0), SMSText($1))
      return (left.foreign.count, left.length) < (right.foreign.count, right.length)
    } ?? ""
  }

  // MARK: wording

  private static func message(_ locale: String, _ text: SMSText) -> String {
    let size = "\(text.length) characters at its longest, and one SMS holds \(text.limit)"
    guard !text.foreign.isEmpty else {
      return "message \"message.sms\" in \"\(locale)\" has \(size)"
    }
    let letters = text.foreign.map { "\"\($0)\"" }.joined(separator: ", ")
    return "message \"message.sms\" in \"\(locale)\" has \(size) because of \(letters),"
      + " which the SMS alphabet lacks"
  }
}

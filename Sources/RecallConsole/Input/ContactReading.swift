import RecallDomain

/// What was typed after `/contact`: who may be reached how, by names that stand on no record.
///
/// `sms no` · `voicemail no this` · `email yes` · `only 2` · `only off` · `need relay` ·
/// `need relay off` · `prefer portal`; the words of every console language count too.
struct ContactReading {
  enum Answer: Equatable {
    case change(ContactChange)
    /// No calls at all is another key: `st`.
    case noCalls
    /// Which staff text says what is wrong.
    case problem(String)
  }

  /// On the line, E.164.
  let number: String
  /// As the card numbers them.
  let numbers: [PatientPhone]
  /// At what height the gate is: what is said before it opens concerns this number alone.
  let gate: GateLevel
  var typed = TypedWords.none

  func read(_ argument: String) -> Answer {
    let words = argument.split(separator: " ").map(String.init)
    guard let first = words.first else { return .problem("contact.usage") }
    let rest = Array(words.dropFirst())
    switch ContactWordAfter.named(first, typed) {
    case .channels(let channels): return consent(channels, rest)
    case .calls: return answer(rest.first) == false ? .noCalls : .problem("contact.usage")
    case .only: return only(rest)
    case .need: return need(rest)
    case .prefer: return prefer(rest)
    case nil: return .problem("contact.usage")
    }
  }

  private func consent(_ channels: [ConsentChannel], _ rest: [String]) -> Answer {
    guard let allowed = answer(rest.first) else { return .problem("contact.yes-or-no") }
    guard rest.count > 1 else {
      return .change(
        .consent(concerned(channels, allowed), at: place(channels, allowed), allowed: allowed))
    }
    guard channels.allSatisfy(Self.hasNumbers), let number = named(rest.dropFirst()) else {
      return .problem("contact.no-such-number")
    }
    return .change(.consent(channels, at: number, allowed: allowed))
  }

  /// Before the gate is open, somebody says no to what comes to this number; what comes to no
  /// number is the patient's own to refuse.
  private func place(_ channels: [ConsentChannel], _ allowed: Bool) -> String? {
    !allowed && gate < .open && channels.contains(where: Self.hasNumbers) ? number : nil
  }

  private func concerned(_ channels: [ConsentChannel], _ allowed: Bool) -> [ConsentChannel] {
    place(channels, allowed) == nil ? channels : channels.filter(Self.hasNumbers)
  }

  private static func hasNumbers(_ channel: ConsentChannel) -> Bool {
    channel == .voicemail || channel == .sms
  }

  private func only(_ rest: [String]) -> Answer {
    guard let first = rest.first else { return .problem("contact.no-such-number") }
    if isOff(first) { return .change(.only(number: nil)) }
    return named(rest[...]).map { .change(.only(number: $0)) } ?? .problem("contact.no-such-number")
  }

  private func need(_ rest: [String]) -> Answer {
    let lifts = rest.last.map(isOff) ?? false
    let name = (lifts ? rest.dropLast() : rest[...]).joined(separator: " ")
    let reader = NameReader(ContactNeed.allCases, "need", typed)
    guard let need = ContactNeed.named(name) ?? reader.one(name) else {
      return .problem("contact.needs")
    }
    return .change(.need(need, !lifts))
  }

  private func prefer(_ rest: [String]) -> Answer {
    let method = ContactWordAfter.method(rest.joined(separator: " "), typed)
    return method.map { .change(.prefer($0)) } ?? .problem("contact.methods")
  }

  /// `this`, the number on the card, or a whole telephone number.
  private func named(_ words: ArraySlice<String>) -> String? {
    let text = words.joined(separator: " ")
    if ["this", "here"].contains(Folded.text(text)) || typed.means("this", text) { return number }
    if let index = Pick.number(text), text.count <= 2 { return numbers.picked(index)?.number }
    return PhoneNumber.parse(text).first?.number
  }

  private func isOff(_ word: String) -> Bool {
    typed.means("off", word) || typed.means("none", word)
      || ["off", "no", "none", "lift"].contains(Folded.text(word))
  }

  private func answer(_ word: String?) -> Bool? {
    guard let word else { return nil }
    switch Folded.text(word) {
    case "yes", "y", "ok", "on": return true
    case "no", "n", "off", "stop": return false
    default: return typed.means("yes", word) ? true : typed.means("no", word) ? false : nil
    }
  }
}

/// The first word after `/contact`: its English name, an English word for it, or one of any language
/// of the console (`typed.contact.…`).
enum ContactWordAfter {
  case channels([ConsentChannel])
  case calls, only, need, prefer

  /// What Tab offers, in the order of the usage.
  static let offered = [
    "voicemail", "sms", "email", "portal", "mail", "all", "only", "need", "prefer",
  ]

  static func named(_ text: String, _ typed: TypedWords = .none) -> ContactWordAfter? {
    reader(rows.map { ($0.meaning, $0.words) }, typed).one(text)
  }

  /// What the patient prefers, after `prefer`.
  static func method(_ text: String, _ typed: TypedWords) -> ContactMethod? {
    let words: [(ContactMethod, String)] = [
      (.call, "call calls phone"), (.sms, "sms text texts"), (.email, "email e-mail"),
      (.portal, "portal"), (.mail, "mail letter letters"),
    ]
    return reader(words, typed).one(text)
  }

  /// The first word of each row is the name.
  private static func reader<Name>(
    _ rows: [(Name, String)], _ typed: TypedWords
  ) -> NameReader<Name> {
    NameReader(
      entries: rows.map { meaning, words in
        let names = words.split(separator: " ").map(String.init)
        return NameReader<Name>.Entry(
          name: meaning, english: names[0],
          words: names.dropFirst() + typed.folded("contact.\(names[0])"))
      })
  }

  private static let rows: [(meaning: ContactWordAfter, words: String)] = [
    (.channels([.voicemail]), "voicemail vm voicemails"),
    (.channels([.sms]), "sms text texts texting"), (.channels([.email]), "email e-mail emails"),
    (.channels([.portal]), "portal"), (.channels([.mail]), "mail letter letters"),
    (.channels([.voicemail, .sms, .email, .portal]), "all everything messages"),
    (.calls, "call calls phone"), (.only, "only"), (.need, "need needs"),
    (.prefer, "prefer prefers"),
  ]
}

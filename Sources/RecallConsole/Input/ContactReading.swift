import RecallDomain

/// What was typed after `/contact`: who may be reached how, by names that stand on no record.
///
/// `sms no` · `voicemail no this` · `email yes` · `only 2` · `only off` · `need relay` ·
/// `need relay off` · `prefer portal`; Spanish words count too.
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

  func read(_ argument: String) -> Answer {
    let words = argument.split(separator: " ").map(String.init)
    guard let first = words.first else { return .problem("contact.usage") }
    let rest = Array(words.dropFirst())
    switch ContactWordAfter.named(Folded.text(first)) {
    case .channels(let channels): return consent(channels, rest)
    case .calls: return Self.answer(rest.first) == false ? .noCalls : .problem("contact.usage")
    case .only: return only(rest)
    case .need: return need(rest)
    case .prefer: return prefer(rest)
    case nil: return .problem("contact.usage")
    }
  }

  private func consent(_ channels: [ConsentChannel], _ rest: [String]) -> Answer {
    guard let allowed = Self.answer(rest.first) else { return .problem("contact.yes-or-no") }
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
    if Self.isOff(first) { return .change(.only(number: nil)) }
    return named(rest[...]).map { .change(.only(number: $0)) } ?? .problem("contact.no-such-number")
  }

  private func need(_ rest: [String]) -> Answer {
    let lifts = rest.last.map(Self.isOff) ?? false
    let name = (lifts ? rest.dropLast() : rest[...]).joined(separator: " ")
    guard let need = ContactNeed.named(name) ?? Self.beginning(name, ContactNeed.allCases) else {
      return .problem("contact.needs")
    }
    return .change(.need(need, !lifts))
  }

  private func prefer(_ rest: [String]) -> Answer {
    let word = Folded.text(rest.joined(separator: " "))
    let method =
      Self.beginning(word, ContactMethod.allCases)
      ?? ContactWordAfter.methods.first { $0.value.contains(word) }?.key
    return method.map { .change(.prefer($0)) } ?? .problem("contact.methods")
  }

  /// `this`, the number on the card, or a whole telephone number.
  private func named(_ words: ArraySlice<String>) -> String? {
    let text = words.joined(separator: " ")
    if ["this", "este", "esta", "aqui", "here"].contains(Folded.text(text)) { return number }
    if let index = Int(text), text.count <= 2 {
      return numbers.indices.contains(index - 1) ? numbers[index - 1].number : nil
    }
    return PhoneNumber.parse(text).first?.number
  }

  private static func isOff(_ word: String) -> Bool {
    ["off", "no", "none", "lift", "ninguno", "quitar"].contains(Folded.text(word))
  }

  private static func answer(_ word: String?) -> Bool? {
    switch word.map({ Folded.text($0) }) {
    case "yes", "y", "si", "s", "ok", "on": true
    case "no", "n", "off", "stop": false
    default: nil
    }
  }

  private static func beginning<Name: RawRepresentable<String>>(
    _ typed: String, _ names: [Name]
  ) -> Name? {
    let folded = Folded.text(typed).replacing(" ", with: "-")
    return folded.isEmpty ? nil : EndingReading.unique(folded, names)
  }
}

/// The first word after `/contact`, in English or Spanish.
enum ContactWordAfter {
  case channels([ConsentChannel])
  case calls, only, need, prefer

  /// What Tab offers, in the order of the usage.
  static let offered = [
    "voicemail", "sms", "email", "portal", "mail", "all", "only", "need", "prefer",
  ]

  static func named(_ folded: String) -> ContactWordAfter? {
    if let exact = words[folded] { return exact }
    let meant = offered.filter { !folded.isEmpty && $0.hasPrefix(folded) }
    return meant.count == 1 ? words[meant[0]] : nil
  }

  static let methods: [ContactMethod: Set<String>] = [
    .call: ["calls", "phone", "llamada", "llamadas", "telefono"], .sms: ["text", "texts", "texto"],
    .email: ["e-mail", "correo"], .mail: ["letter", "letters", "carta", "cartas"],
  ]

  private static let words: [String: ContactWordAfter] = {
    let rows: [(ContactWordAfter, String)] = [
      (.channels([.voicemail]), "voicemail vm voicemails buzon recado recados"),
      (.channels([.sms]), "sms text texts texting texto textos"),
      (.channels([.email]), "email e-mail emails correo correos"),
      (.channels([.portal]), "portal"), (.channels([.mail]), "mail letter letters carta cartas"),
      (.channels([.voicemail, .sms, .email, .portal]), "all everything messages todo mensajes"),
      (.calls, "call calls phone llamada llamadas"), (.only, "only solo unico"),
      (.need, "need needs necesita"), (.prefer, "prefer prefers prefiere"),
    ]
    var words: [String: ContactWordAfter] = [:]
    for (meaning, names) in rows {
      for name in names.split(separator: " ") { words[String(name)] = meaning }
    }
    return words
  }()
}

import RecallDomain
import ScriptEngine

/// `/contact`: how the patient is reached, noted while they say it and in force at once. Without
/// more it shows what is on record.
extension CallDesk {
  func contact(_ argument: String) throws(StoreFailure) -> Step {
    guard !argument.trimmed.isEmpty else {
      ContactView(desk: desk, patient: patient).show()
      return .again
    }
    let reading = ContactReading(
      number: number, numbers: ContactRules.dialable(patient), gate: run.gate.level,
      typed: desk.typed)
    switch reading.read(argument) {
    case .change(let change): return try note(change)
    case .noCalls:
      screen.notice(desk.say("contact.calls-are-st"))
      return .again
    case .problem(let key):
      screen.problem(desk.say(key))
      return .again
    }
  }

  private func note(_ change: ContactChange) throws(StoreFailure) -> Step {
    let before = run.prompt
    let step = try record(.contact(change, try permits(after: change)))
    guard case .moved = step else { return step }
    recordBeforeChange = candidate
    try readRecordAgain { change.apply(to: &candidate.patient, on: today) }
    screen.aside(ContactView(desk: desk, patient: patient).sentence(for: change))
    screen.aside(desk.say(change.isOptOut ? "contact.stands" : "contact.back-undoes"))
    guard run.prompt == before else { return .moved }
    if case .save = run.prompt { try presentChoices() }
    return .again
  }

  /// What the record permits once the change is on it.
  private func permits(after change: ContactChange) throws(StoreFailure) -> CallPermits {
    var changed = candidate
    change.apply(to: &changed.patient, on: today)
    return try permits(for: changed)
  }

  /// The card, the permits and the note go by what is on record now.
  ///
  /// - Parameter itself: makes the record what it is going to be, while the store is away.
  private func readRecordAgain(or itself: () -> Void) throws(StoreFailure) {
    let ticket = ticket
    guard desk.outage.mayKeep(ticket) else {
      candidate = try keeping { () throws(StoreFailure) in try desk.store.card(for: ticket) }
      return
    }
    guard !desk.outage.isOn else { return itself() }
    do throws(StoreFailure) {
      candidate = try desk.promptly { () throws(StoreFailure) in
        try desk.store.card(for: ticket)
      }
    } catch {
      guard error.mayBeKeptHere else { throw error }
      itself()
    }
  }

  /// `/back` right after a change takes it back, and nothing else.
  func goBackOne() throws(StoreFailure) -> Step {
    let changes = run.contactChanges
    let step = try record(.back)
    guard case .moved = step, run.contactChanges != changes else { return step }
    try readRecordAgain { candidate = recordBeforeChange ?? candidate }
    readBack = desk.say("contact.taken-back")
    return .moved
  }

  /// Words that sound like a wish to hear no more make the console suggest the key; a person
  /// presses it.
  func suggestOptOut(_ typed: String) {
    guard !run.optedOut, let scope = OptOutWording.inSpeech(typed) else { return }
    switch scope {
    case .calls, .everything, .unnamed: screen.notice(desk.say("call.suggest-stop"))
    case .messages: suggestRefusal(of: "all", named: "consent.all")
    case .channel(let channel):
      suggestRefusal(of: channel.rawValue, named: "consent.\(channel.rawValue)")
    }
  }

  private func suggestRefusal(of channel: String, named key: String) {
    screen.notice(
      desk.say(
        "call.suggest-contact", ["channel": desk.say(key), "command": refusal(of: channel)]))
  }
}

extension CallDesk {
  /// `/contact sms no`, as the console's language has it.
  private func refusal(of channel: String) -> String {
    let words = [
      desk.shown("command", "contact"), desk.shown("contact", channel),
      desk.shown("word", "no"),
    ]
    return "/" + words.joined(separator: " ")
  }
}

/// How a patient may be reached, in words of the console's language.
struct ContactView {
  let desk: Desk
  let patient: Patient

  func show() {
    desk.screen.blank()
    desk.screen.facts(
      rows.map { ($0.0, $0.1.map { TerminalText.clean($0) }) } + [
        (desk.say("contact.to-change"), [desk.say("contact.usage")])
      ])
    desk.screen.blank()
  }

  private var rows: [(String, [String])] {
    var rows = [(desk.say("contact.on-record"), ConsentChannel.allCases.map(line))]
    if !limits.isEmpty { rows.append(("", limits)) }
    if !needs.isEmpty { rows.append((desk.say("card.prepare"), needs)) }
    return rows
  }

  /// `voicemail yes, not on 2`; a number is named as the card numbers it, never by its digits.
  private func line(_ channel: ConsentChannel) -> String {
    let permissions = patient.permissions
    let key =
      switch permissions[channel] {
      case true?: "contact.channel-yes"
      case false?: "contact.channel-no"
      case nil: "contact.channel-unsaid"
      }
    let own = permissions.consents.filter { $0.channel == channel && $0.at != nil }.map { consent in
      desk.say(
        consent.allowed ? "contact.at-yes" : "contact.at-no", ["number": name(consent.at ?? "")])
    }
    let first = desk.say(key, ["channel": desk.say("consent.\(channel.rawValue)")])
    return ([first] + own).joined(separator: ", ")
  }

  private func name(_ place: String) -> String {
    let numbers = ContactRules.dialable(patient)
    return numbers.firstIndex { $0.number == place }.map { String($0 + 1) }
      ?? desk.say("contact.other-place")
  }

  /// What a confidential-communication request asks for, and the way that is preferred.
  var limits: [String] {
    let permissions = patient.permissions
    var limits: [String] = []
    if permissions.confidential {
      limits.append(desk.say(permissions.onlyNumber == nil ? "card.confidential" : "card.only"))
    }
    if permissions[.mail] == false { limits.append(desk.say("card.no-mail")) }
    if let method = patient.contactMethod, method != .call {
      limits.append(
        desk.say("card.prefers", ["channel": desk.say("channel.\(method.rawValue)")]))
    }
    return limits
  }

  /// What to prepare before dialling.
  var needs: [String] {
    ContactNeed.allCases.filter(patient.needs.contains).map { need in
      guard need == .caregiverFirst, let person = caregiver else {
        return desk.say("card.need.\(need.rawValue)")
      }
      return desk.say(
        "card.need.caregiver-first.named",
        ["name": person.name, "relationship": person.relationship])
    }
  }

  private var caregiver: Representative? {
    patient.representatives(withAuthorityOn: desk.today).first
  }

  /// What was just noted, as the note will say it.
  func sentence(for change: ContactChange) -> String { change.sentence(in: desk.phrases) }
}

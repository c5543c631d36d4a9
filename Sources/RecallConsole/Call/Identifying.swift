import RecallDomain
import ScriptEngine

/// `verify`: the patient states, the caller types, the program compares and shows only match or
/// no match. What is typed here is compared and forgotten: it is in no event, no message, no
/// record, and is erased from the screen.
extension CallDesk {
  func identifier(_ kind: IdentifierKind) throws(StoreFailure) -> Step {
    let typed: String
    switch try type(at: kind.rawValue, values: true, erases: true) {
    case .step(let step): return step
    case .text(let line): typed = line
    }
    if typed.isEmpty { return try record(.compared(kind, .notGiven)) }
    if refuses(typed) { return try record(.refused) }
    // The name of an interrupt is nobody's answer, and costs no try.
    if let interrupt = ResponseReader.exactInterrupt(Folded.text(typed)) {
      screen.problem(desk.say("call.with-slash", ["command": "/\(interrupt.code)"]))
      return .again
    }
    switch BlindComparison.compare(kind, typed: plain(typed, kind), expected: expectedIdentifiers) {
    case .decided(let comparison, let readAs):
      let step = try record(.compared(kind, comparison))
      if case .moved = step { show(comparison, readAs: readAs) }
      return step
    case .askAgain(let reason):
      screen.problem(desk.say("identity.ask-again.\(reason.rawValue)"))
      return .again
    }
  }

  /// Representative or helper: who says they are there, and what they are to the patient.
  func person(_ whom: VerifiedPerson) throws(StoreFailure) -> Step {
    let name: String
    switch try type(at: "person_name", values: true, erases: true) {
    case .step(let step): return step
    case .text(let line): name = line
    }
    if refuses(name) { return try record(.refused) }
    guard !name.isEmpty else { return .again }
    return try relationship(of: name, whom)
  }

  /// Asked until it is typed or something else happens; other words for the same prompt, such as
  /// another language's, lose nothing of the name.
  private func relationship(
    of name: String, _ whom: VerifiedPerson
  ) throws(StoreFailure) -> Step {
    while true {
      switch try type(at: "person_relationship", values: true, erases: true) {
      case .step(.again): continue
      case .step(.redraw): try present()
      case .step(let step): return step
      case .text(let line):
        if refuses(line) { return try record(.refused) }
        if line.isEmpty { continue }
        return try introduce(name, relationship: line, whom)
      }
    }
  }

  private func introduce(
    _ name: String, relationship: String, _ whom: VerifiedPerson
  ) throws(StoreFailure) -> Step {
    let onRecord = BlindComparison.representative(
      name: name, relationship: relationship,
      among: patient.representatives(withAuthorityOn: today))
    let accepted = whom == .helper || onRecord != nil
    // Somebody who was not accepted leaves no name behind.
    let person = CallNote.PersonOnLine(
      name: accepted ? (onRecord?.name ?? TerminalText.clean(name)) : "",
      relationship: accepted ? (onRecord?.relationship ?? TerminalText.clean(relationship)) : "")
    let step = try record(.personNamed(person, accepted: accepted))
    if case .moved = step, whom == .representative {
      show(accepted ? .match : .mismatch, readAs: nil)
    }
    return step
  }

  /// A yes or no of any language of the console counts for the name as `y` and `n` do.
  private func plain(_ typed: String, _ kind: IdentifierKind) -> String {
    guard kind == .fullName, let answer = desk.yesOrNo(typed) else { return typed }
    return answer ? "y" : "n"
  }

  /// `refuses`, or what the languages of the console and the offered ones say for it.
  func refuses(_ typed: String) -> Bool {
    let folded = Folded.text(typed)
    return folded == "refuses" || desk.typed.means("refuses", typed)
      || spokenLanguages.contains { language in
        (language.understands["refuses"] ?? []).contains { Folded.text($0) == folded }
      }
  }

  var expectedIdentifiers: ExpectedIdentifiers {
    ExpectedIdentifiers(patient: patient, dialled: number)
  }

  /// Match or no match; a date also as it was read, beside the next prompt until a key is pressed.
  private func show(_ comparison: IdentityComparison, readAs: CivilDate?) {
    guard comparison != .notGiven else { return }
    readBack = desk.say(comparison == .mismatch ? "identity.no-match" : "identity.match")
    guard let readAs, screen.isTerminal else { return }
    hint = desk.say("identity.read-as", ["date": desk.dates.dateInFull(readAs)])
  }

  /// A demo or practice clinic says what its synthetic patient answers, marked as such.
  func showIdentityHint(_ kind: IdentifierKind) {
    if otherEnd?.explainsPrompts ?? false { screen.aside(desk.say("help.\(kind.rawValue)")) }
    guard desk.store.kind != .live, !(otherEnd?.saysIdentifiers ?? false),
      let answer = expectedIdentifiers.demoAnswer(kind)
    else { return }
    screen.aside(desk.say("demo.patient-answers", ["answer": answer]))
  }

  func showPersonHint(_ whom: VerifiedPerson) {
    screen.aside(desk.say("identity.\(whom.rawValue)-hint"))
    guard desk.store.kind != .live, !(otherEnd?.isWritten ?? false), whom == .representative,
      let person = patient.representatives.first
    else { return }
    screen.aside(
      desk.say("demo.person-answers", ["answer": "\(person.name), \(person.relationship)"]))
  }
}

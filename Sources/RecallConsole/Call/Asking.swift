import RecallDomain
import ScriptEngine

/// `ask`: a typed value for the note, on one line.
extension CallDesk {
  func ask(_ node: NodeID, _ field: CallField) throws(StoreFailure) -> Step {
    switch try value(of: field, at: node) {
    case .step(let step): return step
    case .value(let value): return try record(.answered(field, value))
    }
  }

  enum Asked {
    case step(Step)
    /// `nil`: asked and not obtained.
    case value(FieldValue?)
  }

  /// One line for a field. What must not be lost by an impatient Enter is asked once more before an
  /// empty line counts.
  func value(of field: CallField, at prompt: String) throws(StoreFailure) -> Asked {
    let typed: String
    switch try type(at: prompt, values: true, words: words(for: field)) {
    case .step(let step): return .step(step)
    case .text(let line): typed = line
    }
    // A dot or a dash is as little an answer as nothing is.
    guard TerminalText.says(typed) else { return emptyLine(for: field) }
    switch reader.read(typed, as: field, picks: picks) {
    case .value(let value):
      if field.isVerbatim {
        suggestEmergency(typed)
        suggestOptOut(typed)
      }
      readBack(field, value)
      return .value(value)
    case .problem(let sentence):
      suggestEmergency(typed)
      suggestOptOut(typed)
      screen.problem(sentence)
      return .step(.again)
    }
  }

  private func emptyLine(for field: CallField) -> Asked {
    emptyLines += 1
    guard field.asksTwice, emptyLines < 2 else { return .value(nil) }
    screen.aside(desk.say("ask.once-more"))
    return .step(.again)
  }

  var reader: FieldReader {
    FieldReader(
      desk: desk, policy: desk.policy.policy(of: entry.segment), zone: zone,
      state: PatientZones.state(of: patient, policy: desk.policy), languages: spokenLanguages)
  }

  /// What is asked for, with the picks for a time to call back.
  func showField(_ field: CallField) {
    screen.aside(desk.say("ask.\(field.rawValue)"))
    picks = field == .callbackWindow ? reader.callbackPicks() : []
    screen.cells(
      picks.enumerated().map { "\($0 + 1) \(FieldWords(desk: desk).text(of: .window($1)))" })
  }

  private func words(for field: CallField) -> [String] {
    switch field {
    case .insuranceConcern: InsuranceConcernKind.allCases.map(\.rawValue)
    case .declineReason: DeclineReasonKind.allCases.map(\.rawValue)
    default: []
    }
  }

  /// Dates, numbers and kinds are read back in full; `/back` undoes. Verbatim words stand on the
  /// screen as typed.
  private func readBack(_ field: CallField, _ value: FieldValue) {
    guard !field.isVerbatim else { return }
    readBack = desk.say("ask.read-as", ["value": FieldWords(desk: desk).text(of: value)])
  }

  /// Words that sound like an emergency make the console suggest the key; a person presses it.
  func suggestEmergency(_ typed: String) {
    let folded = Folded.text(typed)
    let flags = spokenLanguages.flatMap(\.redFlags)
    guard !run.emergency, flags.contains(where: { folded.contains(Folded.text($0)) }) else {
      return
    }
    screen.notice(desk.say("call.suggest-emergency"))
  }
}

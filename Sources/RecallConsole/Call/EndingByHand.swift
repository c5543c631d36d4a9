import RecallDomain
import ScriptEngine

/// `/end OUTCOME [DETAIL]`: the script is left; the outcome's rules still hold. What it requires
/// is asked here and now, what needs an act of the script cannot be claimed.
extension CallDesk {
  func end(_ argument: String) throws(StoreFailure) -> Step {
    guard let ending = EndingReading(desk: desk).read(argument) else { return .again }
    while true {
      guard let refusal = try attempt(.ended(ending)) else { return .moved }
      guard case .outcomeNeeds(_, let fields) = refusal, let field = fields.first else {
        screen.problem(RefusalText(desk: desk).text(for: refusal))
        return .again
      }
      if let step = try askFor(field) { return step }
    }
  }

  /// `nil` when the field was answered, also with nothing.
  private func askFor(_ field: CallField) throws(StoreFailure) -> Step? {
    emptyLines = 0
    showField(field)
    while true {
      switch try value(of: field, at: field.rawValue) {
      case .step(.again): continue
      case .step(.redraw): showField(field)
      case .step(let step): return step
      case .value(nil) where field == .callbackWindow: return .redraw
      case .value(let value):
        if let refusal = try attempt(.answered(field, value)) {
          screen.problem(RefusalText(desk: desk).text(for: refusal))
          return .again
        }
        if let readBack { screen.aside(readBack) }
        readBack = nil
        return nil
      }
    }
  }
}

/// Reads `OUTCOME [DETAIL]`, by name or unique prefix; says what there is when it cannot.
struct EndingReading {
  let desk: Desk

  func read(_ argument: String) -> Ending? {
    let words = argument.split(separator: " ").map { Folded.text($0) }
    guard let first = words.first else { return choose("end.choices", Outcome.allCases) }
    guard let outcome = Self.unique(first, Outcome.allCases) else {
      return choose("end.choices", Outcome.allCases)
    }
    guard words.count > 1 else { return Ending(outcome) }
    guard words.count == 2, let detail = Self.unique(words[1], outcome.details) else {
      return choose("end.details", outcome.details)
    }
    return Ending(outcome, detail)
  }

  private func choose<Name: RawRepresentable<String>>(_ key: String, _ names: [Name]) -> Ending? {
    desk.screen.problem(desk.say(key, ["names": names.map(\.rawValue).joined(separator: ", ")]))
    return nil
  }

  static func unique<Name: RawRepresentable<String>>(_ typed: String, _ names: [Name]) -> Name? {
    if let exact = names.first(where: { $0.rawValue == typed }) { return exact }
    let meant = names.filter { $0.rawValue.hasPrefix(typed) }
    return meant.count == 1 ? meant[0] : nil
  }
}

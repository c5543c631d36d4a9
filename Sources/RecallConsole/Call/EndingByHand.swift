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
  func askFor(_ field: CallField) throws(StoreFailure) -> Step? {
    emptyLines = 0
    defer { emptyLines = 0 }
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

/// Reads `OUTCOME [DETAIL]`, by name, by what the screen calls it in any language of the console, or
/// by a beginning that only one has; says what there is when it cannot.
struct EndingReading {
  let desk: Desk
  /// The staff text that names the outcomes when none was given.
  var choicesKey = "end.choices"

  func read(_ argument: String) -> Ending? {
    let words = argument.split(separator: " ").map(String.init)
    // What the screen calls an outcome may be several words: as many of them as mean one.
    for count in stride(from: words.count, to: 0, by: -1) {
      let (head, rest) = (words.prefix(count), words.dropFirst(count))
      guard let outcome = outcomes.one(head.joined(separator: " ")) else { continue }
      guard !rest.isEmpty else { return Ending(outcome) }
      if let detail = details(of: outcome).one(rest.joined(separator: " ")) {
        return Ending(outcome, detail)
      }
      return choose("end.details", outcome.details.map { ($0.rawValue, label(outcome, $0)) })
    }
    return choose(
      choicesKey, Outcome.allCases.map { ($0.rawValue, "outcome.\($0.rawValue)") })
  }

  private var outcomes: NameReader<Outcome> {
    NameReader(Outcome.allCases, "outcome", desk.typed) {
      desk.labelInEveryLanguage("outcome.\($0.rawValue)")
    }
  }

  private func details(of outcome: Outcome) -> NameReader<OutcomeDetail> {
    NameReader(outcome.details, "detail", desk.typed) {
      desk.labelInEveryLanguage(label(outcome, $0))
    }
  }

  private func label(_ outcome: Outcome, _ detail: OutcomeDetail) -> String {
    "outcome.\(outcome.rawValue).\(detail.rawValue)"
  }

  private func choose(_ key: String, _ names: [(name: String, label: String)]) -> Ending? {
    let shown = names.map { desk.showsNames ? $0.name : desk.label($0.label) }
    desk.screen.problem(desk.say(key, ["names": shown.joined(separator: ", ")]))
    return nil
  }
}

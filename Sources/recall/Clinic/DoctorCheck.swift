import RecallDomain
import RecallReports

/// One thing the doctor looked at.
struct DoctorCheck {
  enum State: String { case ok, advice, broken }

  let name: Said
  let state: State
  let found: Said
  let advice: Said?

  /// - Parameter name: `doctor.name.NAME` of `console.yaml`.
  init(_ name: String, _ state: State, _ found: Said, advice: Said? = nil) {
    self.init(named: .words("doctor.name.\(name)"), state, found, advice: advice)
  }

  init(named name: Said, _ state: State, _ found: Said, advice: Said? = nil) {
    (self.name, self.state, self.found, self.advice) = (name, state, found, advice)
  }

  /// Of something that could not be looked at.
  init(_ name: String, _ state: State, _ failure: Failure) {
    self.init(name, state, .error(failure.message), advice: .error(failure.hint))
  }

  func line(_ words: CommandWords) -> String {
    let marks = [State.ok, .advice, .broken].map { words.say("doctor.state.\($0.rawValue)") }
    let width = (marks.map { TerminalText.width($0) }.max() ?? 0) + 1
    let mark = words.say("doctor.state.\(state.rawValue)")
    let space = String(repeating: " ", count: width - TerminalText.width(mark))
    let text = mark + space + TerminalText.clean("\(name.text(words)): \(found.text(words))")
    let indent = String(repeating: " ", count: width + 2)
    return advice.map { text + "\n\(indent)→ " + $0.text(words) } ?? text
  }

  /// - Parameter words: English: other programs read it.
  func json(_ words: CommandWords) -> JSONValue {
    [
      "name": .string(name.text(words)), "state": .string(state.rawValue),
      "found": .string(found.text(words)), "advice": .text(advice?.text(words)),
    ]
  }
}

/// Something that is said in whatever language the console has: a sentence of `console.yaml`, or what
/// is the same in all of them. A literal is data: a name, a path, a number.
struct Said: ExpressibleByStringInterpolation {
  let text: (CommandWords) -> String

  init(stringLiteral data: String) { text = { _ in data } }
  private init(_ text: @escaping (CommandWords) -> String) { self.text = text }

  static func data(_ data: String) -> Said { Said(stringLiteral: data) }

  static func words(
    _ key: String, _ values: [String: Said] = [:], count: Int? = nil
  ) -> Said {
    Said { words in words.say(key, values.mapValues { $0.text(words) }, count: count) }
  }

  /// Errors are in English, and another language says so before them.
  static func error(_ sentence: String) -> Said {
    .words("doctor.error", ["sentence": .data(sentence)])
  }

  static func joined(_ parts: [Said], _ separator: String) -> Said {
    Said { words in parts.map { $0.text(words) }.joined(separator: separator) }
  }
}

/// What the store says of itself.
extension Said {
  static func name(of fact: StoreFact) -> Said {
    Said { words in
      let key = "status.fact." + fact.name.replacing(" ", with: "-")
      return words.has(key) ? words.say(key) : fact.name
    }
  }

  static func value(of fact: StoreFact) -> Said {
    guard let words = fact.words else { return .data(fact.value) }
    return .words("status.value.\(words)", fact.filling.mapValues { .data($0) })
  }
}

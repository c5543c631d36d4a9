import RecallDomain
import ScriptEngine

/// The place where a typed line becomes something the call understands: a response, an interrupt,
/// or a command. Pure; the order is that of INTERFACES, "The console", 2.
enum Reading: Equatable {
  case response(String)
  case interrupt(Interrupt)
  /// Several things could be meant; none is chosen.
  case ambiguous([String])
  case unknown
}

/// Reads a line at a `hear` prompt.
struct ResponseReader {
  let responses: [Response]
  /// Label → what it labels, for every console language.
  let labels: [Label]
  /// Labels that stand on the screen in place of the names: a beginning of theirs counts as much as
  /// one of a name, so that nothing is guessed that the caller does not see.
  var shown: [Label] = []
  /// What a language of the console has for a response besides its label (`typed.response.NAME`): such
  /// a word counts as its name does, when it is typed whole.
  var words: [Label] = []

  struct Label {
    let text: String
    let means: Reading

    var isOfResponse: Bool {
      if case .response = means { true } else { false }
    }
  }

  func read(_ line: String) -> Reading {
    let typed = Folded.text(line)
    if let response = responses.picked(typed) { return .response(response.name) }
    if responses.contains(where: { $0.name == typed }) { return .response(typed) }
    // Before an interrupt of the same word: the answer stands on the screen.
    let own = (words + shown.filter(\.isOfResponse)).map { (Folded.text($0.text), $0.means) }
    if let byWord = Self.unique(own.filter { $0.0 == typed }, typed) { return byWord }
    if let interrupt = Self.exactInterrupt(typed) { return .interrupt(interrupt) }
    let names =
      responses.map { ($0.name, Reading.response($0.name)) }
      + Interrupt.allCases.map { ($0.rawValue, Reading.interrupt($0)) }
    let seen = shown.map { (Folded.text($0.text), $0.means) }
    if let byName = Self.unique(names + seen, typed) { return byName }
    // "911" is a beginning of a label; "9" is a number that stands beside no answer.
    if Pick.number(typed) != nil, typed.count < 3 { return .unknown }
    let known = labels.map { (Folded.text($0.text), $0.means) }
    return Self.unique(known, typed) ?? inside(seen, typed) ?? inside(known, typed) ?? .unknown
  }

  /// The one answer whose text on the screen has these words in it, not only at its beginning.
  private func inside(_ labels: [(String, Reading)], _ typed: String) -> Reading? {
    let answers = labels.filter { label in
      if case .response = label.1 { LabelWords.have(typed, in: label.0) } else { false }
    }
    let names = Set(answers.map(\.1.name)).sorted()
    return names.count > 1 ? .ambiguous(names) : answers.first?.1
  }

  static func exactInterrupt(_ typed: String) -> Interrupt? {
    if typed == "!" { return .emergency }
    return Interrupt.allCases.first { $0.rawValue == typed || $0.code == typed }
  }

  /// An exact entry, or the one entry that begins so; `nil` when none does.
  private static func unique(_ entries: [(String, Reading)], _ typed: String) -> Reading? {
    guard !typed.isEmpty else { return nil }
    let exact = Set(entries.filter { $0.0 == typed }.map(\.1.name))
    let meant =
      exact.isEmpty ? entries.filter { $0.0.hasPrefix(typed) } : entries.filter { $0.0 == typed }
    let names = Set(meant.map(\.1.name)).sorted()
    if names.count > 1 { return .ambiguous(names) }
    return meant.first?.1
  }
}

/// Words of a text on the screen, by which a person names the answer that it stands for: `machine` of
/// "answering machine".
enum LabelWords {
  /// A shorter piece is hardly a word that somebody means.
  private static let shortest = 4

  /// Both are folded. The typed words begin at a word of the text.
  static func have(_ typed: String, in text: String) -> Bool {
    guard typed.count >= shortest, typed.contains(where: \.isLetter) else { return false }
    return text.ranges(of: typed).contains { range in
      range.lowerBound == text.startIndex
        || !(text[text.index(before: range.lowerBound)].isLetter
          || text[text.index(before: range.lowerBound)].isNumber)
    }
  }
}

extension Reading {
  /// The name by which it can be typed.
  var name: String {
    switch self {
    case .response(let name): name
    case .interrupt(let interrupt): interrupt.rawValue
    case .ambiguous, .unknown: ""
    }
  }
}

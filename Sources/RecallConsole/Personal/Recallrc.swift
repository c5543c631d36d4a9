import RecallDomain

/// A person's own defaults, as their `.recallrc` has them: how the console looks and what it is helped
/// by. *Never* a rule of the clinic: nothing here makes callable whom the clinic's rules keep from being
/// called, or shows what they hide.
///
/// One `name: value` a line; `#` begins a remark. A line that is not understood is a problem of its own,
/// and the others hold.
package struct Recallrc: Equatable, Sendable {
  /// A language of the console.
  package private(set) var locale: String?
  /// `false`: neither bold nor dim.
  package private(set) var color: Bool?
  /// The program for long lists; empty = none.
  package private(set) var pager: String?
  /// Columns to write in on a terminal, at most.
  package private(set) var width: Int?
  /// `false`: numbers are dialled by hand, also where the clinic has a command for it.
  package private(set) var dial: Bool?
  /// `true`: one thing a line, for a screen reader.
  package private(set) var linear: Bool?
  /// Minutes of a usual block of work (`block` alone).
  package private(set) var block: Int?
  /// Whether numbers are links that a click dials; `nil` = where the terminal says that it knows them.
  package private(set) var links: Bool?
  package private(set) var problems: [Problem] = []

  /// What may stand before the colon.
  package enum Name: String, CaseIterable, Sendable {
    case locale, linear, color, pager, width, dial, links, block
  }

  /// A line that is not in force.
  package struct Problem: Equatable, Sendable {
    package let line: Int
    package let what: What

    package enum What: Equatable, Sendable {
      /// No `name: value`.
      case noSetting
      case unknown(String, near: String?)
      /// The first one holds.
      case twice(Name)
      /// Not what the name takes.
      case value(Name)
    }
  }

  /// Nothing but what the clinic and the surroundings say.
  package static let none = Recallrc("")
  /// More than any such file has; the rest is not read.
  package static let mostBytes = 16_384
  package static let widths = 40...200

  package init(_ text: String) {
    var seen: Set<Name> = []
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let setting = Self.withoutRemark(line).trimmed
      guard !setting.isEmpty, let wrong = take(setting, &seen) else { continue }
      problems.append(Problem(line: index + 1, what: wrong))
    }
  }

  /// `#` begins a remark at the start of a line and behind a space.
  private static func withoutRemark(_ line: Substring) -> String {
    var before: Character = " "
    let kept = line.prefix { sign in
      defer { before = sign }
      return !(sign == "#" && before.isWhitespace)
    }
    return TerminalText.clean(String(kept))
  }

  /// `nil`: it is in force.
  private mutating func take(_ setting: String, _ seen: inout Set<Name>) -> Problem.What? {
    guard let sign = setting.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
      return .noSetting
    }
    let typed = Folded.text(String(setting[..<sign]).trimmed)
    guard let name = Name(rawValue: Self.synonyms[typed] ?? typed) else {
      return .unknown(typed, near: Near.word(to: typed, among: Name.allCases.map(\.rawValue)))
    }
    guard seen.insert(name).inserted else { return .twice(name) }
    let value = String(setting[setting.index(after: sign)...]).trimmed
    return set(name, value) ? nil : .value(name)
  }

  /// What people write for a name.
  private static let synonyms = ["language": "locale", "lang": "locale", "colour": "color"]

  private mutating func set(_ name: Name, _ value: String) -> Bool {
    switch name {
    case .locale: return keep(\.locale, Self.tag(value))
    case .color: return keep(\.color, Self.yesOrNo(value))
    case .pager: return keep(\.pager, Self.program(value))
    case .width: return keep(\.width, Int(value).flatMap { Self.widths.contains($0) ? $0 : nil })
    case .dial: return keep(\.dial, Self.yesOrNo(value))
    case .linear: return keep(\.linear, Self.yesOrNo(value))
    case .block: return keep(\.block, WorkBlock.length(value))
    case .links: return keep(\.links, Self.yesOrNo(value))
    }
  }

  private mutating func keep<Value>(
    _ place: WritableKeyPath<Recallrc, Value?>, _ value: Value?
  ) -> Bool {
    self[keyPath: place] = value
    return value != nil
  }

  private static func yesOrNo(_ value: String) -> Bool? {
    switch Folded.text(value) {
    case "yes", "y", "on", "true", "si": true
    case "no", "n", "off", "false": false
    default: nil
    }
  }

  /// Whether the clinic speaks it is looked at where the clinic is known.
  private static func tag(_ value: String) -> String? {
    let isTag = value.count >= 2 && value.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    return isTag ? value : nil
  }

  private static func program(_ value: String) -> String? {
    guard !value.isEmpty else { return nil }
    return ["none", "no", "off", "cat"].contains(Folded.text(value)) ? "" : value
  }
}

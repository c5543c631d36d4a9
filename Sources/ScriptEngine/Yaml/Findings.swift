/// What a reader has found wrong so far, in the order it was met.
package struct Findings: Sendable {
  package private(set) var all: [Finding] = []

  package init() {}

  package var isEmpty: Bool { all.isEmpty }
  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Shape, keys, types, ids, duplicates, bounds.
  package mutating func format(_ place: SourcePlace, _ message: String) {
    all.append(Finding(rule: .format, place: place, message: message))
  }

  /// A name that means nothing here.
  package mutating func reference(_ place: SourcePlace, _ message: String) {
    all.append(Finding(rule: .reference, place: place, message: message))
  }

  package mutating func add(_ rule: RuleID, _ place: SourcePlace, _ message: String) {
    all.append(Finding(rule: rule, place: place, message: message))
  }

  package mutating func append(_ findings: [Finding]) { all += findings }
}

/// A value of a file as a message quotes it: one line, no invisible characters, not too long.
package func quoted(_ value: some StringProtocol) -> String {
  let longest = 60
  let shown = value.unicodeScalars.prefix(longest).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: " "
    default: String(scalar)
    }
  }
  return "\"" + shown.joined() + (value.unicodeScalars.count > longest ? "…" : "") + "\""
}

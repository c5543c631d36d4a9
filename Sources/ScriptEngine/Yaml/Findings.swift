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
  if isPlain(value, longest) { return "\"\(value)\"" }
  let shown = value.unicodeScalars.prefix(longest).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: " "
    default: String(scalar)
    }
  }
  return "\"" + shown.joined() + (value.unicodeScalars.count > longest ? "…" : "") + "\""
}

/// Short and printable ASCII, as names mostly are: nothing in it is to be replaced or left out.
private func isPlain(_ value: some StringProtocol, _ longest: Int) -> Bool {
  var text = String(value)
  return text.withUTF8 { bytes in
    guard bytes.count <= longest else { return false }
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x20 || bytes[offset] > 0x7E { return false }
      offset += 1
    }
    return true
  }
}

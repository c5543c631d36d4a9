package import RecallDomain
package import ScriptEngine

/// `recall script stumbles --json`: each marked line, how often, by how many people, and what was said
/// of it last. *Never* who said it.
package struct StumbleDocument {
  private let zone: Zone

  /// - Parameter zone: the clinic's, in which instants are written.
  package init(zone: Zone) { self.zone = zone }

  package func json(_ marked: MarkedLines) -> JSONValue { .list(marked.lines.map(json)) }

  private func json(_ line: MarkedLine) -> JSONValue {
    [
      "script": .string(line.script), "line": .string(line.line), "locale": .string(line.locale),
      "standing": .string(line.standing.rawValue), "text": .string(line.said),
      "times": .int(line.times), "callers": .int(line.callers),
      "in_practice": .int(line.inPractice),
      "newest": [
        "words": .string(line.newest.words), "node": .string(line.newest.node),
        "edition": .text(line.newest.edition),
        "at": .string(InstantText.rfc3339(line.newest.at, in: zone)),
      ],
    ]
  }
}

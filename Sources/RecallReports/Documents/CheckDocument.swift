package import ScriptEngine

/// `recall script check --json`: per script its size and its findings.
package enum CheckDocument {
  package static func json(_ scripts: [Entry]) -> JSONValue {
    ["scripts": .array(scripts.map(json))]
  }

  /// One script; `states` and `edges` are 0 for one that could not be read.
  package struct Entry {
    package let id: String
    package let states: Int
    package let edges: Int
    package let findings: [Finding]

    package init(id: String, states: Int, edges: Int, findings: [Finding]) {
      self.id = id
      self.states = states
      self.edges = edges
      self.findings = findings
    }
  }

  private static func json(_ entry: Entry) -> JSONValue {
    [
      "id": .string(entry.id), "states": .int(entry.states), "edges": .int(entry.edges),
      "findings": .array(entry.findings.map(json)),
    ]
  }

  private static func json(_ finding: Finding) -> JSONValue {
    [
      "rule": .string(finding.rule.rawValue), "severity": .string(finding.severity.rawValue),
      "file": .string(finding.place.file), "line": .int(finding.place.line),
      "column": .int(finding.place.column), "message": .string(finding.message),
      "conversation": finding.conversation.map(JSONValue.texts) ?? .null,
    ]
  }
}

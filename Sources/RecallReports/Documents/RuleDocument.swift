package import ScriptEngine

/// `recall script explain --json`: rules with their pages.
package enum RuleDocument {
  package static func json(_ pages: [RulePage]) -> JSONValue { .list(pages.map(json)) }

  private static func json(_ page: RulePage) -> JSONValue {
    [
      "rule": .string(page.rule.rawValue), "severity": .string(page.severity.rawValue),
      "title": .string(page.title), "demands": .string(page.demands), "why": .string(page.why),
      "source": .string(page.source), "repair": .string(page.repair),
      "example": [
        "file": .string(page.example.file), "broken": .string(page.example.broken),
        "repaired": .string(page.example.repaired),
        "also": .texts(page.example.also.map(\.rawValue)),
      ],
    ]
  }
}

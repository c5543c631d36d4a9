import RecallDomain

/// A rule's page for a terminal (80 columns), and all rules as a list.
package enum RulePageText {
  private static let width = 80

  /// One rule a line.
  package static func list(_ rules: [RuleID] = RuleID.allCases) -> String {
    let column = (rules.map(\.rawValue.count).max() ?? 0) + 2
    let indent = String(repeating: " ", count: column)
    return rules.flatMap { rule in
      let padding = String(repeating: " ", count: column - rule.rawValue.count)
      return TerminalText.wrap(
        rule.page.title, width: width, indent: indent, first: rule.rawValue + padding)
    }.joined(separator: "\n")
  }

  package static func text(_ page: RulePage) -> String {
    let id = page.rule.rawValue
    let severity = page.severity.rawValue
    let gap = String(repeating: " ", count: max(1, width - id.count - severity.count))
    let example = page.example
    let parts: [[String]] = [
      [id + gap + severity] + wrap(page.title, indent: ""),
      section("What it demands", page.demands),
      section("Why", page.why) + wrap("Source: " + flat(page.source)),
      ["An example that breaks it, in \(example.file)"] + lines(example.broken) + also(example),
      section("How to repair it", page.repair),
      ["The example repaired"] + lines(example.repaired),
    ]
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private static func section(_ title: String, _ text: String) -> [String] {
    [title]
      + Array(
        text.paragraphs.map { wrap($0) }.joined(separator: [""]))
  }

  private static func also(_ example: RuleExample) -> [String] {
    guard !example.also.isEmpty else { return [] }
    let rules = StrangerSheet.list(example.also.map(\.rawValue))
    return wrap("The same lines break \(rules).")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  | \($0)" }
  }

  private static func flat(_ text: String) -> String {
    text.paragraphs.joined(separator: " ")
  }

  private static func wrap(_ text: String, indent: String = "  ") -> [String] {
    TerminalText.wrap(text, width: width, indent: indent)
  }
}

extension String {
  /// Broken at empty lines; other line breaks are only how the source is set.
  var paragraphs: [String] {
    split(separator: "\n\n").map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}

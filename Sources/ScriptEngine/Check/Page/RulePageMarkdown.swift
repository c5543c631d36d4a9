/// Rules' pages as Markdown, for documents.
package enum RulePageMarkdown {
  package static func text(_ pages: [RulePage]) -> String {
    let index = pages.map { page in
      "| [`\(page.rule.rawValue)`](#\(anchor(page))) | \(page.title) | \(page.severity.rawValue) |"
    }
    let head = [
      "# What the checker proves", "", "| rule | what holds | severity |", "| --- | --- | --- |",
    ]
    return ((head + index).joined(separator: "\n") + "\n\n")
      + pages.map(text).joined(separator: "\n\n")
  }

  package static func text(_ page: RulePage) -> String {
    let example = page.example
    let also =
      example.also.isEmpty
      ? ""
      : " The same lines break "
        + StrangerSheet.list(example.also.map { "`\($0.rawValue)`" }) + "."
    return
      ([
        "## \(page.rule.rawValue)", "*\(page.title)* (\(page.severity.rawValue))",
      ] + page.demands.paragraphs
      + ["**Why.** " + page.why.paragraphs.joined(separator: "\n\n")]
      + ["*Source:* " + page.source.paragraphs.joined(separator: " ")]
      + ["**Breaks it**, in `\(example.file)`:" + also, fenced(example.broken)]
      + ["**Repair.** " + page.repair.paragraphs.joined(separator: "\n\n")]
      + [fenced(example.repaired)])
      .joined(separator: "\n\n")
  }

  private static func fenced(_ text: String) -> String { "```yaml\n\(text)\n```" }

  /// As GitHub and others make it from a heading: letters, digits, `-` and `_`.
  private static func anchor(_ page: RulePage) -> String {
    page.rule.rawValue.filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}

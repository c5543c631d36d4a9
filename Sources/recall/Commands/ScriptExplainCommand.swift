import ArgumentParser
import RecallDomain
import RecallReports
import ScriptEngine

extension ScriptCommand {
  /// `recall script explain [RULE…]`: the page of a rule; without one, all rules with a line each.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Explain a rule: what it demands, why, an example, how to repair it.",
      discussion: """
        Without a rule, all rules with a line each. Needs no clinic.

        Examples:
          recall script explain
          recall script explain interrupt/duty
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, json }

    @Argument(help: ArgumentHelp("Rules, as findings name them.", valueName: "rule"))
    var rules: [String] = []

    @Flag(help: "The pages of all rules.")
    var all = false

    @Option(help: "text, markdown for documents, or json.")
    var format = Format.text

    @Flag(help: "The same as --format json.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let pages = all || rules.isEmpty ? RuleID.allCases.map(\.page) : try rules.map(page)
      switch json ? .json : format {
      case .json: Printing.json(RuleDocument.json(pages))
      case .markdown: Printing.document(RulePageMarkdown.text(pages))
      case .text:
        let isList = rules.isEmpty && !all
        Printing.line(
          isList
            ? RulePageText.list()
            : pages.map(RulePageText.text).joined(separator: "\n\n\n"))
      }
    }

    private func page(_ name: String) throws -> RulePage {
      if let rule = RuleID.named(name) { return rule.page }
      throw Failure(
        .usage, "there is no rule \"\(TerminalText.clean(name))\"",
        hint: RuleID.nearest(to: name).map { "did you mean \"\($0.rawValue)\"?" }
          ?? "`recall script explain` lists them all")
    }
  }
}

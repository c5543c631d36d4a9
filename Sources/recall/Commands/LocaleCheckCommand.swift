import ArgumentParser
import RecallDomain
import RecallReports
import ScriptEngine

extension LocaleCommand {
  /// `recall locale check [TAG]`: how far each language is, and what to do next.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Say what each language lacks, and what to do next.",
      discussion: """
        For a language that is new, `recall locale check TAG` leads step by step.

        Examples:
          recall locale check
          recall locale check fr
        """)

    @Argument(
      help: ArgumentHelp("A language, also a new one; all when none is named.", valueName: "tag"))
    var tag: String?

    @Flag(help: "One JSON document.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let work = try LocaleWork(options)
      let tags = try tag.map { [try LocaleWork.tag($0)] } ?? work.languages()
      let reports = work.reports(tags)
      if json {
        Printing.json(LocaleDocument.json(reports))
      } else {
        Printing.text(LocaleReportText.text(reports))
      }
      if !reports.allSatisfy(\.isComplete) { throw ExitCode(Failure.Code.findings.rawValue) }
    }
  }
}

import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import ScriptEngine

extension ScriptCommand {
  /// `recall script diff ID [--locale TAG]`: what changed since the approved version.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Show what has changed since a script was approved, in words.",
      discussion: """
        Grouped by where in the call: new, other and missing words in each language, answers that \
        lead elsewhere, outcomes, facts, interrupts. --locale TAG shows the words of that language \
        alone; steps concern every language.

        Examples:
          recall script diff overdue-follow-up
          recall script diff overdue-follow-up --locale es --json
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: ArgumentHelp("The script.", valueName: "id"))
    var id: String

    @Option(help: "text or json.")
    var format: Format = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "script diff")
      let report = try report(clinic)
      if json || format == .json {
        return Printing.json(ScriptDiffDocument(zone: clinic.zone).json(report))
      }
      let colour = isatty(STDOUT_FILENO) == 1 && !options.isPlain
      Printing.line(ScriptDiffText(zone: clinic.zone, colour: colour).text(report))
    }

    private func report(_ clinic: OpenClinic) throws -> ScriptDiffReport {
      let library = try clinic.library()
      if let locale = options.locale { try library.refuseUnlessOffered(locale) }
      guard library.reports[id] != nil else { throw library.unknownScript(id) }
      let store = clinic.store
      let report: ScriptDiffReport?
      do {
        report = try ScriptDiffReport(
          of: id, in: library, approvals: try store.approvals(of: id), locale: options.locale,
          edition: { try store.edition(hash: $0).flatMap(CompiledEdition.edition) })
      } catch let failure as StoreFailure { throw Failure(failure) }
      guard let report else {
        throw Failure(
          .configuration, "the script \"\(id)\" cannot be read",
          hint: "`recall script check \(id)` says why")
      }
      return report
    }
  }
}

extension GlobalOptions {
  /// Colour is not wanted, or not possible.
  var isPlain: Bool {
    let environment = ProcessInfo.processInfo.environment
    return noColor || LinearMode.isOn || !(environment["NO_COLOR"] ?? "").isEmpty
      || environment["TERM"] == "dumb"
  }
}

import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallExchange
import ScriptEngine

/// `recall import FILE…`: CSV or FHIR into the store; what cannot be used is listed with the reason.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring patients, recalls, appointments and open times into the store.",
    discussion: "CSV, FHIR bundles, NDJSON or single resources; \"-\" is standard input.")

  @Argument(help: ArgumentHelp("Files to import.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Names of columns that are not the usual ones.", valueName: "file"))
  var map: String?

  @Option(
    help: ArgumentHelp("Reason for patients without a recall of their own.", valueName: "code"))
  var reason: String?

  @Option(help: ArgumentHelp("Due date for them.", valueName: "date"))
  var due: String?

  @Option(help: ArgumentHelp("Segment for them.", valueName: "segment"))
  var segment: String?

  @Option(
    help: ArgumentHelp(
      "What the rows of a CSV file are, where the header does not tell: recalls, appointments or slots.",
      valueName: "kind"))
  var kind: CSVKind?

  @Flag(help: "Read and judge everything, write nothing.")
  var dryRun = false

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options)
    let progress = ImportProgress()
    defer { progress.clear() }
    let report = try self.report(clinic, progress)
    progress.clear()
    Printing.line(json ? try report.json() : ImportText.text(report))
    if report.rejected > 0 { throw ExitCode(Failure.Code.findings.rawValue) }
  }

  private func report(_ clinic: OpenClinic, _ progress: ImportProgress) throws -> ImportReport {
    let now = clinic.clock.now()
    let run = ImportRun(
      policy: clinic.policy, fill: try fill(), map: try columnMap(), kind: kind, now: now,
      today: LocalTime(now, in: clinic.zone).date, progress: progress.show)
    let judge = dryRun ? nil : try clinic.judge(at: now)
    do {
      return try run.run(files, into: dryRun ? nil : clinic.store, judge: judge)
    } catch {
      if case .store(let failure) = error { throw Failure(failure) }
      throw Failure(.unreadable, error.message, hint: error.hint)
    }
  }

  private func fill() throws -> ImportFill {
    let date = try due.map { text in
      guard let date = CivilDate(iso: text) else {
        throw Failure(
          .usage, "\"\(TerminalText.clean(text))\" is no date", hint: "write it as 2026-11-24")
      }
      return date
    }
    return ImportFill(reason: reason, due: date, segment: segment)
  }

  private func columnMap() throws -> ColumnMap? {
    guard let map else { return nil }
    guard let data = FileManager.default.contents(atPath: map) else {
      throw Failure(.unreadable, "the map \"\(TerminalText.clean(map))\" could not be read")
    }
    let (columns, findings) = ColumnMap.read(SourceFile(path: map, bytes: [UInt8](data)))
    guard let columns else { throw Failure(findings, in: map) }
    return columns
  }
}

extension CSVKind: ExpressibleByArgument {}

/// An import's report for a person's eyes.
enum ImportText {
  /// So many problems are shown; the others are in the rejects file and with `--json`.
  private static let shown = 20

  static func text(_ report: ImportReport) -> String {
    ([head(report)] + problems(report) + ignored(report) + rejects(report)).joined(separator: "\n")
  }

  private static func head(_ report: ImportReport) -> String {
    let counts = [
      "\(report.read) read", "\(report.added) added", "\(report.updated) updated",
      "\(report.unchanged) unchanged", "\(report.rejected) rejected", "\(report.flagged) flagged",
    ]
    let extra = [
      report.appointments > 0 ? "\(report.appointments) appointments" : nil,
      report.appointmentsWaiting > 0
        ? "\(report.appointmentsWaiting) of them kept for patients not in the list yet" : nil,
      report.slots > 0 ? "\(report.slots) open times" : nil,
      report.isDryRun ? "dry run: nothing was written, \(report.accepted) rows would be" : nil,
    ]
    return (counts + extra.compactMap { $0 }).joined(separator: " · ")
  }

  private static func problems(_ report: ImportReport) -> [String] {
    let lines = report.problems.prefix(shown).map { problem in
      let place = [
        problem.file, problem.line > 0 ? "line \(problem.line)" : nil,
        problem.column.map { "column \($0)" }, problem.field,
      ].compactMap { $0 }.joined(separator: ", ")
      return TerminalText.clean("  \(place): \(problem.problem)")
    }
    let more = report.problems.count + report.problemsLeftOut - lines.count
    return more > 0 ? lines + ["  and \(more) more"] : lines
  }

  private static func ignored(_ report: ImportReport) -> [String] {
    report.ignored.sorted { $0.key < $1.key }.map {
      TerminalText.clean("  not used: \($0.key) (\($0.value))")
    }
  }

  private static func rejects(_ report: ImportReport) -> [String] {
    report.rejectsFiles.map { TerminalText.clean("rejected rows are listed in \($0)") }
  }
}

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
    abstract: "Bring patients, recalls, appointments, open times and answers into the store.",
    discussion: """
      CSV, FHIR bundles, NDJSON or single resources; "-" is standard input.

      Examples:
        recall import export.csv --dry-run
        recall import export.csv --map columns.yaml
        recall import patients.json --reason annual-visit --due 2026-12-01
        recall import times.csv --kind slots
        zcat export.csv.gz | recall import -
      """)

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
      "What the rows of a CSV file are, where the header does not tell: recalls, appointments, slots or replies.",
      valueName: "kind"))
  var kind: CSVKind?

  @Flag(help: "Read and judge everything, write nothing.")
  var dryRun = false

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "import")
    let progress = ImportProgress(try CommandWords(clinic, options))
    defer { progress.clear() }
    let report = try self.report(clinic, progress)
    progress.clear()
    let phrases = json ? nil : try Desk.phrases(clinic, options)
    if let phrases {
      Printing.line(ImportText(phrases).text(report))
    } else {
      Printing.document(try report.json())
    }
    if report.rejected > 0 { throw ExitCode(Failure.Code.findings.rawValue) }
  }

  private func report(_ clinic: OpenClinic, _ progress: ImportProgress) throws -> ImportReport {
    let now = clinic.clock.now()
    let run = ImportRun(
      policy: clinic.policy, fill: try fill(), map: try columnMap(), kind: kind, now: now,
      today: LocalTime(now, in: clinic.zone).date, progress: progress.show)
    let judge = dryRun ? nil : try clinic.judge(at: now)
    do {
      let report = try run.run(files, into: dryRun ? nil : clinic.store, judge: judge)
      if !dryRun {
        try clinic.endByFacts()
        TrailKeeping(clinic.folder).seal(clinic.store, at: clinic.clock.now())
      }
      return report
    } catch let failure as Failure { throw failure } catch let error as ImportFailure {
      if case .store(let failure) = error { throw Failure(failure) }
      throw Failure(.unreadable, error.message, hint: error.hint)
    }
  }

  private func fill() throws -> ImportFill {
    let date = try due.map { try TypedDay($0).date }
    return ImportFill(reason: reason, due: date, segment: segment)
  }

  private func columnMap() throws -> ColumnMap? {
    guard let map else { return nil }
    guard let data = FileManager.default.contents(atPath: map) else {
      throw Failure(
        .unreadable, "the map \"\(TerminalText.clean(map))\" could not be read",
        hint: "check that it is there and may be read")
    }
    let (columns, findings) = ColumnMap.read(SourceFile(path: map, bytes: [UInt8](data)))
    guard let columns else { throw Failure(findings, in: map) }
    return columns
  }
}

extension CSVKind: ExpressibleByArgument {}

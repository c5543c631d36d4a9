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
    let report: ImportReport
    do { report = try self.report(clinic, progress) } catch let error as ImportFailure {
      progress.clear()
      // What could be read before has landed.
      if case .broke(let landed, _) = error { try show(landed, clinic) }
      throw Self.failure(error)
    }
    progress.clear()
    try show(report, clinic)
    if report.rejected > 0 { throw ExitCode(Failure.Code.findings.rawValue) }
  }

  private func show(_ report: ImportReport, _ clinic: OpenClinic) throws {
    let phrases = json ? nil : try Desk.phrases(clinic, options)
    if let phrases {
      Printing.line(ImportText(phrases).text(report))
    } else {
      Printing.document(try report.json())
    }
  }

  private static func failure(_ error: ImportFailure) -> Failure {
    if case .store(let failure) = error { return Failure(failure) }
    if case .broke(_, let cause) = error { return failure(cause) }
    return Failure(.unreadable, error.message, hint: error.hint)
  }

  private func report(_ clinic: OpenClinic, _ progress: ImportProgress) throws -> ImportReport {
    let now = clinic.clock.now()
    let run = ImportRun(
      policy: clinic.policy, fill: try fill(), map: try columnMap(), kind: kind, now: now,
      today: LocalTime(now, in: clinic.zone).date, progress: progress.show)
    do {
      if dryRun { return try run.tryOut(files, against: clinic.store) }
      let report = try run.run(files, into: clinic.store, judge: try clinic.judge(at: now))
      try end(clinic)
      return report
    } catch let error as ImportFailure {
      if case .broke(_, let cause) = error, !cause.isOfTheStore { try end(clinic) }
      throw error
    }
  }

  /// What has landed is looked at and sealed, also where the rest could not be read.
  private func end(_ clinic: OpenClinic) throws {
    try clinic.endByFacts()
    TrailKeeping(clinic.folder).seal(clinic.store, at: clinic.clock.now())
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

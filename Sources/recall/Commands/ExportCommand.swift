import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallExchange

/// `recall export`: what the store holds, for another system or a spreadsheet.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the record for another system (FHIR R4) or a spreadsheet (CSV).",
    discussion: """
      --fhir writes one Bundle: patients with how they may be reached, recalls, appointments, what \
      comes next, open times, notes, cases in queues, and the trail. --csv recalls, appointments or \
      slots writes what `recall import` reads again; --csv notes one row for each note. The file is readable by \
      its owner alone; "-" is standard output. The trail says who took what.

      Examples:
        recall export record.json --fhir
        recall export recalls.csv --csv recalls --overwrite
        recall export - --csv notes --since 2026-11-01
      """)

  @Flag(help: "One FHIR R4 Bundle of type collection.")
  var fhir = false

  @Option(
    help: ArgumentHelp(
      "Rows for a spreadsheet: recalls, appointments, slots or notes.", valueName: "what")
  )
  var csv: ExportedRows?

  @Option(help: ArgumentHelp("Only what has happened since this day.", valueName: "date"))
  var since: String?

  @Flag(help: "Write over a file that is there.")
  var overwrite = false

  @Argument(help: ArgumentHelp("The file to write; \"-\" is standard output.", valueName: "file"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard fhir != (csv != nil) else {
      throw ValidationError("--fhir or --csv says in which form: choose one")
    }
    if since != nil, let csv, csv != .notes {
      throw ValidationError("--since goes with --fhir and --csv notes: lists are written whole")
    }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "export")
    let since = try since.map { try TypedDay($0).begin(in: clinic.zone) }
    let form = csv.map { "csv \($0.rawValue)" } ?? "fhir"
    let moment = try NoteAccess(clinic: clinic, options: options).moment()
    let output = try PrivateFile(file, overwriting: overwrite)
    let record = ExportOnRecord(form, clinic, at: moment, into: output)
    do {
      try record.begin(ofEverybody: fhir && since == nil)
      if let csv {
        try RowsExport(clinic: clinic, since: since, record: record).export(csv, at: moment)
      } else {
        try BundleExport(clinic: clinic, since: since, write: record.write, holds: record.holds)
          .export(at: moment)
      }
      try record.flush()
      try output.close()
    } catch is PrivateFile.Closed {
      return
    } catch {
      output.abandon()
      if let failure = error as? StoreFailure { throw Failure(failure) }
      throw error
    }
  }
}

extension ExportedRows: ExpressibleByArgument {}

/// The record as rows. A list that comes back would have everybody called who is on it: who waits
/// for a clinical review, and what is over, is not among its rows.
struct RowsExport {
  let clinic: OpenClinic
  let since: Date?
  let record: ExportOnRecord

  func export(_ rows: ExportedRows, at now: Date) throws {
    let csv = CSVOut(zone: clinic.zone, write: record.write)
    try csv.header(rows)
    switch rows {
    case .recalls:
      try clinic.store.eachRecord { one in
        for recall in one.recalls where Self.comesBack(recall.entry) {
          record.holds(one.patient.id)
          try csv.row(recall)
        }
      }
    case .appointments:
      try clinic.store.eachRecord { one in
        for appointment in one.appointments {
          record.holds(one.patient.id)
          try csv.row(appointment)
        }
      }
    case .slots:
      try clinic.store.eachOpenSlot(from: now) { try csv.row($0) }
    case .notes:
      let changes = try RecordChanges(clinic.store, since: since)
      try changes.eachNote { kept in
        record.holds(kept.note.patient)
        try csv.row(kept)
      }
    }
  }

  /// One that a fact on record has ended stands as it did: the record goes with it, and ends it again.
  private static func comesBack(_ entry: RecallEntry) -> Bool {
    entry.state == .open || entry.state == .scheduled || entry.stoodAs != nil
  }
}

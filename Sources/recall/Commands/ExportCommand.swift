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
    let clinic = try OpenClinic(options)
    guard clinic.staff.mayExport else {
      throw Failure(
        .notPermitted, "the record is taken out by a manager, a lead, the office or an auditor",
        hint: "a lead gives the role with `recall staff add`")
    }
    let since = try start(in: clinic.zone)
    let form = csv.map { "csv \($0.rawValue)" } ?? "fhir"
    let moment = try NoteAccess(clinic: clinic, options: options).moment()
    do { try clinic.store.exported(form, by: clinic.staff.id, at: moment) } catch {
      throw Failure(error)
    }
    let output = try ExportFile(file, overwriting: overwrite)
    do {
      if let csv {
        try RowsExport(clinic: clinic, since: since, write: output.write).export(csv, at: moment)
      } else {
        try BundleExport(clinic: clinic, since: since, write: output.write).export(at: moment)
      }
      try output.close()
    } catch is ExportFile.Closed {
      return
    } catch {
      output.abandon()
      if let failure = error as? StoreFailure { throw Failure(failure) }
      throw error
    }
  }

  private func start(in zone: Zone) throws -> Date? {
    guard let since else { return nil }
    guard let date = CivilDate(iso: since) else {
      throw Failure(
        .usage, "\"\(TerminalText.clean(since))\" is no date", hint: "write it as 2026-11-24")
    }
    return LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
  }
}

extension ExportedRows: ExpressibleByArgument {}

extension StaffMember {
  /// The whole record at once is no caller's business.
  fileprivate var mayExport: Bool {
    !roles.isDisjoint(with: [.manager, .lead, .office, .auditor])
  }
}

/// Where an export goes: a file of its owner alone (0600), or standard output. It is made beside its
/// place and moved there when it is whole, so that nobody ever finds half of it.
final class ExportFile {
  /// The reader of a pipe went away.
  struct Closed: Error {}

  private let handle: FileHandle
  /// `nil`: standard output.
  private let place: (made: String, path: String, shown: String)?
  private var pending = Data()

  init(_ file: String, overwriting: Bool) throws {
    guard file != "-" else {
      (handle, place) = (.standardOutput, nil)
      return
    }
    let (path, shown) = ((file as NSString).expandingTildeInPath, TerminalText.clean(file))
    if !overwriting, FileManager.default.fileExists(atPath: path) {
      throw Failure(
        .cannotCreate, "\"\(shown)\" is there already, and was left as it is",
        hint: "name another file, or say --overwrite")
    }
    let made = path + ".part"
    unlink(made)
    let descriptor = open(made, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.notWritten(shown) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    place = (made, path, shown)
  }

  private static func notWritten(_ shown: String) -> Failure {
    Failure(
      .cannotCreate, "\"\(shown)\" could not be written",
      hint: "check that its folder is there and may be written, and that the disk has room")
  }

  func write(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    if pending.count > 65_536 { try flush() }
  }

  private func flush() throws {
    do { try handle.write(contentsOf: pending) } catch {
      guard let place else { throw Closed() }
      throw Self.notWritten(place.shown)
    }
    pending = Data()
  }

  func close() throws {
    try flush()
    guard let place else { return }
    try? handle.synchronize()
    try? handle.close()
    guard rename(place.made, place.path) == 0 else { throw Self.notWritten(place.shown) }
    Printing.problem("wrote \(place.shown)")
  }

  /// Half an export is none.
  func abandon() {
    guard let place else { return }
    try? handle.close()
    unlink(place.made)
  }
}

/// The record as one bundle.
struct BundleExport {
  let clinic: OpenClinic
  let since: Date?
  let write: (String) throws -> Void

  func export(at now: Date) throws {
    let bundle = FHIRBundleOut(
      zone: clinic.zone, site: clinic.policy.name, write: write)
    try bundle.begin(at: now)
    try clinic.store.eachRecord { record in
      if concerns(record) { try add(record, to: bundle) }
    }
    if since == nil { try clinic.store.eachOpenSlot(from: now) { try bundle.add($0) } }
    try clinic.store.eachNote(NoteQuery(since: since)) { try bundle.add($0) }
    try clinic.store.eachAct(since: since) { try bundle.add($0) }
    try bundle.end()
  }

  /// Some notes, with the patients and recalls that they are about.
  func export(_ query: NoteQuery, at now: Date) throws {
    let bundle = FHIRBundleOut(zone: clinic.zone, site: clinic.policy.name, write: write)
    try bundle.begin(at: now)
    var (recalls, patients): (Set<RecallID>, Set<PatientID>) = ([], [])
    try clinic.store.eachNote(query) { kept in
      try bundle.add(kept)
      recalls.insert(kept.note.recall)
    }
    for recall in recalls.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let candidate = try clinic.store.candidate(recall) else { continue }
      if patients.insert(candidate.patient.id).inserted { try bundle.add(candidate.patient) }
      try bundle.add(candidate)
    }
    try bundle.end()
  }

  /// Something has happened with this patient since.
  private func concerns(_ record: PatientRecord) -> Bool {
    guard let since else { return true }
    // A call that ended on that day may have begun a little before it.
    let earliest = since.addingTimeInterval(-86_400)
    return record.recalls.contains { $0.attempts.contains { $0.started >= earliest } }
      || record.items.contains { $0.opened >= since || $0.state == .open || $0.state == .taken }
  }

  private func add(_ record: PatientRecord, to bundle: FHIRBundleOut) throws {
    try bundle.add(record.patient)
    for recall in record.recalls { try bundle.add(recall) }
    for appointment in record.appointments { try bundle.add(appointment) }
    for item in record.items {
      let attempt = record.recalls.flatMap(\.attempts).first { $0.call == item.call }
      try bundle.add(item, outcome: attempt?.ending?.description)
    }
  }
}

/// The record as rows. A list that comes back would have everybody called who is on it: who waits
/// for a clinical review, and what is over, is not among its rows.
struct RowsExport {
  let clinic: OpenClinic
  let since: Date?
  let write: (String) throws -> Void

  func export(_ rows: ExportedRows, at now: Date) throws {
    let csv = CSVOut(zone: clinic.zone, write: write)
    try csv.header(rows)
    switch rows {
    case .recalls:
      try clinic.store.eachRecord { record in
        for recall in record.recalls where Self.comesBack(recall.entry) { try csv.row(recall) }
      }
    case .appointments:
      try clinic.store.eachRecord { record in
        for appointment in record.appointments { try csv.row(appointment) }
      }
    case .slots:
      try clinic.store.eachOpenSlot(from: now) { try csv.row($0) }
    case .notes: try clinic.store.eachNote(NoteQuery(since: since)) { try csv.row($0) }
    }
  }

  /// One that a fact on record has ended stands as it did: the record goes with it, and ends it again.
  private static func comesBack(_ entry: RecallEntry) -> Bool {
    entry.state == .open || entry.state == .scheduled || entry.stoodAs != nil
  }
}

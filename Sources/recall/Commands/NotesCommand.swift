import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports

/// `recall notes`: the structured notes of ended calls, with what was added to them.
struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes", abstract: "Print the notes of ended calls.",
    discussion: """
      Conditions hold together: --outcome declined --since 2026-11-01 prints the refusals of this \
      month. The outcome is the one that counts, corrections included. Reading notes is in the \
      trail.

      Examples:
        recall notes --since 2026-11-23 --full
        recall notes --outcome declined --segment missed-visit
        recall notes --patient demo-0001 --json
        recall notes --number - <number.txt     # never as an argument
      """)

  @Option(help: ArgumentHelp("Only this patient's, by the patient's id.", valueName: "id"))
  var patient: String?

  @Option(help: ArgumentHelp("Only of calls that ended on or after this day.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Only of calls that ended on or before this day.", valueName: "date"))
  var until: String?

  @Option(help: ArgumentHelp("Only with this outcome, such as declined.", valueName: "outcome"))
  var outcome: String?

  @Option(help: ArgumentHelp("Only of calls that this person has saved.", valueName: "staff"))
  var caller: String?

  @Option(help: ArgumentHelp("Only of this segment.", valueName: "segment"))
  var segment: String?

  @Option(help: ArgumentHelp("Only the note of this id.", valueName: "id"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Only of calls with this telephone number; \"-\" reads it from standard input.",
      valueName: "-"))
  var number: String?

  @Flag(help: "Also the call behind each note: number, languages, path, earlier attempts.")
  var full = false

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "One FHIR R4 Bundle: the notes as Communication, their patients and recalls.")
  var fhir = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if json, fhir { throw ValidationError("--json and --fhir are two forms: choose one") }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "notes")
    if !json, !fhir { PagedOutput.shared.begin(options, clinic) }
    let desk = json || fhir ? nil : try Desk(clinic, options)
    let days = try days(in: clinic.zone)
    let query = NoteQuery(
      patient: patient.map { PatientID($0) }, since: days.since, until: days.until,
      caller: try knownCaller(clinic),
      id: id.map { NoteID($0) }, segment: try knownSegment(clinic.policy),
      outcome: try knownOutcome(), number: try typedNumber())
    let access = NoteAccess(clinic: clinic, options: options)
    try access.leaveTrace(
      of: asked(query, clinic.store), showing: try patients(query, clinic.store))
    let output = LineOutput(progress: ReadingProgress { _ in "" })
    do {
      if let desk {
        try print(query, desk, clinic.store, output)
      } else if fhir {
        try BundleExport(clinic: clinic, since: nil, write: output.piece)
          .export(query, at: access.moment())
      } else {
        try printJSON(query, clinic, output)
      }
      try output.flush()
    } catch is LineOutput.Closed {
      return
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// Whose notes they are: on the record before one is on the screen.
  private func patients(_ query: NoteQuery, _ store: any RecallStore) throws -> [PatientID] {
    var seen: Set<PatientID> = []
    do { try store.eachNote(query) { seen.insert($0.note.patient) } } catch let failure
      as StoreFailure
    { throw Failure(failure) }
    return seen.sorted { $0.rawValue < $1.rawValue }
  }

  private func print(
    _ query: NoteQuery, _ desk: Desk, _ store: any RecallStore, _ output: LineOutput
  ) throws {
    let view = NoteListView(desk: desk, full: full)
    var count = 0
    try store.eachNote(query) { kept in
      count += 1
      let candidate = try store.candidate(kept.note.recall)
      let earlier = candidate?.attempts.filter { $0.started < kept.note.started } ?? []
      try output.lines(
        view.lines(kept, name: candidate?.patient.fullName, earlier: full ? earlier : []))
    }
    if count == 0 { try output.line(view.none) }
  }

  private func printJSON(_ query: NoteQuery, _ clinic: OpenClinic, _ output: LineOutput) throws {
    let document = NoteDocument(zone: clinic.zone)
    var pieces = JSONListPieces()
    try output.piece(JSONListPieces.beginning)
    try clinic.store.eachNote(query) { try output.piece(pieces.item(document.json($0))) }
    try output.piece(pieces.end())
  }

  /// For the trail, which keeps everything for ever: which notes were asked for, in closed lists and
  /// ids that notes have. Whatever else was typed may be a name, and is not in it; nor is a number.
  private func asked(_ query: NoteQuery, _ store: any RecallStore) throws -> String {
    let conditions = [
      ("patient", try query.patient.map { try kept($0.rawValue, NoteQuery(patient: $0), store) }),
      ("since", since), ("until", until), ("outcome", outcome), ("caller", query.caller),
      ("segment", segment),
      ("id", try query.id.map { try kept($0.rawValue, NoteQuery(id: $0), store) }),
      ("number", number.map { _ in "given" }),
    ]
    let words = conditions.compactMap { name, value in value.map { "\(name) \($0)" } }
    return words.isEmpty ? "all notes" : words.joined(separator: ", ")
  }

  private func kept(_ id: String, _ query: NoteQuery, _ store: any RecallStore) throws -> String {
    var one = query
    one.limit = 1
    do { return try store.notes(one).isEmpty ? "without a note" : id } catch {
      throw Failure(error)
    }
  }
}

/// What stands behind the options.
extension NotesCommand {
  /// From the first instant of one day to the last of another.
  private func days(in zone: Zone) throws -> (since: Date?, until: Date?) {
    let (first, last) = (try since.map(TypedDay.init), try until.map(TypedDay.init))
    if let first, let last, first.date > last.date {
      throw Failure(
        .usage, "--since \(first.date) is later than --until \(last.date)",
        hint: "no note can lie between them: exchange the two")
    }
    return (first?.begin(in: zone), last?.end(in: zone))
  }

  /// As it stands in the record, however it was typed; who has left the staff, and the cadence itself,
  /// have saved notes too.
  private func knownCaller(_ clinic: OpenClinic) throws -> String? {
    guard let caller else { return nil }
    let staff = ((try? clinic.store.staff()) ?? []).map(\.id)
    let known = staff + [clinic.staff.id, MessageStep.author]
    if known.contains(caller) { return caller }
    let typed = caller.lowercased()
    if let id = known.first(where: { $0.lowercased() == typed }) { return id }
    for id in [caller, typed] {
      let query = NoteQuery(caller: id, limit: 1)
      if let notes = try? clinic.store.notes(query), !notes.isEmpty { return id }
    }
    throw Failure(
      .usage, "nobody here has the id \"\(TerminalText.clean(caller))\"",
      hint: "`recall staff list` shows the ids")
  }

  private func knownSegment(_ policy: ClinicPolicy) throws -> String? {
    guard let segment, policy.segments[segment] == nil else { return segment }
    throw Failure(
      .usage, "there is no segment \"\(TerminalText.clean(segment))\"",
      hint: "clinic.yaml has \(policy.segments.keys.sorted().joined(separator: ", "))")
  }

  private func knownOutcome() throws -> Outcome? {
    guard let outcome else { return nil }
    guard let known = Outcome(rawValue: outcome) else {
      throw Failure(
        .usage, "there is no outcome \"\(TerminalText.clean(outcome))\"",
        hint: "one of \(Outcome.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return known
  }

  /// A number is a patient's: it comes from a prompt or a pipe, never from the command line, which
  /// others on this machine can read.
  private func typedNumber() throws -> String? {
    guard let number else { return nil }
    guard number == "-" else {
      throw Failure(
        .usage, "a telephone number does not belong on the command line, where others can read it",
        hint: "--number - reads it from standard input")
    }
    if isatty(STDIN_FILENO) == 1 {
      FileHandle.standardError.write(Data("number> ".utf8))
    }
    guard let line = readLine(), let parsed = PhoneNumber.parse(line).first else {
      throw Failure(
        .usage, "standard input held no telephone number of ten digits",
        hint: "one number on one line, such as 617 555 0142")
    }
    return parsed.number
  }
}

/// The trace that reading notes leaves.
struct NoteAccess {
  let clinic: OpenClinic
  let options: GlobalOptions

  func leaveTrace(of asked: String, showing patients: [PatientID] = []) throws {
    do {
      try clinic.store.noteReading(
        of: asked, by: clinic.staff.id, showing: patients, at: try moment())
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// The list was read. Whoever may only read the store sees it all the same.
  func leaveTrace(of trace: Trace, _ subject: String, showing patients: [PatientID] = []) {
    guard let now = try? moment() else { return }
    try? clinic.store.leaveTrace(
      of: trace, by: clinic.staff.id, subject: subject, showing: patients, at: now)
  }

  /// Looking moves no demo's clock: without a clock of its own it is the last moment on record.
  func moment() throws -> Date {
    let now = clinic.clock.now()
    guard clinic.store.kind != .live, options.now == nil else { return now }
    return try clinic.store.latestInstant() ?? now
  }
}

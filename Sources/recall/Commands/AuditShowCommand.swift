import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall audit show`: who did what, in the order in which it was written.
struct AuditShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print entries of the trail.",
    discussion: """
      Conditions hold together. Reading the trail is in the trail. Entries name ids alone; \
      `recall notes --patient ID` tells what was said.

      Examples:
        recall audit show --since 2026-11-24 --until 2026-11-24
        recall audit show --patient demo-0001
        recall audit show --act overrode --json
      """)

  @Option(help: ArgumentHelp("Only what this person did.", valueName: "staff"))
  var who: String?

  @Option(
    help: ArgumentHelp("Only what concerns this patient, by the patient's id.", valueName: "id"))
  var patient: String?

  @Option(help: ArgumentHelp("Only what concerns this recall.", valueName: "id"))
  var recall: String?

  @Option(help: ArgumentHelp("Only what concerns this call.", valueName: "id"))
  var call: String?

  @Option(help: ArgumentHelp("Only this act, such as overrode.", valueName: "act"))
  var act: String?

  @Option(help: ArgumentHelp("Only on or after this day.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Only on or before this day.", valueName: "date"))
  var until: String?

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "audit show")
    let query = try self.query(clinic)
    let moment = try NoteAccess(clinic: clinic, options: options).moment()
    do {
      try clinic.store.leaveTrace(
        of: .trailRead, by: clinic.staff.id, subject: asked, at: moment)
    } catch { throw Failure(error) }
    if !json { PagedOutput.shared.begin(options, clinic) }
    let output = LineOutput(progress: ReadingProgress { _ in "" })
    do {
      try json ? printJSON(query, clinic, output) : print(query, clinic, output)
      try output.flush()
    } catch is LineOutput.Closed {
      return
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func query(_ clinic: OpenClinic) throws -> TrailQuery {
    if let act, !clinic.store.knownActs.contains(act) {
      throw Failure(
        .usage, "there is no act \"\(TerminalText.clean(act))\"",
        hint: "one of \(clinic.store.knownActs.sorted().joined(separator: ", "))")
    }
    return TrailQuery(
      who: who, act: act, patient: patient.map { PatientID($0) },
      recall: recall.map { RecallID($0) }, call: call.map { CallID($0) },
      since: try since.map { try TypedDay($0).begin(in: clinic.zone) },
      until: try until.map { try TypedDay($0).end(in: clinic.zone) })
  }

  /// Which conditions were set, not what stood in them: somebody may have typed a name.
  private var asked: String? {
    let set = [
      who.map { _ in "who" }, patient.map { _ in "patient" }, recall.map { _ in "recall" },
      call.map { _ in "call" }, act.map { "act \($0)" }, since.map { _ in "since" },
      until.map { _ in "until" },
    ].compactMap { $0 }
    return set.isEmpty ? nil : set.joined(separator: ", ")
  }

  private func print(
    _ query: TrailQuery, _ clinic: OpenClinic, _ output: LineOutput
  ) throws {
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    let document = AuditDocument(zone: clinic.zone)
    var count = 0
    try clinic.store.eachEntry(query) { entry in
      count += 1
      try output.lines(document.lines(entry, phrases))
    }
    if count == 0 { try output.line(phrases.text("audit.none")) }
  }

  private func printJSON(
    _ query: TrailQuery, _ clinic: OpenClinic, _ output: LineOutput
  ) throws {
    let document = AuditDocument(zone: clinic.zone)
    var pieces = JSONListPieces()
    try output.piece(JSONListPieces.beginning)
    try clinic.store.eachEntry(query) { try output.piece(pieces.item(document.json($0))) }
    try output.piece(pieces.end())
  }
}

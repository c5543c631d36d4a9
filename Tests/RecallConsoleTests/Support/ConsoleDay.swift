import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine

@testable import RecallConsole

/// One day at the console of the shipped clinic: a demo store with one patient and three slots, a
/// clock that stands at 14:05 on a Tuesday.
final class ConsoleDay {
  static let now = InstantText.read("2026-11-24T14:05:00-05:00")!

  let store: SQLiteStore
  let folder: String
  var caller = StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: ["en", "es"])
  var now = ConsoleDay.now
  var library = ClinicFolder.library
  var policy = ClinicFolder.policy
  var locale = "en"
  var isTerminal = false
  /// Rows of the terminal.
  var height: Int?
  var stopsAtPages = false
  var isLinear = false
  var hasLinks = false
  var width = 80
  /// As a live clinic: only approved scripts, in approved languages.
  var approvedOnly = false
  /// Scripts whose proof still goes on; `nil` = those of the library, proved.
  var proof: ScriptProof?
  /// What the files say when a patient is taken; `nil` = they have not changed.
  var reread: () -> ScriptLibrary? = { nil }

  /// What the caller has passed; `nil` = the clinic wants nothing of the kind.
  var passes: () -> PracticePasses? = { nil }

  init(kind: StoreKind = .demo, _ change: (inout Patient, inout RecallEntry) -> Void = { _, _ in })
    throws
  {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("day-\(UUID().uuidString)").path
    store = try SQLiteStore.create(path: folder + "/recall.sqlite", kind: kind)
    var (patient, entry) = (Self.rosa, Self.entry)
    change(&patient, &entry)
    let row = ImportRow(patient: patient, entry: entry, entryHasOwnID: true)
    _ = try store.importBatch(ImportBatch(source: "test", rows: [row]), at: now)
    try store.addSlots((1...3).map(Self.slot))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs the console on these lines, then the end of the input.
  func run(_ lines: [String]) -> Transcript { run(events: lines.map(LineEvent.line)) }

  func run(events: [LineEvent]) -> Transcript {
    let (output, problems) = (Paper(), Paper())
    let typed = TypedLines(events)
    let code = Console(desk: desk(typed, output, problems)).run()
    return Transcript(
      code: code, output: output.text, problems: problems.text, prompts: typed.prompts,
      requests: typed.requests)
  }

  /// What a run of the console stands on.
  func desk(_ typed: TypedLines, _ output: Paper, _ problems: Paper) -> Desk {
    let shelf = { [approvedOnly, policy] library in
      ScriptShelf(library, policy: policy, approvedOnly: approvedOnly)
    }
    let screen = Screen(
      isTerminal: isTerminal, colour: false, output: output.handle, problems: problems.handle,
      width: width, height: height, isLinear: isLinear)
    screen.hasLinks = hasLinks
    let desk = Desk(
      store: store, policy: policy, caller: caller, clock: Clock(standingAt: now),
      scripts: proof.map { .inProof($0, words: shelf(library).words) } ?? .proved(shelf(library)),
      input: typed, screen: screen,
      consoleLocale: locale, reread: { [reread] in reread().map(shelf) }, passes: passes)
    desk.stopsAtPages = stopsAtPages
    return desk
  }

  var notes: [CallNote] { (try? store.notes(NoteQuery())) ?? [] }

  static let rosa: Patient = {
    var patient = Patient(
      id: PatientID("p-1"), firstName: "Rosa", lastName: "Delgado Ruiz",
      dateOfBirth: CivilDate(year: 1961, month: 3, day: 4))
    patient.postalCode = "02139"
    patient.state = "MA"
    patient.language = "en"
    patient.phones = [
      PatientPhone(number: "+16175550142", kind: .mobile, rank: 1),
      PatientPhone(number: "+16175550177", kind: .home, rank: 2),
    ]
    return patient
  }()

  static let entry: RecallEntry = {
    var entry = RecallEntry(
      id: RecallID("r-1"), patient: PatientID("p-1"), segment: "overdue-follow-up",
      reason: "annual-visit", due: CivilDate(year: 2026, month: 11, day: 12)!, priority: 2)
    entry.provider = "Dr. Okafor"
    return entry
  }()

  static func slot(_ number: Int) -> Slot {
    Slot(
      id: SlotID("s-\(number)"), start: now.addingTimeInterval(Double(number) * 86_400),
      minutes: 30, provider: "Dr. Okafor", location: "Main Street")
  }
}

/// What a run of the console has left on the screen.
struct Transcript {
  let code: Int32
  let output: String
  let problems: String
  let prompts: [String]
  let requests: [PromptRequest]

  var lines: [String] { output.split(separator: "\n").map(String.init) }
  var everything: String { output + problems }
}

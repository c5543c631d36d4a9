import Foundation
import RecallDomain
import RecallStorage

@testable import RecallConsole

extension FuzzEntry {
  /// A whole sitting at the console, line by line, on a store with one patient.
  static let session = FuzzEntry(name: "session") { bytes in
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(60)
      .map { String(decoding: $0, as: UTF8.self) }
    try FuzzedSitting().run(lines)
  }
}

/// A store in memory with one patient and three open times, and a console on it.
final class FuzzedSitting {
  private let store: SQLiteStore

  init() throws {
    store = try SQLiteStore.inMemory(kind: .demo)
    var patient = Patient(
      id: PatientID("p-1"), firstName: "Rosa", lastName: "Delgado Ruiz",
      dateOfBirth: CivilDate(year: 1961, month: 3, day: 4))
    (patient.postalCode, patient.state, patient.language) = ("02139", "MA", "en")
    patient.phones = [PatientPhone(number: "+16175550142", kind: .mobile, rank: 1)]
    let entry = RecallEntry(
      id: RecallID("r-1"), patient: patient.id, segment: "overdue-follow-up",
      reason: "annual-visit", due: CivilDate(year: 2026, month: 11, day: 12)!, priority: 2)
    let row = ImportRow(patient: patient, entry: entry, entryHasOwnID: true)
    _ = try store.importBatch(ImportBatch(source: "fuzz", rows: [row]), at: DateEntry.now)
    try store.addSlots(
      (1...3).map { number in
        Slot(
          id: SlotID("s-\(number)"),
          start: DateEntry.now.addingTimeInterval(Double(number) * 86_400), minutes: 30,
          provider: "Dr. Okafor", location: "Main Street")
      })
  }

  /// It ends well, what stood on the screen is harmless, and the store is whole.
  func run(_ lines: [String]) throws {
    let pipe = ScreenFile()
    let input = FuzzedLines(lines)
    let screen = Screen(
      isTerminal: false, colour: false, output: pipe.handle, problems: pipe.handle, width: 80)
    let code = Console(desk: FuzzedClinic.desk(store, input: input, screen: screen)).run()
    try promise(code == 0, "a sitting ends well, whatever was typed")
    try promise(
      isHarmless(pipe.text, exceptLineEnds: true), "a screen holds no control character")
    try promise(try store.findings().isEmpty, "the store is whole, whatever was typed")
  }
}

private final class FuzzedLines: LineInput {
  private var lines: [String]

  init(_ lines: [String]) { self.lines = lines.reversed() }

  func read(_ request: PromptRequest) -> LineEvent {
    lines.popLast().map { LineEvent.line($0) } ?? .endOfInput
  }
}

/// What a screen writes, in memory.
private final class ScreenFile {
  let handle: FileHandle

  init() {
    let path = ImportRoom.shared.path("screen-\(UUID().uuidString)")
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    precondition(file >= 0, "a file in memory can be made")
    unlink(path)
    handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  var text: String {
    try? handle.seek(toOffset: 0)
    return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
  }
}

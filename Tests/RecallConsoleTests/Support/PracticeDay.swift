import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

/// Somebody practises on the shipped clinic, at a clock that stands.
final class PracticeDay {
  /// The shipped clinic as its own file describes it.
  static let policy: ClinicPolicy = {
    let text = ClinicFolder.text("clinic.yaml")
    let file = SourceFile(path: "clinic.yaml", bytes: [UInt8](text.utf8))
    return ClinicFileReader.read(file).policy!
  }()

  static let library = ScriptLibrary.read(
    files: ClinicFolder.files + ClinicFolder.rehearsals, policy: policy)

  var library = PracticeDay.library
  var consoleLocale = "en"
  var spoken: String?
  var isTerminal = false
  var seed: UInt64 = 7
  var keeps = true
  private(set) var kept: [PracticeResult] = []
  private(set) var stores: [SQLiteStore] = []

  var room: PracticeRoom {
    PracticeRoom(
      policy: library.policy, library: library, clock: Clock(standingAt: ConsoleDay.now),
      record: keeps
        ? PracticeRecord(
          keep: { [self] result throws(StoreFailure) in kept.append(result) },
          all: { [self] () throws(StoreFailure) in kept }) : nil,
      seed: { [self] in seed },
      makeStore: { [self] moment throws(StoreFailure) in
        let store = try SQLiteStore.inMemory(kind: .practice)
        try store.addSlots((1...3).map { Self.slot($0, after: moment) })
        stores.append(store)
        return store
      })
  }

  /// Where every call of these days begins.
  static let moment = PracticeCall.moment(near: ConsoleDay.now, policy: policy)

  private static func slot(_ number: Int, after moment: Date) -> Slot {
    Slot(
      id: SlotID("s-\(number)"), start: moment.addingTimeInterval(Double(number) * 86_400),
      minutes: 30, provider: "Dr. Okafor", location: "Main Street")
  }

  /// The practice console on these lines, then the end of the input.
  func run(_ lines: [String], first: String? = nil) throws -> Transcript {
    let (output, problems) = (Paper(), Paper())
    let typed = TypedLines(lines.map(LineEvent.line))
    let console = try PracticeConsole(
      room: room,
      trainee: StaffMember(
        id: "ana", name: "Ana", roles: [.caller], languages: library.policy.languages),
      input: typed,
      screen: Screen(
        isTerminal: isTerminal, colour: false, output: output.handle, problems: problems.handle,
        width: 80),
      consoleLocale: consoleLocale, spoken: spoken)
    let code = console.run(first: first)
    return Transcript(
      code: code, output: output.text, problems: problems.text, prompts: typed.prompts,
      requests: typed.requests)
  }

  /// Notes of the calls that were rehearsed: each in the store of its call.
  var notes: [CallNote] { stores.flatMap { (try? $0.notes(NoteQuery())) ?? [] } }
}

/// What a caller types who leads a rehearsal as well as can be.
struct TypedRehearsal {
  let lines: [String]

  init(_ rehearsal: Rehearsal, _ library: ScriptLibrary, locale: String) throws {
    let edition = try #require(library.rehearsalEdition(of: rehearsal.script))
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: library.policy, locale: locale, at: PracticeDay.moment)
    #expect(led.problem == nil, "\(rehearsal.id)")
    let dialling = rehearsal.direction == .inbound ? [] : [""]
    lines =
      dialling
      + led.run.journal.dropFirst().flatMap { Self.typed($0.event, rehearsal.patient.expected) }
      + [""]
  }

  private static func typed(_ event: CallEvent, _ own: ExpectedIdentifiers) -> [String] {
    switch event {
    case .heard(let response): [response]
    case .compared(let kind, .match): [kind == .fullName ? "y" : own.demoAnswer(kind) ?? ""]
    case .compared(let kind, .mismatch): [wrong(kind)]
    case .compared(_, .notGiven): [""]
    case .refused: ["refuses"]
    case .personNamed(let person, _): [person.name, person.relationship]
    case .answered(let field, let value): value.map { [text($0)] } ?? nothing(field)
    case .booked: ["1"]
    case .noneSuit: ["none"]
    case .clinicBooks: ["clinic"]
    case .left: [""]
    case .notLeft: ["none"]
    case .interrupted(let interrupt): ["/\(interrupt.rawValue)"]
    case .locale(let tag): ["/locale \(tag)"]
    default: []
    }
  }

  private static func wrong(_ kind: IdentifierKind) -> String {
    switch kind {
    case .fullName: "n"
    case .dateOfBirth: "1901-01-02"
    case .postalCode: "99501"
    case .phoneLast4: "0000"
    case .mrn: "nothing-like-it"
    }
  }

  private static func nothing(_ field: CallField) -> [String] {
    field.asksTwice ? ["", ""] : [""]
  }

  private static func text(_ value: FieldValue) -> String {
    switch value {
    case .text(let text), .language(let text): text
    case .yes: "y"
    case .no: "n"
    case .insurance(let kind, let text): "\(kind.rawValue) \(text)"
    case .decline(let kind, let text): "\(kind.rawValue) \(text)"
    case .window(let window): self.text(window)
    case .appointment: "1"
    }
  }

  private static func text(_ window: CallbackWindow) -> String {
    switch window.moment {
    case .time(let time): "\(window.date) \(time)"
    case .part(let part): "\(window.date) \(part.rawValue)"
    }
  }
}

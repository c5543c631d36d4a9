import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine

@testable import RecallConsole

/// The shipped clinic, which is this repository, with a console on an empty store.
enum FuzzedClinic {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let policy: ClinicPolicy = {
    var policy = ImportEntry.policy
    policy.phone = "+16175550100"
    policy.state = "MA"
    return policy
  }()

  static let library = ScriptLibrary.read(
    files: ["scripts", "locales/en", "locales/es"].flatMap(files), policy: policy)
  static let typed = TypedWords(library.staffPhrases)
  static let shelf = ScriptShelf(library, policy: policy, approvedOnly: false)
  static let languages = shelf.editions["overdue-follow-up"].map(Self.languages(of:)) ?? []
  static let edition = shelf.editions["overdue-follow-up"]!

  static func desk(_ store: SQLiteStore, input: any LineInput, screen: Screen) -> Desk {
    Desk(
      store: store, policy: policy,
      caller: StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: ["en", "es"]),
      clock: Clock(standingAt: DateEntry.now), shelf: shelf, input: input, screen: screen,
      consoleLocale: "en")
  }

  /// One thread drives it.
  nonisolated(unsafe) static let desk = desk(
    try! SQLiteStore.inMemory(kind: .demo), input: NoLines(),
    screen: Screen(
      isTerminal: false, colour: false, output: .nullDevice, problems: .nullDevice, width: 80))

  static let picks = CallbackReading.picks(
    now: DateEntry.now, zone: DateEntry.zone, policy: policy, state: "MA")

  private static func languages(of edition: Edition) -> [Language] {
    edition.languages.compactMap { edition.phrasebooks[$0]?.language }
  }

  /// One kind of call: the others take long to prove.
  private static let read: Set<String> = [
    "common.yaml", "overdue-follow-up.yaml", "console.yaml", "engine.yaml", "language.yaml",
    "messages.yaml",
  ]

  private static func files(in folder: String) -> [SourceFile] {
    let place = root.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return names.filter { read.contains($0) }.sorted().map { name in
      let data = FileManager.default.contents(atPath: place.appendingPathComponent(name).path)
      return SourceFile(path: "\(folder)/\(name)", bytes: [UInt8](data ?? Data()))
    }
  }
}

private final class NoLines: LineInput {
  func read(_ request: PromptRequest) -> LineEvent { .endOfInput }
}

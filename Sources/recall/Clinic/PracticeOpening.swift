import Foundation
import RecallConsole
import RecallDomain
import RecallExchange
import RecallStorage
import ScriptEngine

/// What practice needs from a clinic folder. The live store is not among it: nothing here opens it.
struct PracticeOpening {
  let folder: ClinicFolder
  let policy: ClinicPolicy
  let options: GlobalOptions
  /// Decides the words; `nil` = chance.
  var seed: UInt64?

  init(_ options: GlobalOptions, seed: UInt64? = nil) throws {
    try self.init(
      folder: ClinicFolder.find(named: options.clinic), options: options, seed: seed)
  }

  init(folder: ClinicFolder, options: GlobalOptions, seed: UInt64? = nil) throws {
    self.folder = folder
    self.options = options
    self.seed = seed
    policy = try OpenClinic.policy(of: folder)
  }

  func room() throws -> PracticeRoom {
    let library = try folder.library(policy)
    guard !library.staffPhrases.isEmpty else { throw Failure.noConsoleTexts }
    let policy = policy
    return PracticeRoom(
      policy: policy, library: library, clock: Clock(), beginsAt: options.now, record: record(),
      seed: { [seed] in seed ?? UInt64.random(in: 0...UInt64.max) },
      makeStore: { moment throws(StoreFailure) in
        let store = try SQLiteStore.inMemory(kind: .practice, classes: .under(policy))
        try store.addSlots(
          DemoSlots.slots(policy: policy, zone: Zone(policy.timeZone)!, after: moment))
        return store
      })
  }

  /// The practice console on this terminal; its exit code.
  func practise(_ rehearsal: String?) throws -> Int32 {
    let environment = ProcessInfo.processInfo.environment
    let (screen, input) = Seat.take(options, environment)
    do {
      return try PracticeConsole(
        room: room(), trainee: try trainee(), input: input, screen: screen,
        consoleLocale: options.consoleLocale(of: nil, environment) ?? policy.sourceLanguage,
        spoken: options.locale
      ).run(first: rehearsal)
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// Whoever practises is known by name alone: the staff list is in the live store.
  private func trainee() throws -> StaffMember {
    // As the live console knows them: on a shared store by their name there, which needs no asking.
    let live = try? StoreLocation(policy.store, policy.storeSecurity, folder: folder)
    let user: String? = if case .server(let address)? = live { address.user } else { nil }
    let id = options.staff ?? user ?? NSUserName()
    guard !id.isEmpty, id == TerminalText.clean(id) else { throw Failure.noName(id) }
    return StaffMember(
      id: id, name: id.prefix(1).uppercased() + id.dropFirst(), roles: [.caller],
      languages: policy.languages)
  }

  /// `nil`: it cannot be kept now, which `doctor` explains.
  private func record() -> PracticeRecord? {
    guard let store = try? PracticePlace(policy: policy, folder: folder).open() else { return nil }
    return PracticeRecord(
      keep: { result throws(StoreFailure) in try store.keepPractice(result) },
      all: { () throws(StoreFailure) in try store.practice(since: nil) })
  }
}

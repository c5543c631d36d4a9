import ArgumentParser
import Foundation
import RecallDomain
import RecallStorage

/// `recall store migrate`: makes the store, or brings it to the shape of this program, forward only
/// and all of it or nothing. On PostgreSQL by whoever owns the store, with the roles and rights; a
/// store in a file grows when it is opened.
struct StoreMigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Make the shared store, or bring it up to date.",
    discussion: """
      Examples:
        recall store migrate --clinic lakeside
      """)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let words = try CommandWords(folder, policy, options)
    let place = try StorePlace(policy: policy, folder: folder)
    try migrate(place, policy, TrailKeeping(folder), words)
    let practice = try PracticePlace(policy: policy, folder: folder)
    if let server = practice.server { try migrate(practice: server, words) }
  }

  private func migrate(
    _ place: StorePlace, _ policy: ClinicPolicy, _ trail: TrailKeeping, _ words: CommandWords
  ) throws {
    guard let server = place.server else {
      try trail.beginForSure(try place.open())
      return Printing.line(words.say("migrate.file"))
    }
    do {
      let (from, to) = try PostgreSQLStore.migrate(
        server, chainedWith: { trail.keyOfNewChain() })
      let store = try place.open()
      if from == 0 { try Founding(policy: policy, staff: options.staff).found(store) }
      // What stood in the trail before is held by its first seal.
      trail.seal(store, at: store.serverClock?() ?? Date())
      Printing.line(words.say("migrate.store.\(Self.done(from, to))", Self.steps(from, to)))
    } catch StoreFailure.notPermitted {
      throw StorePlace.mayNotMakeStores
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// Where practice results are kept, when that is a server too; a file is made by whoever practises
  /// first.
  private func migrate(practice server: PostgreSQLAddress, _ words: CommandWords) throws {
    do {
      let (from, to) = try PostgreSQLStore.migrate(server, kind: .practice, onlyOfKind: true)
      Printing.line(words.say("migrate.practice.\(Self.done(from, to))", Self.steps(from, to)))
    } catch StoreFailure.notPermitted {
      throw StorePlace.mayNotMakeStores
    } catch { throw PracticePlace.explained(error) }
  }

  private static func done(_ from: Int, _ to: Int) -> String {
    from == 0 ? "made" : from == to ? "same" : "brought"
  }

  private static func steps(_ from: Int, _ to: Int) -> [String: String] {
    ["from": "\(from)", "to": "\(to)"]
  }
}

/// Whoever makes a clinic is the first on its staff list.
struct Founding {
  let policy: ClinicPolicy
  /// `--as`; else the database user, else the user of this machine.
  let staff: String?

  func found(_ store: any RecallStore) throws {
    let person = staff ?? (store as? PostgreSQLStore)?.user ?? NSUserName()
    do {
      guard try store.staff().isEmpty else { return }
      try store.addStaff(
        StaffMember(
          id: person, name: person, roles: [.caller, .lead, .manager],
          languages: policy.languages))
    } catch { throw Failure(error) }
  }
}

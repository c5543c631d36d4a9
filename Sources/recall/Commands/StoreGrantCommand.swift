import ArgumentParser
import RecallDomain
import RecallStorage

/// `recall store grant PERSON`: rights in the shared store. The login is made when there is none,
/// without a password: how people prove who they are is the server's business (pg_hba.conf).
struct StoreGrantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Let a person into the shared store, as themselves.",
    discussion: """
      Examples:
        recall store grant ana
      """)

  @Argument(help: "Their name on the database server.") var person: String

  @Flag(help: "For a demo or practice store, which have no staff list: a lead.") var lead = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let servers = try SharedServers(options, person)
    let words = servers.words
    var roles: Set<StaffRole> = lead ? [.caller, .lead] : [.caller]
    if let store = servers.store {
      do {
        roles = try rights(at: store) ?? roles
        try PostgreSQLStore.admit(person, as: roles, at: store)
      } catch let failure as StoreFailure { throw Failure(failure) }
      let names = StaffRole.allCases.filter(roles.contains).map(\.rawValue)
      Printing.line(
        words.say(
          roles.isEmpty ? "grant.no-role" : "grant.store",
          ["person": person, "roles": names.joined(separator: ", ")]))
    }
    guard let practice = try servers.practiceServer() else { return }
    do {
      try PostgreSQLStore.admit(person, as: roles.isEmpty ? [.caller] : roles, at: practice)
    } catch { throw PracticePlace.explained(error) }
    Printing.line(words.say("grant.practice", ["person": person]))
  }

  /// What the staff list of a live clinic says; `nil`: a demo has none that counts.
  private func rights(at server: PostgreSQLAddress) throws -> Set<StaffRole>? {
    let store = try PostgreSQLStore.open(server)
    let listed = try store.staff().first { $0.id == person }?.roles
    return store.kind == .live ? listed ?? [] : listed
  }
}

/// The servers of a clinic that a person is let into, or out of: that of the store, and that of
/// practice results.
private struct SharedServers {
  let store: PostgreSQLAddress?
  let words: CommandWords
  private let practice: PracticePlace

  init(_ options: GlobalOptions, _ person: String) throws {
    // The server cuts longer names short, and would then mean somebody else.
    guard !person.isEmpty, person.utf8.count <= 63, person == TerminalText.clean(person) else {
      throw Failure(.usage, "that is no name for a database user", hint: "1 to 63 letters")
    }
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    store = try StorePlace(policy: policy, folder: folder).server
    practice = try PracticePlace(policy: policy, folder: folder)
    words = try CommandWords(folder, policy, options)
    guard store != nil || practice.server != nil else {
      throw Failure(
        .usage, "the store of this clinic is a file, and has no users",
        hint: "whoever may read the file may use it; a shared store is store: postgresql://…")
    }
  }

  /// `nil`: practice results are kept in a file. One that nobody has made yet has no roles, and a
  /// store that is none of practice is nobody's to be let into here.
  func practiceServer() throws -> PostgreSQLAddress? {
    guard let server = practice.server else { return nil }
    _ = try practice.open()
    return server
  }
}

/// `recall store revoke PERSON`: takes every right in the shared store back.
struct StoreRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Take a person's rights in the shared store back.",
    discussion: """
      Examples:
        recall store revoke ana
      """)

  @Argument(help: "Their name on the database server.") var person: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let servers = try SharedServers(options, person)
    if let store = servers.store {
      do { try PostgreSQLStore.dismiss(person, at: store) } catch { throw Failure(error) }
    }
    if let practice = try servers.practiceServer() {
      do { try PostgreSQLStore.dismiss(person, at: practice) } catch {
        throw PracticePlace.explained(error)
      }
    }
    Printing.line(servers.words.say("grant.revoked", ["person": person]))
  }
}

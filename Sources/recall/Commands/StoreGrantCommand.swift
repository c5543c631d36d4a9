import ArgumentParser
import RecallDomain
import RecallStorage

/// `recall store grant PERSON`: rights in the shared store. The login is made when there is none,
/// without a password: how people prove who they are is the server's business (pg_hba.conf).
struct StoreGrantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Let a person into the shared store, as themselves.")

  @Argument(help: "Their name on the database server.") var person: String

  @Flag(help: "A lead also writes the staff list and approvals.") var lead = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let server = try StoreGrantCommand.server(options, person)
    do {
      try PostgreSQLStore.admit(person, asLead: lead, at: server)
    } catch { throw Failure(error) }
    let name = TerminalText.clean(person)
    Printing.line("\(name) may use the store as a \(lead ? "lead" : "caller")")
  }

  fileprivate static func server(
    _ options: GlobalOptions, _ person: String
  ) throws -> PostgreSQLAddress {
    // The server cuts longer names short, and would then mean somebody else.
    guard !person.isEmpty, person.utf8.count <= 63, person == TerminalText.clean(person) else {
      throw Failure(.usage, "that is no name for a database user", hint: "1 to 63 letters")
    }
    let folder = try ClinicFolder.find(named: options.clinic)
    let place = try StorePlace(policy: try OpenClinic.policy(of: folder), folder: folder)
    guard let server = place.server else {
      throw Failure(
        .usage, "the store of this clinic is a file, and has no users",
        hint: "whoever may read the file may use it; a shared store is store: postgresql://…")
    }
    return server
  }
}

/// `recall store revoke PERSON`: takes every right in the shared store back.
struct StoreRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Take a person's rights in the shared store back.")

  @Argument(help: "Their name on the database server.") var person: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let server = try StoreGrantCommand.server(options, person)
    do { try PostgreSQLStore.dismiss(person, at: server) } catch { throw Failure(error) }
    Printing.line("\(TerminalText.clean(person)) has no rights in the store any more")
  }
}

import ArgumentParser
import RecallDomain

/// `recall store …`: the state of the store, its growth, and who may use it.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "The state of the store.",
    subcommands: [
      Status.self, StoreMigrateCommand.self, StoreGrantCommand.self, StoreRevokeCommand.self,
      Check.self,
    ],
    defaultSubcommand: Status.self)

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Engine, version, place, roles, settings, counts. No patient's data.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let folder = try ClinicFolder.find(named: options.clinic)
      let store = try StorePlace(policy: try OpenClinic.policy(of: folder), folder: folder).open()
      do {
        for (name, value) in try store.describe() { Printing.line("\(name): \(value)") }
      } catch { throw Failure(error) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check every invariant that the store can check.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options)
      let broken: [String]
      do { broken = try clinic.store.check() } catch { throw Failure(error) }
      if broken.isEmpty { return Printing.line("every invariant holds") }
      broken.forEach(Printing.line)
      throw ExitCode(Failure.Code.findings.rawValue)
    }
  }
}

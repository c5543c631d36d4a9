import ArgumentParser
import RecallDomain
import RecallReports

/// `recall store …`: the state of the store, its growth, and who may use it.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "The state of the store.",
    discussion: """
      Examples:
        recall store status
        recall store backup /backup/recall-2026-11-24.sqlite
      """,
    subcommands: [
      Status.self, StoreMigrateCommand.self, StoreGrantCommand.self, StoreRevokeCommand.self,
      StoreBackupCommand.self, StoreRestoreCommand.self, StoreRetainCommand.self,
      StoreEraseCommand.self, Check.self,
    ],
    defaultSubcommand: Status.self)

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Engine, version, place, roles, settings, counts. No patient's data.",
      discussion: """
        Examples:
          recall store status
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let folder = try ClinicFolder.find(named: options.clinic)
      let policy = try OpenClinic.policy(of: folder)
      let words = try CommandWords(folder, policy, options)
      let store = try StorePlace(policy: policy, folder: folder).open()
      do {
        for fact in try store.describe() {
          Printing.line("\(Said.name(of: fact).text(words)): \(Said.value(of: fact).text(words))")
        }
      } catch { throw Failure(error) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check every invariant that the store can check, and say what to do.",
      discussion: """
        Examples:
          recall store check
          recall store check --json
        """)

    @Flag(help: "One JSON document.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let folder = try ClinicFolder.find(named: options.clinic)
      let policy = try OpenClinic.policy(of: folder)
      let store = try StorePlace(policy: policy, folder: folder).open()
      let broken: [StoreFinding]
      do { broken = try store.findings() } catch { throw Failure(error) }
      if json {
        Printing.json(.list(broken.map(Self.json)))
      } else {
        let words = try CommandWords(folder, policy, options)
        if broken.isEmpty { Printing.line(words.say("check.well")) }
        for finding in broken { Printing.line(Self.text(finding, words)) }
      }
      guard !broken.isEmpty else { return }
      throw ExitCode(Failure.Code.findings.rawValue)
    }

    private static func text(_ finding: StoreFinding, _ words: CommandWords) -> String {
      let places = finding.places.filter { !$0.isEmpty }.map {
        $0 == StoreFinding.aNumber ? words.say("check.a-number") : TerminalText.clean($0)
      }
      let which = places.isEmpty ? "" : " (\(places.joined(separator: ", ")), …)"
      let sentence = words.say("check.\(finding.id)", ["detail": finding.detail ?? ""])
      let rest = finding.count.map { "\($0)" } ?? TerminalText.clean(finding.detail ?? "")
      return "\(words.say("check.broken")) \(sentence): \(rest)\(which)\n         → "
        + words.say("check.advice.\(finding.adviceID)")
    }

    private static func json(_ finding: StoreFinding) -> JSONValue {
      [
        "finding": .string(finding.sentence), "places": .texts(finding.places),
        "advice": .string(finding.advice),
      ]
    }
  }
}

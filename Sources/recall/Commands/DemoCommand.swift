import ArgumentParser
import RecallDomain

/// `recall demo [DIR]`: a sample clinic with synthetic patients, and the console on it.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a sample clinic with synthetic patients if there is none, and open it.",
    discussion: """
      Examples:
        recall demo
        recall demo trial --patients 200 --seed 7
        recall demo --now 2026-11-24T14:05:00-05:00   # always the same day
      """)

  @Argument(help: ArgumentHelp("The folder of the demo clinic.", valueName: "dir"))
  var folder = "demo"

  @Option(help: ArgumentHelp("How many patients.", valueName: "n"))
  var patients = 60

  @Option(help: ArgumentHelp("Another seed makes other patients.", valueName: "s"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A shared store: postgresql://HOST/DATABASE, without a password.", valueName: "address"))
  var store: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (0...10_000_000).contains(patients) else {
      throw ValidationError("--patients takes a number from 0 to 10000000")
    }
  }

  func run() throws {
    let demo = DemoClinic(
      folder: ClinicFolder(folder), patients: patients, seed: seed, store: store, options: options)
    let isNew = try demo.makeIfAbsent(at: options.now)
    var options = options
    options.clinic = folder
    throw ExitCode(try ConsoleOpening(options, settlingFirst: isNew).run())
  }
}

import ArgumentParser
import Foundation
import ScriptEngine

/// The list of commands, and nothing else.
struct RecallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract: "One guided recall call at a time, from the right patient to a note that stands.",
    discussion: """
      Without a command the console opens. `recall demo` makes a sample clinic to try it on.
      recall is free software under the GNU General Public License, version 3 or later.

      Examples:
        recall demo                          # a clinic of invented patients
        recall init lakeside --as maria      # a clinic of your own
        recall --clinic lakeside --as ana    # its console, as Ana
        recall worklist --help               # what a command takes
      """,
    version: Version.text,
    subcommands: [
      ConsoleCommand.self, DemoCommand.self, InitCommand.self, ImportCommand.self,
      WorklistCommand.self, NotesCommand.self, ExportCommand.self, InboxCommand.self,
      OutboxCommand.self, ReportCommand.self, ReviewCommand.self,
      ScriptCommand.self, LocaleCommand.self, PracticeCommands.self, StaffCommand.self,
      StoreCommand.self, AuditCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)
}

/// What `--version` prints.
enum Version {
  static let number = "0.1.0"
  static let text = """
    recall \(number)
    License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>
    """
}

extension RecallCommand {
  /// Parses, runs, and ends the process with the exit code of INTERFACES.
  static func start(_ arguments: [String]) -> Never {
    let json =
      arguments.contains("--json") || arguments.contains("--format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    do {
      var command = try parseAsRoot(GlobalOptionOrder.commandFirst(arguments))
      defer {
        PagedOutput.shared.finish()
        OpenTrails.shared.sealAll()
      }
      try command.run()
    } catch let failure as Failure {
      Printing.failure(failure, json: json)
      Foundation.exit(failure.code.rawValue)
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      if exitCode(for: error).isSuccess { exit(withError: error) }
      Printing.failure(usage(error), json: json)
      Foundation.exit(Failure.Code.usage.rawValue)
    }
    exit(withError: nil)
  }

  /// What the parser says, in the form of every other error.
  private static func usage(_ error: any Error) -> Failure {
    let message = message(for: error)
    let plain = message.prefix(1).lowercased() + message.dropFirst()
    let general = "`recall --help` lists the commands and options"
    return Failure(
      .usage, plain, hint: commandMeant(by: message).map { "\($0); \(general)" } ?? general)
  }

  /// `wrklist` is taken for a word behind the console's own name.
  private static func commandMeant(by message: String) -> String? {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "Unexpected argument " else { return nil }
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    return DidYouMean.nearest(to: String(parts[1]), among: known)
      .map { "did you mean `recall \($0)`?" }
  }
}

import Foundation
import RecallDomain

/// Whether messages can leave: what the doctor looks at.
struct MessageCheck {
  let policy: MessagePolicy
  let folder: ClinicFolder

  func checks() -> [DoctorCheck] {
    guard !policy.channels.isEmpty else {
      return [
        DoctorCheck(
          "messages", .advice, "clinic.yaml names no command: they wait in the outbox",
          advice: "messages: in clinic.yaml; the operator's guide shows how, and the line for cron")
      ]
    }
    return policy.channels.sorted { $0.key.rawValue < $1.key.rawValue }.map { channel, command in
      let (name, program) = ("messages by \(channel.rawValue)", command.words[0])
      guard let found = Self.path(of: program, from: folder.path) else {
        return DoctorCheck(
          name, .broken, "\(program) is not there, or is no program",
          advice: "install it, or name another command under messages: in clinic.yaml")
      }
      return DoctorCheck(name, .ok, found)
    }
  }

  /// Where the command would be found, as `CommandRun` looks for it.
  static func path(of program: String, from folder: String) -> String? {
    let places =
      program.contains("/")
      ? [program.hasPrefix("/") ? program : "\(folder)/\(program)"]
      : CommandRun.path.split(separator: ":").map { "\($0)/\(program)" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

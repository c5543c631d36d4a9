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
          "messages", .advice, .words("doctor.messages-none"),
          advice: .words("doctor.messages-none.advice"))
      ]
    }
    return policy.channels.sorted { $0.key.rawValue < $1.key.rawValue }.map { channel, command in
      let name = Said.words("doctor.name.messages-by.\(channel.rawValue)")
      let program = command.words[0]
      guard let found = Self.path(of: program, from: folder.path) else {
        return DoctorCheck(
          named: name, .broken, .words("doctor.no-program", ["program": .data(program)]),
          advice: .words("doctor.no-program.advice", ["key": "messages"]))
      }
      return DoctorCheck(named: name, .ok, .data(found))
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

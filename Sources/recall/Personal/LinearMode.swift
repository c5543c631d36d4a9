import Foundation
import RecallConsole

/// Whether everything is to be said line by line, for a screen reader: `--linear`, `--no-linear`, else
/// `RECALL_LINEAR`, else the person's own file. Asked also where no options are at hand, as by what
/// shows progress.
enum LinearMode {
  static let isOn = isWanted(
    CommandLine.arguments, ProcessInfo.processInfo.environment,
    own: RecallrcReading.current.defaults.linear)

  static func isWanted(
    _ arguments: [String], _ environment: [String: String], own: Bool?
  ) -> Bool {
    switch arguments.last(where: { $0 == "--linear" || $0 == "--no-linear" }) {
    case "--linear"?: return true
    case "--no-linear"?: return false
    default: break
    }
    if let said = environment["RECALL_LINEAR"], !said.isEmpty { return said != "0" }
    return own ?? false
  }
}

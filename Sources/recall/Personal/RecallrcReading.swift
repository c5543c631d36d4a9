import Foundation
import RecallConsole
import RecallDomain

/// `~/.recallrc`, else `$XDG_CONFIG_HOME/recall/recallrc`: the first that is there is the one in force.
///
/// A file that somebody else could have written is refused whole: what stands in it is a program to be
/// started, for one.
enum RecallrcReading {
  /// Read once: whoever edits it sees the change at the next start.
  static let current = read(ProcessInfo.processInfo.environment)

  static func read(_ environment: [String: String]) -> RecallrcFile {
    for path in places(environment) {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      return read(path, status, as: shown(path, environment))
    }
    return .absent
  }

  /// As people write it: `~/.recallrc`.
  private static func shown(_ path: String, _ environment: [String: String]) -> String {
    let home = home(environment)
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  private static func home(_ environment: [String: String]) -> String {
    environment["HOME"].flatMap { $0.hasPrefix("/") && $0 != "/" ? $0 : nil } ?? NSHomeDirectory()
  }

  static func places(_ environment: [String: String]) -> [String] {
    let home = home(environment)
    let settings = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return ["\(home)/.recallrc", "\(settings ?? home + "/.config")/recall/recallrc"]
  }

  private static func read(_ path: String, _ status: stat, as shown: String) -> RecallrcFile {
    guard [geteuid(), 0].contains(status.st_uid) else { return .refused(path: shown, .foreign) }
    guard status.st_mode & 0o022 == 0 else { return .refused(path: shown, .writable) }
    guard let bytes = try? RegularFile.read(path, most: Recallrc.mostBytes) else {
      return .refused(path: shown, .unreadable)
    }
    return .inForce(path: shown, Recallrc(String(decoding: bytes, as: UTF8.self)))
  }

  /// What the doctor says of it.
  static func check(_ environment: [String: String]) -> DoctorCheck {
    switch read(environment) {
    case .absent:
      return DoctorCheck("defaults", .ok, .words("doctor.defaults-none"))
    case .refused(let path, let why):
      return DoctorCheck(
        "defaults", .advice,
        .words("doctor.defaults-refused.\(why.rawValue)", ["file": .data(path)]),
        advice: .words("doctor.defaults-refused.advice", ["file": .data(path)]))
    case .inForce(let path, let defaults) where defaults.problems.isEmpty:
      return DoctorCheck("defaults", .ok, .words("doctor.defaults", ["file": .data(path)]))
    case .inForce(let path, let defaults):
      let lines = defaults.problems.map { String($0.line) }.joined(separator: ", ")
      return DoctorCheck(
        "defaults", .advice,
        .words(
          "doctor.defaults-but", ["file": .data(path), "lines": .data(lines)],
          count: defaults.problems.count),
        advice: .words("doctor.defaults-but.advice"))
    }
  }
}

extension GlobalOptions {
  /// What the person's own file says, which every option and variable goes before.
  var own: Recallrc { RecallrcReading.current.defaults }
}

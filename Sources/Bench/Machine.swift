import Foundation
import GRDB

/// Where this run took place: without that no figure can be repeated.
struct Machine {
  let facts: [(name: String, value: String)]

  init(program: String, folder: URL) {
    facts = [
      ("processor", Self.field("model name", in: "/proc/cpuinfo") ?? "unknown"),
      ("cores", "\(ProcessInfo.processInfo.activeProcessorCount)"),
      ("memory", Self.field("MemTotal", in: "/proc/meminfo") ?? "unknown"),
      ("system", ProcessInfo.processInfo.operatingSystemVersionString),
      ("kernel", Self.firstLine(of: "/proc/sys/kernel/osrelease")),
      ("load", Self.firstLine(of: "/proc/loadavg")),
      ("folder", folder.path),
      ("disk", Self.output(["/usr/bin/df", "--output=fstype", folder.path]).last ?? "unknown"),
      ("recall", Self.output([program, "--version"]).first ?? "unknown"),
      ("sqlite library", Self.library),
      ("sqlite3 shell", Self.output(["/usr/bin/sqlite3", "--version"]).first ?? "unknown"),
      ("compiler", Self.compiler),
    ]
  }

  private static var library: String {
    (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") })
      ?? "unknown"
  }

  private static var compiler: String {
    #if compiler(>=6.4)
    "swift 6.4 or newer"
    #elseif compiler(>=6.3)
    "swift 6.3"
    #else
    "swift 6.2 or older"
    #endif
  }

  private static func firstLine(of path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "unknown"
    return text.split(separator: "\n").first.map(String.init) ?? "unknown"
  }

  private static func field(_ name: String, in path: String) -> String? {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
  }

  private static func output(_ arguments: [String]) -> [String] {
    let child = Child(arguments, terminal: false)
    let text = child.waitForEnd()
    return text.split(separator: "\n").map(String.init)
  }
}

import CTestProgram
import Foundation

/// Where an auditor reads rows: each as its columns' texts, NULL as the empty one.
package protocol AuditRows: AnyObject {
  func rows(_ sql: String) throws -> [[String]]
  /// The bytes of a column, as hexadecimal digits in capitals.
  func hex(_ column: String) -> String
}

/// The database's own shell, `sqlite3` or `psql`, in pipes: the auditor's way to the rows, which
/// shares nothing with the program under audit.
final class SQLShell: AuditRows {
  private let program: String
  private let arguments: [String]
  private let isSQLite: Bool
  private var process: pid_t = 0
  private var files: [Int32] = [-1, -1, -1]

  private static let column = "\u{1F}"
  private static let end = "\u{1E}end"

  init(_ store: CrowdStore, file: URL) throws {
    switch store {
    case .sqlite:
      isSQLite = true
      arguments = ["sqlite3", "-batch", "-noheader", "-separator", Self.column, file.path]
    case .postgresql(let url):
      isSQLite = false
      arguments = ["psql", "-XAtq", "-F", Self.column, url]
    }
    guard let program = Self.find(arguments[0]) else {
      throw CrowdTrouble("\(arguments[0]) is not installed")
    }
    self.program = program
    try open()
  }

  deinit { leave() }

  private func open() throws {
    let own = ProcessInfo.processInfo.environment.merging(["PGUSER": CrowdStore.owner]) { $1 }
    let environment = own.map { "\($0)=\($1)" }
    process = withStrings(arguments) { argv in
      withStrings(environment) { envp in test_spawn_in_pipes(program, argv, envp, "/", &files) }
    }
    guard process > 0 else { throw CrowdTrouble("could not start \(program)") }
    write(isSQLite ? ".timeout 30000\n" : "SET search_path = recall;\n")
  }

  private func leave() {
    for file in files { close(file) }
    Foundation.kill(process, SIGTERM)
    _ = test_wait(process)
  }

  /// One statement; each row as its columns' texts, NULL as the empty one. A shell whose server has
  /// gone is replaced.
  package func rows(_ sql: String) throws -> [[String]] {
    for _ in 0..<20 {
      if let rows = try answer(to: sql) { return rows }
      leave()
      usleep(200_000)
      try open()
    }
    throw CrowdTrouble("the database cannot be reached by \(program)")
  }

  /// The bytes of a column, as hexadecimal digits in capitals.
  package func hex(_ column: String) -> String {
    isSQLite ? "hex(\(column))" : "upper(encode(\(column), 'hex'))"
  }

  /// `nil`: the shell has ended.
  private func answer(to sql: String) throws -> [[String]]? {
    write("\(sql);\nSELECT '\(Self.end)';\n")
    var text: [UInt8] = []
    let end = Array((Self.end + "\n").utf8)
    while !text.ends(with: end) {
      var buffer = [CChar](repeating: 0, count: 65_536)
      let count = test_read(files[1], &buffer, Int32(buffer.count), 60_000)
      guard count > 0 else { return nil }
      text += buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
    }
    let complaint = complaint
    if complaint.contains("onnection") { return nil }
    guard complaint.isEmpty else { throw CrowdTrouble("\(complaint) in: \(sql)") }
    return String(decoding: text.dropLast(end.count), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: Character(Self.column), omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  private var complaint: String {
    var buffer = [CChar](repeating: 0, count: 65_536)
    let count = test_read(files[2], &buffer, Int32(buffer.count), 0)
    guard count > 0 else { return "" }
    return String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(files[0], $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map {
      "\($0)/\(name)"
    }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

extension Collection where Element: Equatable {
  fileprivate func ends(with other: some BidirectionalCollection<Element>) -> Bool
  where Self: BidirectionalCollection {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}

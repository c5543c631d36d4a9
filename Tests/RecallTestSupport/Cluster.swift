import Foundation

/// A throw-away PostgreSQL server for a test run or a benchmark (`cluster.sh`). It ends, and its
/// folder goes, when this process ends, however that comes about.
///
/// Tests run with `fsync` off: they judge what is committed, not what a power cut leaves. What
/// measures durable writes says `durable: true`.
package final class Cluster: @unchecked Sendable {
  package struct Trouble: Error, CustomStringConvertible {
    package let description: String
  }

  /// The one server of this process, started when first asked for.
  package static func shared() throws -> Cluster { try started.get() }
  private static let started = Result { try Cluster() }

  /// There is no PostgreSQL to run here, and nobody insists on one (`CI`, `RECALL_REQUIRE_PG`).
  /// Where somebody does, a missing server is a failure.
  package static var isToBeSkipped: Bool {
    let environment = ProcessInfo.processInfo.environment
    return !isInstalled && environment["CI"] == nil && environment["RECALL_REQUIRE_PG"] == nil
  }

  private static var isInstalled: Bool {
    let versions =
      (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = versions.map { "/usr/lib/postgresql/\($0)/bin" } + folders.map { String($0) }
    return places.contains { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
  }

  package static let skipped: String =
    "PostgreSQL is not installed here (Debian: postgresql); its tests are skipped"

  /// Of the socket.
  package let folder: String
  private let process = Process()
  private let words: FileHandle
  private let answers = Pipe()
  private let lock = NSLock()
  private var made = 0
  private var templates: Set<String> = []

  /// - Parameter settings: of postgresql.conf, as `name=value`.
  package init(durable: Bool = false, settings: [String] = []) throws {
    folder = "/tmp/recall-pg-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    var ends: [Int32] = [0, 0]
    // No other child may keep the writing end open: its closing is what stops the server.
    guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
      throw Trouble(description: "no pipe")
    }
    words = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("cluster.sh").path
    // Commits still wait for their turn in the log: a server that is stopped at once keeps them.
    let speed = ["fsync=off", "full_page_writes=off"]
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [script, folder] + (durable ? [] : speed) + settings
    process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    process.standardOutput = answers
    try process.run()
    guard answer() == "ready" else { throw Trouble(description: "PostgreSQL could not be started") }
  }

  // MARK: Its life

  package func stop() throws { try tell("stop") }
  package func start() throws { try tell("start") }
  /// Every session is ended.
  package func restart() throws { try tell("restart") }

  private func tell(_ word: String) throws {
    try lock.withLock {
      try words.write(contentsOf: Data("\(word)\n".utf8))
      guard answer() == "done" else { throw Trouble(description: "the server would not \(word)") }
    }
  }

  private func answer() -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(answers.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 10 {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  // MARK: Its databases

  /// What clinic.yaml would say.
  package func url(_ database: String, as user: String = "postgres") -> String {
    "postgresql:///\(database)?host=\(folder)&user=\(user)"
  }

  /// A new database, empty or a copy of another in which nobody is at work.
  package func makeDatabase(from template: String = "template0") throws -> String {
    let name = lock.withLock {
      made += 1
      return "t\(made)"
    }
    // One at a time: copies of one template must not meet.
    try lock.withLock { _ = try run("CREATE DATABASE \(name) TEMPLATE \(template)") }
    return name
  }

  /// A database made once in this process, to be copied.
  package func template(_ name: String, _ fill: (_ url: String) throws -> Void) throws -> String {
    try lock.withLock {
      guard !templates.contains(name) else { return name }
      _ = try run("CREATE DATABASE \(name) TEMPLATE template0")
      do { try fill(url(name)) } catch {
        drop(name)
        throw error
      }
      templates.insert(name)
      return name
    }
  }

  /// Whoever is at work in it is sent away.
  package func drop(_ database: String) {
    _ = try? run("DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
  }

  /// SQL of a test itself, past the store.
  @discardableResult
  package func run(
    _ sql: String, in database: String = "postgres", as user: String = "postgres"
  ) throws -> [[String?]] {
    try PlainSession(url(database, as: user)).run(sql)
  }
}

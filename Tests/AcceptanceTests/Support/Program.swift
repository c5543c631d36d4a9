import CTestProgram
import Foundation

/// The built program, as a user starts it.
enum Program {
  /// `RECALL_PROGRAM` (the release build in CI), else the one built beside these tests.
  static let path: String =
    ProcessInfo.processInfo.environment["RECALL_PROGRAM"] ?? builtForTests

  /// The debug build beside these tests: the only one that can be made to die at a named point.
  static let builtForTests: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("recall").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return packageRoot.appendingPathComponent(".build/debug/recall").path
  }()

  static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Public samples, where they lie beside the checkout.
  static let samples: URL? = {
    let folder = packageRoot.deletingLastPathComponent().appendingPathComponent("shared/samples")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static func environment(home: URL, _ more: [String: String] = [:]) -> [String: String] {
    let base = [
      "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
      "INPUTRC": "/dev/null", "TMPDIR": home.appendingPathComponent("tmp").path,
      "RECALL_SHARE": packageRoot.path,
    ]
    return base.merging(more) { $1 }
  }
}

/// A folder of its own for one test, gone afterwards.
final class Workplace {
  let home: URL

  /// - Parameter inMemory: where a file system without a disk is at hand: for tests of deaths, which
  ///   judge what the system was told, not what a disk does with it.
  init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    home = parent.appendingPathComponent("recall-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: home.appendingPathComponent("tmp"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  func file(_ name: String, _ text: String) throws -> String {
    let url = home.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// A demo clinic as INTERFACES names it, with its console opened and left.
  ///
  /// - Parameter store: of a shared one; `nil` = a file in the folder.
  func demo(patients: Int = 60, now: String = Workplace.now, on store: String? = nil) throws {
    let shared = store.map { ["--store", $0] } ?? []
    let made = try run(["--now", now, "demo", "demo", "--patients", "\(patients)"] + shared)
    guard made.status == 0 else { throw Trouble("the demo was not made: \(made.errors)") }
  }

  /// The same with one kind of call only, so that a test that opens the console many times does not
  /// prove seven scripts each time.
  func smallDemo(patients: Int = 20, on store: String? = nil) throws {
    try demo(patients: patients, on: store)
    try keepOneScript()
  }

  func keepOneScript() throws {
    let clinic = home.appendingPathComponent("demo")
    for folder in ["scripts", "locales/en", "locales/es", "approvals"] {
      for script in Self.otherScripts {
        let file = clinic.appendingPathComponent("\(folder)/\(script).yaml")
        try FileManager.default.removeItem(at: file)
      }
    }
  }

  private static let otherScripts = [
    "delayed-scheduling", "result-review", "recurring-therapy", "missed-visit",
    "incomplete-referral", "language-support",
  ]

  static let now = "2026-11-24T14:05:00-05:00"

  /// Runs to the end on the lines given.
  func run(
    _ arguments: [String], lines: [String] = [], environment: [String: String] = [:]
  ) throws -> Ended {
    let conversation = try Conversation(arguments, in: self, environment: environment)
    for line in lines { conversation.send(line) }
    conversation.endInput()
    return try conversation.finish()
  }

  /// The console of the demo clinic, as `ana`.
  func console(_ lines: [String], _ more: [String] = [], now: String = Workplace.now) throws
    -> Ended
  {
    try run(["--clinic", "demo", "--as", "ana", "--now", now] + more, lines: lines)
  }

  func json(_ arguments: [String]) throws -> [String: Any] {
    let ended = try run(arguments)
    let value = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    guard let object = value as? [String: Any] else { throw Trouble("no object: \(ended.output)") }
    return object
  }

  /// The notes of the demo clinic.
  func notes() throws -> [[String: Any]] {
    try json(["notes", "--json", "--clinic", "demo", "--as", "ana", "--now", Self.now])["items"]
      as? [[String: Any]] ?? []
  }
}

struct Ended {
  let status: Int32
  let output: String
  let errors: String
}

struct Trouble: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

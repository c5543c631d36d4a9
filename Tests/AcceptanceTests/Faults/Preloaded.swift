import Foundation

/// Libraries in C that are loaded before the program under test, compiled once for a test run.
enum Preloaded {
  static func compile(_ name: String) throws -> URL {
    let source = Program.packageRoot.appendingPathComponent("Tests/DiskRecorder/\(name).c")
    let library = FileManager.default.temporaryDirectory
      .appendingPathComponent("recall-\(name)-\(getpid()).so")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", "-o", library.path, source.path]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw Trouble("\(name).c does not compile") }
    return library
  }
}

/// The clock of a program under test, moved by the test.
final class ProgramClock {
  private static let library = Result { try Preloaded.compile("program_clock") }
  private let file: URL
  /// Seconds: of every clock, and of the wall clock alone.
  private var ahead: [Int64] = [0, 0]
  let environment: [String: String]

  init(in place: Workplace) throws {
    file = place.home.appendingPathComponent("clock")
    environment = ["LD_PRELOAD": try Self.library.get().path, "RECALL_CLOCK": file.path]
    try Data(count: 16).write(to: file)
  }

  /// Time passes.
  func pass(minutes: Int) throws { try move(0, by: minutes) }

  /// Somebody sets the wall clock.
  func set(minutes: Int) throws { try move(1, by: minutes) }

  private func move(_ place: Int, by minutes: Int) throws {
    ahead[place] += Int64(minutes * 60)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: ahead.withUnsafeBytes { Data($0) })
    try handle.close()
  }
}

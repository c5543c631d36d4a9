import Foundation

/// The most memory that a program held at a time. The system counts for a child what its parent held
/// when it was made, so a small process of our own stands in between.
enum PeakMemory {
  /// What it said, and its peak in KiB.
  static func run(_ arguments: [String], in folder: URL) throws -> (text: String, peak: Int) {
    let note = folder.appendingPathComponent("peak").path
    let text = Child(
      [OtherWriters.thisProgram, "--peak", note] + arguments, terminal: false, patience: 3_600
    ).waitForEnd()
    let written = try? String(contentsOfFile: note, encoding: .utf8)
    guard let peak = written.flatMap({ Int($0) }) else { throw BenchFailure.command(text) }
    try? FileManager.default.removeItem(atPath: note)
    return (text, peak)
  }

  /// The process in between: runs the program to its end and writes its peak to a file.
  static func measure(_ arguments: [String], noteIn path: String) throws -> Never {
    var process: pid_t = 0
    let started = Child.withStrings(arguments) {
      posix_spawn(&process, arguments[0], nil, nil, $0, environ)
    }
    guard started == 0 else { throw BenchFailure.command(arguments[0]) }
    var (status, usage) = (Int32(0), rusage())
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    try "\(usage.ru_maxrss)".write(toFile: path, atomically: true, encoding: .utf8)
    exit(status == 0 ? 0 : 1)
  }
}

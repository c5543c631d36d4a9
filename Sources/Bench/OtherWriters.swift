import CTestProgram
import Foundation

/// Callers at work beside the one who is measured: each a process of its own that commits an answer
/// of its own call, then rests a little, as a team of people would in a great hurry.
struct OtherWriters {
  private static let rest: useconds_t = 20_000
  private let callers: [String]

  /// Brings each of them into a call; their consoles are gone when this returns.
  static func prepare(_ count: Int, in clinic: BenchClinic) throws -> OtherWriters {
    let callers = (1...count).map { "writer-\($0)" }
    for caller in callers {
      guard let call = clinic.callInProgress(by: caller) else { throw BenchFailure.call }
      call.stop()
    }
    return OtherWriters(callers: callers)
  }

  /// All of them write to this store while `body` runs.
  func work(on store: String, _ body: () throws -> Void) throws {
    let processes = callers.map {
      Child([Self.thisProgram, "--write", store, $0], terminal: false)
    }
    defer { for process in processes { process.stop() } }
    for process in processes where !process.wait(for: "writing") { throw BenchFailure.call }
    try body()
  }

  /// The process of one of them: never returns.
  static func write(to store: String, as caller: String) throws -> Never {
    let journal = try BareJournal(path: store, caller: caller)
    print("writing")
    fflush(nil)
    while true {
      try journal.append()
      usleep(rest)
    }
  }

  static var thisProgram: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}

import CTestProgram
import Foundation

/// A running program in a terminal of its own: keys in, screen bytes out.
final class TerminalSession {
  let process: pid_t
  private let file: Int32
  private(set) var heard = ""
  /// The same as it came.
  private(set) var heardBytes: [UInt8] = []
  private var position: String.Index
  private var ended = false
  /// The folder stays for as long as the program runs.
  private let place: Workplace

  /// When the terminal was last used, as the system keeps it: in steps of eight seconds.
  var lastUse: Int { test_last_use(file) }

  init(
    _ arguments: [String], in place: Workplace, rows: Int32 = 24, columns: Int32 = 80,
    environment: [String: String] = [:]
  ) throws {
    var master: Int32 = -1
    process = withStrings([Program.path] + arguments) { argv in
      let all = Program.environment(home: place.home, environment)
      return withStrings(all.map { "\($0)=\($1)" }) { envp in
        test_spawn_in_terminal(Program.path, argv, envp, place.home.path, rows, columns, &master)
      }
    }
    self.place = place
    guard process > 0 else { throw Trouble("could not start \(Program.path)") }
    file = master
    position = heard.startIndex
  }

  deinit {
    if !ended { Foundation.kill(process, SIGKILL) }
    if !ended { _ = test_wait(process) }
    close(file)
  }

  /// Keys as they come from a keyboard; Enter is `\r`.
  func type(_ keys: String) { typeBytes(Array(keys.utf8)) }

  func typeBytes(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A terminal takes a few thousand keys that nobody has read yet.
      let count = rest.withUnsafeBytes { test_write(file, $0.baseAddress, Int32($0.count)) }
      if count > 0 { rest = rest.dropFirst(Int(count)) }
      if count < 0 { return }
      if count == 0, let more = read(Conversation.patience) { take(more) }
    }
  }

  /// Lines are edited by the terminal itself, and what is typed is echoed: as a shell has it.
  var isCooked: Bool { test_is_cooked(file) == 1 }

  /// `false`: it ended instead.
  func waitUntilStopped() -> Bool { test_wait_until_stopped(process) == 1 }

  func enter(_ line: String) { type(line + "\r") }

  func resize(rows: Int32, columns: Int32) { _ = test_resize(file, rows, columns) }

  func signal(_ number: Int32) { Foundation.kill(process, number) }

  /// Waits for the text after what was waited for before, escape sequences left out.
  @discardableResult
  func wait(for text: String) throws -> String {
    while true {
      if let range = heard.range(of: text, range: position..<heard.endIndex) {
        let passed = String(heard[position..<range.upperBound])
        position = range.upperBound
        return passed
      }
      guard let more = read(Conversation.patience) else {
        throw Trouble("waited for \"\(text)\" in vain; heard:\n\(heard)")
      }
      take(more)
    }
  }

  private func take(_ more: String) {
    let offset = heard.utf8.distance(from: heard.startIndex, to: position)
    heard += more
    position = heard.utf8.index(heard.startIndex, offsetBy: offset)
  }

  func finish() -> Ended {
    while let more = read(Conversation.patience) { heard += more }
    ended = true
    return Ended(status: test_wait(process), output: heard, errors: "")
  }

  private func read(_ milliseconds: Int32) -> String? {
    var buffer = [CChar](repeating: 0, count: 65_536)
    let count = test_read(file, &buffer, Int32(buffer.count), milliseconds)
    guard count > 0 else { return nil }
    let bytes = buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
    heardBytes += bytes
    return String(decoding: bytes, as: UTF8.self)
  }
}

import CTestProgram
import Foundation

/// One running console of the built program, in pipes. Never waits: the floor polls all of them.
final class ConsoleProcess {
  /// What has happened at the console since it was last looked at.
  enum News {
    /// It waits at a prompt; all it wrote since the last line, and what it complained about.
    case prompt(String, screen: String, complaint: String)
    /// Exit code, or 128 + signal.
    case ended(Int32, screen: String, complaint: String)
  }

  let process: pid_t
  private(set) var output: Int32
  private var input: Int32
  private let errors: Int32
  private var heard: [UInt8] = []
  private var complaint: [UInt8] = []
  private(set) var hasEnded = false

  /// - Parameter user: who comes to the server, where there is one.
  init(_ plan: CrowdPlan, _ arguments: [String], user: String) throws {
    var files: [Int32] = [-1, -1, -1]
    let (program, folder) = (plan.program, plan.folder)
    let environment = Self.environment(home: folder, share: plan.share, user: user)
    process = withStrings([program] + arguments) { argv in
      withStrings(environment) { envp in
        test_spawn_in_pipes(program, argv, envp, folder.path, &files)
      }
    }
    guard process > 0 else { throw CrowdTrouble("could not start \(program)") }
    (input, output, errors) = (files[0], files[1], files[2])
    for file in [output, errors] {
      _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | Int32(O_NONBLOCK))
    }
  }

  deinit {
    if !hasEnded { stop() }
    closeInput()
    closeOutput()
    close(errors)
  }

  private static func environment(home: URL, share: URL, user: String) -> [String] {
    let own = ProcessInfo.processInfo.environment
    var environment = [
      // What a prompt promises is looked for in the store: nothing is kept elsewhere.
      "RECALL_STORE_PATIENCE": "0",
      "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb",
      "INPUTRC": "/dev/null", "TMPDIR": home.path,
    ]
    // Where libpq looks, and what a sanitizer or a locally installed library needs.
    for (name, value) in own where name.hasPrefix("PG") || name == "LD_LIBRARY_PATH" {
      environment[name] = value
    }
    environment["RECALL_SHARE"] = share.path
    environment["PGUSER"] = user
    return environment.map { "\($0)=\($1)" }
  }

  /// The line is forgotten when the program has gone: its end is seen at its output.
  func send(_ line: String) {
    heard.removeAll(keepingCapacity: true)
    complaint.removeAll(keepingCapacity: true)
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func signal(_ number: Int32) { _ = Foundation.kill(process, number) }

  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Nobody reads what it writes any more.
  func closeOutput() {
    if output >= 0 { close(output) }
    output = -1
  }

  /// For ever, at once.
  @discardableResult
  func stop() -> Int32 {
    Foundation.kill(process, SIGKILL)
    return reap()
  }

  private func reap() -> Int32 {
    hasEnded = true
    return test_wait(process)
  }

  /// What there is to read, without waiting.
  func look() -> News? {
    guard !hasEnded else { return nil }
    let isOpen = drain(output, into: &heard)
    if isOpen {
      guard let name = PromptName.atEnd(of: heard) else { return nil }
      // A complaint is written before the prompt that follows it.
      _ = drain(errors, into: &complaint)
      return .prompt(name, screen: text(heard), complaint: text(complaint))
    }
    let status = reap()
    _ = drain(errors, into: &complaint)
    return .ended(status, screen: text(heard), complaint: text(complaint))
  }

  /// After its output was closed by us: has it gone?
  func hasGone() -> Int32? {
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return nil }
    hasEnded = true
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// `false` at the end of the file.
  private func drain(_ file: Int32, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
  }
}

/// Strings as a C vector that ends with a null pointer.
func withStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
}

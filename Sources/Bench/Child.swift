import CTestProgram
import Foundation

/// A program under measurement: in pipes or in a terminal, read until a text appears or it ends.
final class Child {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let patience: Int32
  private var heard: [UInt8] = []

  /// `patience`: how long it may say nothing, in seconds.
  init(_ arguments: [String], terminal: Bool, patience: Int32 = 60) {
    self.patience = patience
    var files: [Int32] = [-1, -1, -1]
    var master: Int32 = -1
    let environment = ProcessInfo.processInfo.environment.merging([
      "TERM": "xterm-256color", "INPUTRC": "/dev/null", "LANG": "C.UTF-8",
    ]) { $1 }
    process = Self.withStrings(arguments) { argv in
      Self.withStrings(environment.map { "\($0)=\($1)" }) { envp in
        terminal
          ? test_spawn_in_terminal(arguments[0], argv, envp, "/", 24, 80, &master)
          : test_spawn_in_pipes(arguments[0], argv, envp, "/", &files)
      }
    }
    (input, output) = terminal ? (master, master) : (files[0], files[1])
    if !terminal, files[2] >= 0 { close(files[2]) }
  }

  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  /// `false` when the output ended, or nothing came for too long.
  func wait(for text: String) -> Bool {
    heard.removeAll(keepingCapacity: true)
    let wanted = Array(text.utf8)
    while true {
      if heard.count >= wanted.count, heard.firstRange(of: wanted) != nil { return true }
      guard more() else { return false }
    }
  }

  /// What it says next, to the end of the line.
  func line() -> String? {
    heard.removeAll(keepingCapacity: true)
    while heard.last != UInt8(ascii: "\n") { guard more() else { return nil } }
    return String(decoding: heard.dropLast(), as: UTF8.self)
  }

  /// All it wrote.
  @discardableResult
  func waitForEnd() -> String {
    while more() {}
    _ = test_wait(process)
    close(input)
    if output != input { close(output) }
    return String(decoding: heard, as: UTF8.self)
  }

  func stop() {
    kill(process, SIGKILL)
    _ = test_wait(process)
    close(input)
    if output != input { close(output) }
  }

  private func more() -> Bool {
    var buffer = [CChar](repeating: 0, count: 65_536)
    let count = test_read(output, &buffer, Int32(buffer.count), patience * 1_000)
    guard count > 0 else { return false }
    heard += buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
    return true
  }

  static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

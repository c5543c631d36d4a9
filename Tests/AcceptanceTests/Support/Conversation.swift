import CTestProgram
import Foundation

/// A running program in pipes: lines in, text out, ended by itself or killed.
final class Conversation {
  private let process: pid_t
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private(set) var heard = ""
  private(set) var complaints = ""
  /// How far `wait(for:)` has read.
  private var position: String.Index
  private var ended = false
  /// The folder stays for as long as the program runs.
  private let place: Workplace
  /// Where the last prompt that was handed out ended.
  fileprivate var lastPrompt = 0

  /// Longer than anything here takes, also on a slow machine.
  static let patience: Int32 = 60_000

  /// - Parameter program: another build than the one under test.
  init(
    _ arguments: [String], in place: Workplace, environment: [String: String] = [:],
    program: String = Program.path
  ) throws {
    var files: [Int32] = [-1, -1, -1]
    Foundation.signal(SIGPIPE, SIG_IGN)
    process = withStrings([program] + arguments) { argv in
      let all = Program.environment(home: place.home, environment)
      return withStrings(all.map { "\($0)=\($1)" }) { envp in
        test_spawn_in_pipes(program, argv, envp, place.home.path, &files)
      }
    }
    self.place = place
    guard process > 0 else { throw Trouble("could not start \(program)") }
    (input, output, errors) = (files[0], files[1], files[2])
    position = heard.startIndex
  }

  deinit {
    if !ended { kill() }
    endInput()
    close(output)
    close(errors)
  }

  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Reads until the text appears after what was waited for before.
  @discardableResult
  func wait(for text: String) throws -> String {
    while true {
      if let range = heard.range(of: text, range: position..<heard.endIndex) {
        let passed = String(heard[position..<range.upperBound])
        position = range.upperBound
        return passed
      }
      guard let more = read(output, Self.patience) else {
        throw Trouble("waited for \"\(text)\" in vain; heard:\n\(heard)\n\(complaintsSoFar())")
      }
      append(more)
    }
  }

  /// `false` at the end of the output.
  fileprivate func hearMore() throws -> Bool {
    guard let more = read(output, Self.patience) else { return false }
    append(more)
    return true
  }

  private func append(_ more: String) {
    let offset = heard.utf8.distance(from: heard.startIndex, to: position)
    heard += more
    position = heard.utf8.index(heard.startIndex, offsetBy: offset)
  }

  private func complaintsSoFar() -> String {
    while let more = read(errors, 50) { complaints += more }
    return complaints
  }

  /// Reads standard error until the text appears there.
  func waitForComplaint(_ text: String) throws {
    let from = complaints.endIndex.utf16Offset(in: complaints)
    while !complaints.dropFirst(from).contains(text) {
      guard let more = read(errors, Self.patience) else {
        throw Trouble("waited for the complaint \"\(text)\" in vain; heard:\n\(heard)")
      }
      complaints += more
    }
  }

  func kill() {
    Foundation.kill(process, SIGKILL)
    _ = test_wait(process)
    ended = true
  }

  func signal(_ number: Int32) { Foundation.kill(process, number) }

  /// Both streams to their end, then the exit code.
  func finish() throws -> Ended {
    while let more = read(output, Self.patience) { append(more) }
    while let more = read(errors, Self.patience) { complaints += more }
    ended = true
    return Ended(status: test_wait(process), output: heard, errors: complaints)
  }

  private func read(_ file: Int32, _ milliseconds: Int32) -> String? {
    var buffer = [CChar](repeating: 0, count: 65_536)
    let count = test_read(file, &buffer, Int32(buffer.count), milliseconds)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
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

extension Conversation {
  /// The name of the prompt the program now waits at; `nil` when it has ended.
  func prompt() throws -> String? {
    while true {
      if let name = Self.promptName(atEndOf: heard), heard.utf8.count != lastPrompt {
        lastPrompt = heard.utf8.count
        return name
      }
      guard try hearMore() else { return nil }
    }
  }

  /// Answers each prompt by its name until the program ends, or `limit` prompts have passed.
  func answer(_ answers: (String) -> String?, limit: Int = 60) throws {
    for _ in 0..<limit {
      guard let name = try prompt() else { return }
      guard let line = answers(name) else {
        throw Trouble("nothing to answer at \(name); heard:\n\(heard)")
      }
      send(line)
    }
    throw Trouble("more than \(limit) prompts; heard:\n\(heard)")
  }

  /// The prompt that was handed out last is handed out once more.
  func unreadPrompt() { lastPrompt = 0 }

  private static func promptName(atEndOf text: String) -> String? {
    guard text.hasSuffix("> ") else { return nil }
    let line = text.dropLast(2).split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let name = line.split(separator: " ").last ?? ""
    guard !name.isEmpty, name.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" }) else {
      return nil
    }
    return String(name)
  }
}

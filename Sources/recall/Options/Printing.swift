import ArgumentParser
import Foundation
import RecallDomain
import RecallReports

/// Results go to standard output, errors to standard error; with `--json` errors are a document on
/// standard output too.
enum Printing {
  static func line(_ text: String) {
    document(LaidOut.lines(text).joined(separator: "\n"))
  }
  /// What another program reads, as it is.
  static func document(_ text: String) { write(text + "\n", to: PagedOutput.shared.handle) }
  /// Text of several lines, each made safe for a terminal.
  static func text(_ text: String) {
    line(
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        let indent = $0.prefix { $0 == " " }
        return indent + TerminalText.clean(String($0.dropFirst(indent.count)))
      }.joined(separator: "\n"))
  }
  /// Rows of a file of comma-separated values.
  static func rows(_ rows: [String]) {
    for row in rows { write(row + "\r\n", to: .standardOutput) }
  }
  static func problem(_ text: String) { write(text + "\n", to: FileHandle.standardError) }
  static func json(_ value: JSONValue) { document(value.document) }

  static func failure(_ failure: Failure, json asJSON: Bool) {
    problem("recall: error: \(TerminalText.clean(failure.message))")
    for hint in failure.hint.split(separator: "\n") {
      problem("hint: \(TerminalText.clean(String(hint)))")
    }
    guard asJSON else { return }
    json([
      "error": [
        "code": .string(failure.code.name), "message": .string(failure.message),
        "hint": .string(failure.hint),
      ]
    ])
  }

  /// A reader that went away (`recall … | head`) is no error of ours; a disk that is full is one: half
  /// of a list must not look like the whole of it.
  ///
  /// - Returns: `false`: the reader went away, and nothing more need be worked out for it.
  @discardableResult
  static func write(_ text: String, to handle: FileHandle) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes {
        Foundation.write(handle.fileDescriptor, $0.baseAddress, $0.count)
      }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: handle.fileDescriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        if errno != EPIPE, handle.fileDescriptor != STDERR_FILENO { endUnwritten() }
        return false
      }
    }
    return true
  }

  private static func endUnwritten() -> Never {
    failure(
      Failure(
        .cannotCreate, "what was to be printed could not be written whole",
        hint: "the disk of the file it goes to is probably full"), json: false)
    Foundation.exit(Failure.Code.cannotCreate.rawValue)
  }
}

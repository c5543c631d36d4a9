import ArgumentParser
import Foundation
import RecallDomain
import RecallReports

/// Results go to standard output, errors to standard error; with `--json` errors are a document on
/// standard output too.
enum Printing {
  static func line(_ text: String) { write(text + "\n", to: PagedOutput.shared.handle) }
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
  static func json(_ value: JSONValue) { line(value.document) }

  static func failure(_ failure: Failure, json asJSON: Bool) {
    problem("recall: error: \(TerminalText.clean(failure.message))")
    for hint in failure.hint?.split(separator: "\n") ?? [] {
      problem("hint: \(TerminalText.clean(String(hint)))")
    }
    guard asJSON else { return }
    json([
      "error": [
        "code": .string(failure.code.name), "message": .string(failure.message),
        "hint": .text(failure.hint),
      ]
    ])
  }

  /// A reader that went away (`recall … | head`) is no error of ours.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

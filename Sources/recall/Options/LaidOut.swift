import Foundation
import RecallConsole
import RecallDomain

/// What a command prints for a person, on the terminal that there is: line by line for a screen reader
/// (`LinearMode`), between words on one that is narrower than the lines are. In a pipe lines stay as long
/// as they are. Documents (JSON, CSV, pictures, pages) never come here.
enum LaidOut {
  /// Of the terminal; `nil`: there is none.
  static let columns: Int? = {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return max(Int(size.ws_col), 40)
  }()

  /// Tables are told row by row.
  static var tellsRows: Bool {
    LinearMode.isOn || (columns ?? .max) < NarrowLines.leastForTables
  }

  /// Columns for a text that is laid out here: as many as a page has, or fewer.
  static var width: Int { LinearMode.isOn ? 4_000 : min(79, (columns ?? 80) - 1) }

  /// - Parameter text: of one line or several.
  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).flatMap {
      line($0)
    }
  }

  private static func line(_ text: String) -> [String] {
    guard LinearMode.isOn else {
      return columns.map { NarrowLines.lines(text, width: $0 - 1) } ?? [text]
    }
    let line = LinearLines.line(text)
    return columns.map { TerminalText.wrap(line, width: $0 - 1) } ?? [line]
  }
}

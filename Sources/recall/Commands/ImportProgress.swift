import Foundation
import RecallDomain
import RecallExchange

/// How far an import has come: one line on a terminal, nothing in a pipe.
final class ImportProgress {
  /// Often enough to be seen moving, seldom enough to cost nothing.
  private static let interval = 0.1

  private let isTerminal = isatty(STDERR_FILENO) == 1 && !LinearMode.isOn
  private let begun = Date()
  private let words: CommandWords
  private var rowsBefore = 0
  private var file: String?
  private var lastRows = 0
  private var lastDrawn = Date.distantPast
  private var isShown = false

  init(_ words: CommandWords) { self.words = words }

  func show(_ progress: ImportRun.Progress) {
    guard isTerminal else { return }
    if file != progress.file {
      rowsBefore += lastRows
      file = progress.file
    }
    lastRows = progress.rows
    let seconds = Date().timeIntervalSince(begun)
    draw(line(progress, rows: rowsBefore + lastRows, seconds: seconds))
  }

  private func draw(_ line: String) {
    let now = Date()
    guard now.timeIntervalSince(lastDrawn) >= Self.interval else { return }
    lastDrawn = now
    write("\r\(line)\u{1B}[K")
    isShown = true
  }

  func clear() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  /// `list.csv · 41% · 412,000 rows · 61,000 a second`
  private func line(_ progress: ImportRun.Progress, rows: Int, seconds: Double) -> String {
    let name = progress.file == "-" ? nil : progress.file.split(separator: "/").last
    let part = progress.bytesTotal.flatMap { total in
      total > 0 ? "\(min(100, progress.bytesRead * 100 / total))%" : nil
    }
    let speed = seconds > 0.5 ? Self.grouped(Int(Double(rows) / seconds)) : nil
    return [
      name.map { TerminalText.truncate(TerminalText.clean(String($0)), to: 30) }, part,
      words.say("import.progress.rows", ["rows": Self.grouped(rows)], count: rows),
      speed.map { words.say("import.progress.speed", ["rows": $0]) },
    ]
    .compactMap { $0 }.joined(separator: " · ")
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

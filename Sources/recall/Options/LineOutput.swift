import Foundation

/// Lines of a long result on standard output, written in large pieces.
///
/// A reader that went away (`recall … | head`) is no error, but nothing more is worked out for it.
final class LineOutput {
  /// The reader went away.
  struct Closed: Error {}

  private var pending = ""
  private let progress: ReadingProgress
  private let pieceSize: Int
  private let shown: ShownOnRecord?
  /// About a thousand entries: what is shown at once is on record in one row.
  private static let recordedAtOnce = 262_144

  /// - Parameters:
  ///   - progress: is cleared before anything else is written.
  ///   - shown: whom the list shows; on record before any of it is written.
  init(progress: ReadingProgress, recording shown: ShownOnRecord? = nil) {
    (self.progress, self.shown) = (progress, shown)
    // On a terminal a person reads along.
    let usual = isatty(STDOUT_FILENO) == 1 ? 0 : 65_536
    pieceSize = shown == nil ? usual : Self.recordedAtOnce
  }

  func line(_ text: String) throws(Closed) {
    for line in LaidOut.lines(text) { try piece(line + "\n") }
  }

  func lines(_ texts: [String]) throws(Closed) {
    for text in texts { try line(text) }
  }

  /// Without a line break.
  func piece(_ text: String) throws(Closed) {
    pending += text
    if pending.utf8.count > pieceSize { try flush() }
  }

  func flush() throws(Closed) {
    guard !pending.isEmpty else { return }
    shown?.tellSoFar()
    progress.clear()
    guard Printing.write(pending, to: PagedOutput.shared.handle) else { throw Closed() }
    pending = ""
  }
}

/// How far a long reading has come: one line on a terminal, nothing in a pipe.
final class ReadingProgress {
  private static let every = 500
  private let isTerminal = isatty(STDERR_FILENO) == 1 && !LinearMode.isOn
  private let words: (Int) -> String
  private var count = 0
  private var shown = false

  /// - Parameter words: what is said after so many.
  init(_ words: @escaping (Int) -> String) { self.words = words }

  func step() {
    count += 1
    guard isTerminal, count.isMultiple(of: Self.every), !PagedOutput.shared.isPaging else { return }
    write("\r" + words(count))
    shown = true
  }

  func clear() {
    if shown { write("\r\u{1B}[K") }
    shown = false
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

internal import Foundation
internal import RecallDomain

/// `FILE.rejects.csv`: the rows that were left out, readable by nobody else (0600).
/// `line,column,problem`, never a value.
final class RejectsFile {
  let path: String
  private var descriptor: Int32 = -1
  private var waiting = ""
  /// Bytes of the file at the last mark.
  private var marked: off_t = 0
  private(set) var isBroken = false
  private(set) var isWritten = false

  /// `-`, standard input, has its rejects in the working directory.
  init(for input: String) {
    path = (input == "-" ? "standard-input" : input) + ".rejects.csv"
  }

  /// What an earlier import left would be mistaken for this one's.
  func removeOld() {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    unlink(path)
  }

  func write(_ problem: ImportProblem) {
    guard !isBroken else { return }
    if descriptor < 0 { create() }
    let column = problem.column.map(String.init) ?? ""
    waiting += "\(problem.line),\(column),\(QuotedCell.text(problem.problem))\r\n"
    if waiting.utf8.count > 65_536 { flush() }
  }

  /// What is written from now on may be taken back.
  func mark() {
    flush()
    marked = descriptor < 0 ? 0 : lseek(descriptor, 0, SEEK_CUR)
  }

  func goBack() {
    guard descriptor >= 0, !isBroken else { return }
    isBroken = ftruncate(descriptor, marked) != 0 || lseek(descriptor, marked, SEEK_SET) != marked
    waiting = marked == 0 ? Self.header : ""
  }

  func close() {
    flush()
    if descriptor >= 0 { Foundation.close(descriptor) }
    // Half of it would pass for the whole.
    if descriptor >= 0, isBroken { unlink(path) }
    descriptor = -1
  }

  private static let header = "line,column,problem\r\n"

  private func create() {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    isBroken = descriptor < 0
    isWritten = !isBroken
    waiting = Self.header
  }

  private func flush() {
    guard descriptor >= 0, !waiting.isEmpty else { return }
    var bytes = Array(waiting.utf8)[...]
    waiting = ""
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else {
        isBroken = true
        return
      }
      bytes = bytes.dropFirst(max(0, written))
    }
  }
}

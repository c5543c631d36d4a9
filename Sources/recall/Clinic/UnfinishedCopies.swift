import Foundation
import RecallDomain

/// Copies of a store that were never finished because their maker was killed: files of whole patients
/// that nobody knows of. The next copy into the same folder removes them, and says so.
struct UnfinishedCopies {
  private static let ending = "part"
  /// So long nothing has been written to it: whoever makes it on another machine is not disturbed.
  private static let quiet: TimeInterval = 3_600

  /// The name of a copy while it is made.
  static func name(for path: String) -> String {
    "\(path).\(getpid())-\(UUID().uuidString.prefix(8)).\(ending)"
  }

  static func remove(from folder: String) {
    let folder = folder.isEmpty ? "." : folder
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for file in files where isAbandoned(file, in: folder) {
      let path = (folder as NSString).appendingPathComponent(file)
      for ending in [""] + StoreFiles.endings { unlink(path + ending) }
      Printing.problem("removed a copy that was never finished: \(TerminalText.clean(file))")
    }
  }

  /// Ctrl-C, the end of a terminal or of a service takes the copy with it. `nil`: no more.
  static func removedAtSignals(_ path: String?) {
    for path in atSignal { free(path) }
    atSignal = path.map { path in ([""] + StoreFiles.endings).map { strdup(path + $0) } } ?? []
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // Whoever began this with `nohup` wants it to go on.
      guard !isIgnored(number) else { continue }
      signal(number, path == nil ? SIG_DFL : end)
    }
  }

  /// Another one, made on the way.
  static func removedAtSignalsToo(_ path: String) {
    atSignal += ([""] + StoreFiles.endings).map { strdup(path + $0) }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var before = sigaction()
    sigaction(number, nil, &before)
    return unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static let end: @convention(c) (Int32) -> Void = { number in
    for path in UnfinishedCopies.atSignal { if let path { unlink(path) } }
    _exit(128 + number)
  }

  nonisolated(unsafe) private static var atSignal: [UnsafeMutablePointer<CChar>?] = []

  private static func isAbandoned(_ file: String, in folder: String) -> Bool {
    guard let maker = maker(of: file), kill(maker, 0) != 0, errno == ESRCH else { return false }
    let path = (folder as NSString).appendingPathComponent(file)
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    guard let last = facts?[.modificationDate] as? Date else { return false }
    return Date().timeIntervalSince(last) > quiet
  }

  /// The process that began it: `monday.sqlite.4711-9B1DEB4D.part`.
  private static func maker(of file: String) -> pid_t? {
    let parts = file.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, String(parts[parts.count - 1]) == ending else { return nil }
    let mark = parts[parts.count - 2].split(separator: "-")
    guard mark.count == 2, mark[1].count == 8, mark[1].allSatisfy(\.isHexDigit) else { return nil }
    return pid_t(mark[0])
  }
}

/// What SQLite keeps beside the file of a store.
enum StoreFiles {
  static let endings = ["-journal", "-wal", "-shm"]

  /// What an interrupted program left there, to be played back into the file at its next opening. Into
  /// another file of that name it would be played as well, and damage it.
  static func leftBehind(beside path: String) -> String? {
    endings.map { path + $0 }.first(where: holdsSomething)
  }

  static func holdsSomething(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  /// By its first bytes: a file of SQLite with the mark of `recall` (`PRAGMA application_id`).
  static func isStore(_ path: String) -> Bool {
    guard let head = try? RegularFile.read(path, most: 72), head.count == 72 else { return false }
    return head.starts(with: Data("SQLite format 3\0".utf8))
      && head.suffix(4).elementsEqual(Data("rcll".utf8))
  }

  /// An empty one holds nothing.
  static func removeEmpty(beside path: String) {
    for ending in endings where leftBehind(beside: path) == nil { unlink(path + ending) }
  }
}

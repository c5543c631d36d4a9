import Foundation
import RecallDomain

/// A text on its way to the screen: kept until it is longer than that, then handed to a pager.
///
/// What is written into `entrance` is read by a thread of its own. A pager that is not there leaves the
/// text on the terminal as it is; one that is left early closes `entrance` to whoever still writes.
final class Pager: @unchecked Sendable {
  struct Screen {
    let rows: Int
    let columns: Int
  }

  let entrance: FileHandle
  private let exit: Int32
  private let command: PagerCommand
  private let screen: Screen
  private let done = DispatchSemaphore(value: 0)
  private let lock = NSLock()
  private var showing = false

  /// The pager has the screen.
  var isShowing: Bool { lock.withLock { showing } }

  /// `nil`: there are no more files to be opened.
  init?(_ command: PagerCommand, _ screen: Screen) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A pager that was left is no error of ours.
    signal(SIGPIPE, SIG_IGN)
    (self.command, self.screen) = (command, screen)
    exit = ends[0]
    entrance = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
    Thread { self.carry() }.start()
  }

  func finish() {
    try? entrance.close()
    done.wait()
  }

  private func carry() {
    defer {
      close(exit)
      done.signal()
    }
    var kept: [UInt8] = []
    var length = ScreenLength(columns: screen.columns)
    while length.rows < screen.rows {
      guard let piece = read() else {
        write(kept, to: STDOUT_FILENO)
        return
      }
      kept += piece
      length.add(piece)
    }
    guard let child = start() else {
      write(kept, to: STDOUT_FILENO)
      while let piece = read() { write(piece, to: STDOUT_FILENO) }
      return
    }
    feed(child, kept)
  }

  private func feed(_ child: (process: pid_t, input: Int32), _ kept: [UInt8]) {
    // Ctrl-C is the pager's: it ends what it does, not us before it.
    let before = signal(SIGINT, SIG_IGN)
    lock.withLock { showing = true }
    if write(kept, to: child.input) {
      while let piece = read(), write(piece, to: child.input) {}
    }
    close(child.input)
    var status: Int32 = 0
    while waitpid(child.process, &status, 0) < 0, errno == EINTR {}
    lock.withLock { showing = false }
    signal(SIGINT, before)
  }

  /// `nil`: that was all.
  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Foundation.read(exit, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  @discardableResult
  private func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return false }
      rest = rest.dropFirst(max(count, 0))
    }
    return true
  }

  /// `nil`: there is no such program.
  private func start() -> (process: pid_t, input: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO)
    var (usual, none) = (sigset_t(), sigset_t())
    sigfillset(&usual)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let failed = Self.withWords(command.words) { words in
      Self.withWords(command.environment) { environment in
        posix_spawnp(&child, command.words[0], &files, &attributes, words, environment)
      }
    }
    guard failed == 0 else {
      close(ends[1])
      return nil
    }
    return (child, ends[1])
  }

  private static func withWords(
    _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// How many rows of a screen a text takes, as it comes in; long lines take several.
struct ScreenLength {
  private let columns: Int
  private var line: [UInt8] = []
  private(set) var rows = 0

  init(columns: Int) { self.columns = columns }

  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        line.append(byte)
        continue
      }
      let width = TerminalText.width(Self.plain(String(decoding: line, as: UTF8.self)))
      rows += max((width + columns - 1) / columns, 1)
      line.removeAll(keepingCapacity: true)
    }
  }

  /// Without the sequences that make it bold or dim.
  private static func plain(_ text: String) -> String {
    guard text.contains("\u{1B}") else { return text }
    return text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }
}

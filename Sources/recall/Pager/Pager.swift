import CReadline
import Foundation
import RecallDomain

/// A text on its way to the screen: kept until it is longer than that, then handed to a pager.
///
/// What is written into `entrance` is read by a thread of its own. A pager that is not there leaves the
/// text on the terminal as it is; one that is left early closes `entrance` to whoever still writes. One
/// at which nobody types is ended, and its text taken from the screen.
final class Pager: @unchecked Sendable {
  struct Screen {
    let rows: Int
    let columns: Int
  }

  /// When a list that nobody reads closes, and what is said then.
  struct Idle {
    /// Seconds without a key; `nil` = never.
    let closes: Int?
    let words: () -> String
  }

  let entrance: FileHandle
  private let exit: Int32
  private let idle: Idle
  private let command: PagerCommand
  private let screen: Screen
  private let done = DispatchSemaphore(value: 0)
  private let lock = NSLock()
  private var showing = false
  private var signal: Int32?

  /// The pager has the screen.
  var isShowing: Bool { lock.withLock { showing } }
  /// What ended it, if nobody who read it did: SIGHUP when they had gone away.
  var endedBy: Int32? { lock.withLock { signal } }

  /// `nil`: there are no more files to be opened.
  init?(_ command: PagerCommand, _ screen: Screen, _ idle: Idle) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A pager that was left is no error of ours.
    Foundation.signal(SIGPIPE, SIG_IGN)
    (self.command, self.screen, self.idle) = (command, screen, idle)
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
    // Whoever tells us to end or to stop means the pager too, which has the terminal.
    recall_take_signals()
    // Ctrl-C is the pager's: it ends what it does, not us before it.
    let before = Foundation.signal(SIGINT, SIG_IGN)
    lock.withLock { showing = true }
    let ended = DispatchSemaphore(value: 0)
    // A pager reads no more than it shows, so that whoever feeds it cannot watch over it too.
    Thread {
      self.watch(over: child.process)
      ended.signal()
    }.start()
    if write(kept, to: child.input) {
      while let piece = read(), write(piece, to: child.input) {}
    }
    close(child.input)
    ended.wait()
    lock.withLock { showing = false }
    Foundation.signal(SIGINT, before)
  }

  private func watch(over child: pid_t) {
    let how = recall_watch_over(child, idle.closes.map(Int64.init) ?? -1)
    guard how != 0 else { return }
    recall_end(child)
    lock.withLock { signal = how == 4 ? SIGHUP : recall_stop_signal() }
    // Home, erase the screen, erase the scrollback.
    write(Array("\u{1B}[H\u{1B}[2J\u{1B}[3J".utf8), to: STDOUT_FILENO)
    if how == 4 { write(Array((idle.words() + "\n").utf8), to: STDOUT_FILENO) }
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

import Foundation
import RecallDomain
import RecallReports
import RecallStorage

/// The file of a backup while it is made: beside its place, for its maker alone (0600). It gets its name
/// when it is whole, verified and on the disk, so that nothing under that name is ever half a backup.
struct BackupFile {
  let path: String
  let made: String
  private let shown: String

  /// Never over a file that is there, nor beside what another one of that name has left.
  init(_ file: String) throws {
    guard file != "-" else {
      throw Failure(
        .usage, "a store is copied into a file, not to standard output", hint: "name a file")
    }
    path = (file as NSString).expandingTildeInPath
    shown = TerminalText.clean(file)
    made = UnfinishedCopies.name(for: path)
    guard !FileManager.default.fileExists(atPath: path) else { throw isThere }
    guard !StoreFiles.endings.contains(where: path.hasSuffix) else {
      throw Failure(
        .usage, "\"\(shown)\" is a name that SQLite gives to files of its own, and removes",
        hint: "name the copy otherwise")
    }
    // A disk that is not mounted has no folder: none is made in its place.
    let folder = Self.folder(of: path)
    guard folder.isEmpty || FileManager.default.fileExists(atPath: folder) else {
      throw notWritten(ENOENT)
    }
    try refuseBesideAJournal()
    UnfinishedCopies.remove(from: folder)
  }

  /// `NSString` has a trap for names of one letter.
  private static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private func refuseBesideAJournal() throws {
    guard let left = StoreFiles.leftBehind(beside: path) else { return }
    throw Failure(
      .cannotCreate,
      "\"\(TerminalText.clean(left))\" was left by a program that was interrupted, and would be "
        + "played into the new file",
      hint: "it belongs to the store that stood there, which is damaged without it: move it to the "
        + "same place, under that file's new name with \"\(left.dropFirst(path.count))\" behind it")
  }

  private var isThere: Failure {
    Failure(
      .cannotCreate, "\"\(shown)\" is there already, and was left as it is",
      hint: "name another file, for example with the day in its name")
  }

  /// `body` makes and verifies the file at the place that it is given; when that fails nothing is left.
  func make<Result>(_ body: (String) throws -> Result) throws -> Result {
    UnfinishedCopies.removedAtSignals(made)
    defer { UnfinishedCopies.removedAtSignals(nil) }
    do {
      let result = try body(made)
      // What SQLite keeps beside a file is empty by now.
      for ending in StoreFiles.endings { unlink(made + ending) }
      try sync(made)
      try take()
      return result
    } catch {
      for ending in [""] + StoreFiles.endings { unlink(made + ending) }
      if let failure = error as? StoreFailure { throw explained(failure) }
      throw error
    }
  }

  /// Under its name, unless another file came there meanwhile.
  private func take() throws {
    try refuseBesideAJournal()
    StoreFiles.removeEmpty(beside: path)
    if link(made, path) == 0 {
      unlink(made)
    } else if errno == EEXIST {
      throw isThere
    } else if FileManager.default.fileExists(atPath: path) || rename(made, path) != 0 {
      // A disk that knows no second names, such as a stick.
      throw notWritten(errno)
    }
    try sync(Self.folder(of: path))
  }

  private func sync(_ path: String) throws {
    let file = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw notWritten(errno) }
    defer { close(file) }
    guard fsync(file) == 0 || errno == EINVAL else { throw notWritten(errno) }
  }

  private func notWritten(_ code: Int32) -> Failure {
    WriteTrouble.failure("\"\(shown)\"", code)
  }

  /// The sentence is about the file, not about the store that is copied.
  private func explained(_ failure: StoreFailure) -> Failure {
    switch failure {
    case .full:
      Failure(
        .cannotCreate, "the disk of \"\(shown)\" is full; nothing of it was kept",
        hint: "make room, or name a file on another disk")
    case .unreachable("permission denied"): notWritten(EACCES)
    case .readOnly: notWritten(EROFS)
    case .unreachable("the disk could not be read or written"): notWritten(tried() ?? EIO)
    case .unreachable("there is no store at this path"),
      .unreachable("the file could not be opened"):
      notWritten(tried() ?? 0)
    default: Failure(failure)
    }
  }
}

extension BackupFile {
  /// What the system says of a file at this place, where the database tells no more than that it failed.
  private func tried() -> Int32? {
    let file = open(made, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return errno }
    defer {
      close(file)
      unlink(made)
    }
    return write(file, "-", 1) == 1 && fsync(file) == 0 ? nil : errno
  }
}

/// What is looked at before a copy of a store is trusted.
struct BackupVerifying {
  let folder: ClinicFolder

  /// The file reads whole, every invariant holds, and the trail is as it was written.
  func verify(_ store: SQLiteStore) throws -> [String] {
    var wrong: [String] = []
    if try !store.isIntact() { wrong.append("the file is damaged") }
    wrong += try store.check()
    if let key = try TrailKeeping(folder).missingKey(of: store) {
      wrong.append(
        "its trail is chained with a key that \(AuditKeyFile.name) does not hold (\(key)), and cannot "
          + "be verified")
    } else if try store.trailFingerprint() != nil {
      let verdict = try TrailVerifying(store, folder).verdictOfCopy()
      if !verdict.isWhole {
        let policy = try OpenClinic.policy(of: folder)
        // Part of an error, which is in English as they all are.
        let words = try CommandWords(folder, policy, in: "en")
        wrong += AuditVerdictText(verdict, AuditDocument(zone: policy.zone), words).breaks
      }
    }
    return wrong
  }
}

/// `60 patients · 61 recalls · …`
struct StoreCounts {
  private let counts: [(name: String, count: Int)]

  init(_ store: any SharedActs) throws { counts = try StoreBackup.counts(store) }

  func line(_ words: CommandWords) -> String {
    counts.map { words.say("backup.count.\($0.name)", count: $0.count) }.joined(separator: " · ")
  }
}

/// How much of long work is done: one line on a terminal, nothing in a pipe.
final class ShareProgress {
  private let isTerminal = isatty(STDERR_FILENO) == 1 && !LinearMode.isOn
  private let words: String
  private var shown = -1

  init(_ words: String) { self.words = words }

  func show(_ share: Double) {
    let percent = Int(share * 100)
    guard isTerminal, percent != shown else { return }
    shown = percent
    write("\r\(words): \(percent)%")
  }

  func clear() {
    if shown >= 0 { write("\r\u{1B}[K") }
    shown = -1
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

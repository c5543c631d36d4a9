import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import RecallStorage

/// `recall store restore FILE`: brings a backup to the empty place that clinic.yaml names, as a new life
/// of the store.
struct StoreRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a backup back, into a place that holds no store.",
    discussion: """
      The place is that of store: in clinic.yaml, a file or a database. A store that stands there is \
      never overwritten: move it away first with what lies beside it (recall.sqlite-journal), it may \
      hold what the backup lacks. What consoles kept for the store before is refused from then on. A \
      backup whose audit.key is lost is brought back with --accept-findings: another key goes on, and \
      the trail says so.

      Examples:
        recall store restore /backup/recall-2026-11-24.sqlite
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
  var file: String

  @Flag(help: "Bring it back even when something in it is not in order.")
  var acceptFindings = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let place = try StorePlace(policy: try OpenClinic.policy(of: folder), folder: folder)
    if let path = place.file {
      try restore(to: path, folder, place)
    } else {
      try restoreToServer(folder, place)
    }
  }

  private func restore(to path: String, _ folder: ClinicFolder, _ place: StorePlace) throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw Self.stands(path) }
    try BackupFile(path).make { made in try prepare(made, folder) }
    try tell(try place.open(), folder)
  }

  private func restoreToServer(_ folder: ClinicFolder, _ place: StorePlace) throws {
    guard let server = place.server else { return }
    // Beside the backup, where there is room for it and nobody else looks.
    let work = UnfinishedCopies.name(for: (file as NSString).expandingTildeInPath)
    let copy = try BackupFile(work)
    defer { unlink(work) }
    try copy.make { made in try prepare(made, folder) }
    let progress = ShareProgress("bringing the store back")
    defer { progress.clear() }
    do {
      let source = try SQLiteStore.open(path: work)
      try StoreBackup.restore(source, at: server) { progress.show($0) }
      progress.clear()
      try source.leave()
    } catch .refused(let why) {
      throw Failure(
        .cannotCreate, why, hint: "make another database, and let store: in clinic.yaml name it")
    } catch .notPermitted { throw StorePlace.mayNotMakeStores } catch { throw Failure(error) }
    try tell(try place.open(), folder)
    Printing.line("let people in again: `recall store grant PERSON`")
  }

  private static func stands(_ path: String) -> Failure {
    Failure(
      .cannotCreate,
      "a store stands at \"\(TerminalText.clean(path))\" already, and was left as it is",
      hint:
        "move it away first, with \"\((path as NSString).lastPathComponent)-journal\" if that is "
        + "there: it may hold what the backup lacks")
  }

  /// A copy of the backup, brought to the shape of today, looked at as a whole, and marked.
  private func prepare(_ made: String, _ folder: ClinicFolder) throws {
    try copy(to: made)
    let store = try SQLiteStore.open(path: made)
    try refusePractice(store)
    let wrong = try BackupVerifying(folder: folder).verify(store)
    guard wrong.isEmpty || acceptFindings else {
      throw Failure(
        .findings, "the backup is not in order, and was not brought back: \(wrong[0])",
        hint: (wrong.dropFirst().prefix(9)
          + [
            "bring \(AuditKeyFile.name) back from a copy of the clinic folder if that is what is missing; "
              + "try an earlier backup; or --accept-findings, when there is none"
          ]).joined(separator: "\n"))
    }
    let who = options.staff ?? NSUserName()
    let now = store.kind == .live ? Date() : try store.moment(asked: options.now)
    if try TrailKeeping(folder).missingKey(of: store) != nil {
      try TrailKeeping(folder).chainAnew(store, by: who, at: now)
    } else {
      try TrailKeeping(folder).chain(store)
    }
    try store.beginEpoch(.restored, by: who, at: now)
    if try store.trailFingerprint() != nil { try TrailKeeping(folder).sealCopy(store, at: now) }
    try store.leave()
  }

  private func refusePractice(_ store: SQLiteStore) throws {
    guard store.kind == .practice else { return }
    throw Failure(
      .unreadable,
      "\"\(TerminalText.clean(file))\" holds practice results, not the patients of a clinic",
      hint: "to bring those back, put it where practice: { store: … } in clinic.yaml says")
  }

  private func copy(to made: String) throws {
    let shown = TerminalText.clean(file)
    let path = (file as NSString).expandingTildeInPath
    // Of a pipe or a device there is no end.
    let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard source >= 0, fstat(source, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(source)
      throw Failure(
        .unreadable, "the backup \"\(shown)\" could not be read",
        hint: "check that it is there, that it is a file, and that it may be read")
    }
    if let left = StoreFiles.leftBehind(beside: path) {
      close(source)
      throw Failure(
        .unreadable,
        "\"\(shown)\" is no finished backup: \"\(TerminalText.clean(left))\" beside it holds a transaction "
          + "that was cut short",
        hint:
          "open it once with `sqlite3 FILE 'PRAGMA user_version'`, which takes that back, and bring "
          + "it back then")
    }
    let target = open(made, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard target >= 0 else {
      let failure = StoreFailure(writing: errno)
      close(source)
      throw failure
    }
    let (input, output) = (
      FileHandle(fileDescriptor: source, closeOnDealloc: true),
      FileHandle(fileDescriptor: target, closeOnDealloc: true)
    )
    do {
      while let piece = try input.read(upToCount: 1 << 20), !piece.isEmpty {
        try output.write(contentsOf: piece)
      }
    } catch { throw StoreFailure(writing: PosixCode.of(error)) }
    let store: SQLiteStore
    do { store = try SQLiteStore.open(path: made, readOnly: true) } catch {
      guard case .newerSchema = error else {
        throw Failure(
          .unreadable, "\"\(shown)\" is no backup of a store, or is damaged",
          hint: "`recall store backup FILE` makes one")
      }
      throw Failure(error)
    }
    do { try store.leave() } catch { throw Failure(error) }
  }

  // MARK: What is said

  private func tell(_ store: any SharedActs, _ folder: ClinicFolder) throws {
    do {
      let epochs = try store.epochs()
      let made = epochs.last { $0.cause == .copied }?.began
      let zone = try OpenClinic.policy(of: folder).zone
      let when = made.map { ", made on " + AuditDocument(zone: zone).moment($0) } ?? ""
      TrailKeeping(folder).seal(store, at: try store.moment(asked: options.now))
      Printing.line("brought back \(TerminalText.clean(file))\(when)")
      Printing.line(try StoreCounts(store).line)
      if store.kind == .demo {
        Printing.line("it is a demo's: its patients are invented, and nothing in it is live")
      }
      Printing.line(
        "what was done after that is not in it: calls, bookings, answers, messages sent")
      let held = try store.outbox([.failed]).filter { $0.failure == .restored }.count
      if held > 0 {
        Printing.line(
          "messages held back: \(held), which waited then and may have been sent since; "
            + "`recall outbox` lists them, to be sent (retry KEY) or laid aside (drop KEY)")
      }
    } catch let failure as StoreFailure { throw Failure(failure) }
  }
}

extension StoreFailure {
  fileprivate init(writing code: Int32) {
    self =
      switch code {
      case ENOSPC, EDQUOT: .full
      case EROFS: .readOnly
      case EACCES, EPERM: .unreachable("permission denied")
      default: .unreachable("the disk could not be read or written")
      }
  }
}

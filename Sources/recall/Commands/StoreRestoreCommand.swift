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
      never overwritten: move it away first with what lies beside it (recall.sqlite-journal). It is asked \
      for what came after the backup, and so is every later copy of it that lies beside the backup or \
      the clinic's place, or the one that --replaces names: opt-outs, deaths, erasures and open questions \
      are in force again, and patients who were called or booked since are named. What consoles kept for \
      the store before is refused from then on. A backup whose audit.key is lost is brought back with \
      --accept-findings: another key goes on, and the trail says so.

      Examples:
        recall store restore /backup/recall-2026-11-24.sqlite
        recall store restore /backup/recall.sqlite --replaces before/recall.sqlite
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
  var file: String

  @Flag(help: "Bring it back even when something in it is not in order.")
  var acceptFindings = false

  @Option(
    help: ArgumentHelp(
      "The store that the backup replaces, to be asked for what came after it: a file, or postgresql://….",
      valueName: "store"))
  var replaces: String?

  @Flag(help: "Bring it back even when the store that it replaces cannot be asked, or not for all.")
  var acceptLosses = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let place = try StorePlace(policy: policy, folder: folder)
    let words = try CommandWords(folder, policy, options)
    let (store, later) =
      if let path = place.file {
        try restore(to: path, folder, place, policy)
      } else {
        try restoreToServer(place.server!, folder, place, policy, words)
      }
    let text = RestoredText(words: words, folder: folder, policy: policy)
    do {
      TrailKeeping(folder).seal(store, at: try store.moment(asked: options.now))
      for line in try text.lines(file, store, later) { Printing.line(line) }
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private typealias Restored = (store: any SharedActs, later: [LaterStores.Answer])

  private func restore(
    to path: String, _ folder: ClinicFolder, _ place: StorePlace, _ policy: ClinicPolicy
  ) throws -> Restored {
    guard !FileManager.default.fileExists(atPath: path) else { throw Self.stands(path) }
    let later = try BackupFile(path).make { made in try prepare(made, folder, place, policy) }
    return (try place.open(), later)
  }

  private func restoreToServer(
    _ server: PostgreSQLAddress, _ folder: ClinicFolder, _ place: StorePlace,
    _ policy: ClinicPolicy, _ words: CommandWords
  ) throws -> Restored {
    // Beside the backup, where there is room for it and nobody else looks.
    let work = UnfinishedCopies.name(for: (file as NSString).expandingTildeInPath)
    let copy = try BackupFile(work)
    defer { unlink(work) }
    let later = try copy.make { made in try prepare(made, folder, place, policy) }
    let progress = ShareProgress(words.say("restored.progress"))
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
    return (try place.open(), later)
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
  private func prepare(
    _ made: String, _ folder: ClinicFolder, _ place: StorePlace, _ policy: ClinicPolicy
  ) throws -> [LaterStores.Answer] {
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
    let later = try askLaterStores(for: store, made, folder, place, policy, by: who, at: now)
    if try store.trailFingerprint() != nil { try TrailKeeping(folder).sealCopy(store, at: now) }
    try store.leave()
    return later
  }

  /// What keeps people safe is in it before anybody can open it.
  private func askLaterStores(
    for store: SQLiteStore, _ made: String, _ folder: ClinicFolder, _ place: StorePlace,
    _ policy: ClinicPolicy, by who: String, at now: Date
  ) throws -> [LaterStores.Answer] {
    let today = Zone(policy.timeZone).map { LocalTime(now, in: $0).date }
    let words = try CommandWords(folder, policy, in: policy.documentationLanguage)
    let notice = words.say("note.erased-on-request", ["date": today.map { "\($0)" } ?? ""])
    let asked = try LaterStores(
      backup: file, place: place, security: policy.storeSecurity, work: made
    ).ask(
      for: store, named: replaces, acceptingLosses: acceptLosses,
      as: ErasureAct(who: who, at: now, notice: notice))
    guard !asked.isEmpty, !acceptFindings, let broken = try store.check().first else {
      return asked
    }
    throw Failure(
      .findings, "what came after the backup does not fit it: \(broken)",
      hint:
        "--accept-findings brings it back all the same; `recall store check` then says what to do")
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
    guard let backup = FileCopy(from: path) else {
      throw Failure(
        .unreadable, "the backup \"\(shown)\" could not be read",
        hint: "check that it is there, that it is a file, and that it may be read")
    }
    if let left = StoreFiles.leftBehind(beside: path) {
      throw Failure(
        .unreadable,
        "\"\(shown)\" is no finished backup: \"\(TerminalText.clean(left))\" beside it holds a transaction "
          + "that was cut short",
        hint:
          "open it once with `sqlite3 FILE 'PRAGMA user_version'`, which takes that back, and bring "
          + "it back then")
    }
    try backup.write(to: made)
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
}

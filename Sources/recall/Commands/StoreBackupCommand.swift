import ArgumentParser
import Foundation
import RecallDomain
import RecallStorage

/// `recall store backup FILE`: a copy of the live store while people work, verified after it was written.
struct StoreBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the live store into a file, and verify the copy.",
    discussion: """
      The copy is the store as it was at one instant, as a store in a file, whatever the live one is. \
      Whoever saves just then waits once, for about a third of a second for each gigabyte. Keep it as \
      you keep the store: it holds everything of every patient. \
      The clinic folder (clinic.yaml, scripts, audit.key) is no part of it: copy that too, elsewhere.

      Examples:
        recall store backup /backup/recall-2026-11-24.sqlite
      """)

  @Argument(help: ArgumentHelp("The file to write; none may be there.", valueName: "file"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let words = try CommandWords(folder, policy, options)
    let store = try StorePlace(policy: policy, folder: folder).open()
    let backup = try BackupFile(file)
    let progress = ShareProgress(words.say("backup.progress"))
    defer { progress.clear() }
    do {
      let (who, now) = (options.staff ?? NSUserName(), try store.moment(asked: options.now))
      TrailKeeping(folder).seal(store, at: now)
      let counts = try backup.make { path in
        try StoreBackup.write(store, to: path) { progress.show($0) }
        progress.clear()
        let copy = try finish(path, folder, by: who, at: now)
        // On record before it has its name: no copy lies anywhere of which the trail knows nothing.
        try store.leaveTrace(of: .backedUp, by: who, subject: copy.epoch, at: now)
        return copy.counts
      }
      TrailKeeping(folder).seal(store, at: now)
      Printing.line(words.say("backup.done", ["file": file]))
      Printing.line(counts.line(words))
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// The copy is another life of the store from the beginning: a console that worked with the live one
  /// is never taken for one of its own. Then it is looked at as a whole.
  private func finish(
    _ path: String, _ folder: ClinicFolder, by who: String, at now: Date
  ) throws -> (epoch: String, counts: StoreCounts) {
    let copy = try SQLiteStore.open(path: path)
    try TrailKeeping(folder).chain(copy)
    let epoch = try copy.beginEpoch(.copied, by: who, at: now)
    try TrailKeeping(folder).sealCopy(copy, at: now)
    let wrong = try BackupVerifying(folder: folder).verify(copy)
    guard wrong.isEmpty else {
      throw Failure(
        .findings, "the copy is not in order, and was not kept: \(wrong[0])",
        hint: (wrong.dropFirst().prefix(9)
          + ["the live store is probably the same: `recall store check`, `recall audit verify`"])
          .joined(separator: "\n"))
    }
    let counts = try StoreCounts(copy)
    try copy.leave()
    return (epoch.id, counts)
  }
}

import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import RecallStorage

/// `recall audit verify`: every entry is there, as it was written; or which is the first that is not.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no entry of the trail was changed or removed.",
    discussion: """
      Ends with 0 when every entry is there as it was written, with 1 when one is not, and with 78 when \
      nothing can be told because a key is not in audit.key.

      Needs the clinic's key, audit.key. The trail is also held against the checkpoints in the clinic \
      folder, and with --against against one that was kept elsewhere: only that finds an end that was \
      cut off together with the clinic folder's own.

      Examples:
        recall audit verify
        recall audit verify --against /safe/recall.checkpoint
      """)

  @Option(help: ArgumentHelp("A checkpoint that was kept elsewhere.", valueName: "checkpoint"))
  var against: String?

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let store = try StorePlace(policy: policy, folder: folder).open()
    let verdict = try TrailVerifying(store, folder).verdict(against: against)
    let document = AuditDocument(zone: policy.zone)
    if json {
      Printing.json(document.json(verdict))
    } else {
      let words = try CommandWords(folder, policy, options)
      AuditVerdictText(verdict, document, words).lines.forEach(Printing.line)
      if let whom = AuditKeyFile(folder: folder).openTo() {
        Printing.line(words.say("verify.open-key", ["whom": whom]))
      }
    }
    if !verdict.isWhole { throw ExitCode(Failure.Code.findings.rawValue) }
  }
}

/// Verifies the trail of a store with what lies in the clinic folder.
struct TrailVerifying {
  private let store: any SharedActs
  private let folder: ClinicFolder

  init(_ store: any SharedActs, _ folder: ClinicFolder) {
    (self.store, self.folder) = (store, folder)
  }

  /// - Parameter file: a checkpoint that was kept elsewhere.
  func verdict(against file: String? = nil) throws -> AuditVerdict {
    if try isGone() {
      var verdict = AuditVerdict()
      verdict.breaks = [AuditBreak(.gone)]
      return verdict
    }
    let keys = try keys()
    let progress = ReadingProgress { "\($0) entries of the trail" }
    defer { progress.clear() }
    do {
      let lives = try store.epochs()
      let asked = try file.map { try checkpoint($0, keys) }
      var verdict = try store.verifyTrail(
        keys, against: kept(lives, keys) + (asked.map { [$0] } ?? [])
      ) { progress.step() }
      if !verdict.lostKeys.isEmpty { throw lost(verdict.lostKeys) }
      if lives.last?.cause == .copied { verdict.breaks.append(AuditBreak(.unrestored)) }
      let torn = CheckpointFile(folder: folder).unreadableLines
      if torn > 0 { verdict.breaks.append(AuditBreak(.checkpoints, count: torn)) }
      return verdict
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// The clinic folder knows of a trail, and the store was never chained: it was emptied, or another
  /// stands in its place.
  private func isGone() throws -> Bool {
    do {
      return try store.trailFingerprint() == nil && store.kind != .practice
        && TrailKeeping(folder).knowsOfATrail()
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// The checkpoints of the folder that this store must fulfil. What was noted in an earlier life may
  /// have been lost with it, and the trail tells of that; but the newest of all is of a life that this
  /// store has had, or another store stands in its place.
  private func kept(_ lives: [StoreEpoch], _ keys: AuditKeyring) -> [AuditCheckpoint] {
    let genuine = CheckpointFile(folder: folder).read().filter { $0.isGenuine(keys) }
    let strange = genuine.suffix(1).filter { last in !lives.contains { $0.id == last.epoch } }
    return genuine.filter { $0.epoch == lives.last?.id } + strange
  }

  /// Of a copy, which knows no checkpoint of the clinic folder.
  func verdictOfCopy() throws -> AuditVerdict {
    let keys = try keys()
    do { return try store.verifyTrail(keys) } catch let failure as StoreFailure {
      throw Failure(failure)
    }
  }

  private func keys() throws -> AuditKeyring {
    let keys = try TrailKeeping(folder).keys()
    let used: String?
    do { used = try store.trailFingerprint() } catch { throw Failure(error) }
    if let used, keys?.key(used) == nil { throw lost([used]) }
    guard let keys else {
      throw Failure(
        .configuration, "the trail of this store is not chained",
        hint: "it begins its chain when `recall store migrate` is run by the store's owner")
    }
    return keys
  }

  /// That of the key alone: whether the trail is whole nobody can say then.
  private func lost(_ keys: [String]) -> Failure {
    Failure(
      .configuration,
      "\(AuditKeyFile.name) lacks a key that the trail was chained with: "
        + keys.joined(separator: ", "),
      hint: "bring it back from a copy of the clinic folder; without it those entries cannot be "
        + "verified")
  }

  private func checkpoint(_ file: String, _ keys: AuditKeyring) throws -> AuditCheckpoint {
    let shown = TerminalText.clean(file)
    guard let data = FileManager.default.contents(atPath: (file as NSString).expandingTildeInPath)
    else {
      throw Failure(
        .unreadable, "the checkpoint \"\(shown)\" could not be read",
        hint: "check that it is there and may be read")
    }
    guard let found = AuditCheckpoint(lastLineOf: String(decoding: data, as: UTF8.self)) else {
      throw Failure(
        .unreadable, "\"\(shown)\" holds no checkpoint",
        hint: "`recall audit checkpoint FILE` writes one")
    }
    guard found.isGenuine(keys) else {
      throw Failure(
        .unreadable, "the checkpoint \"\(shown)\" was altered, or is of another clinic",
        hint: "no key of this clinic has signed it as it stands")
    }
    return found
  }
}

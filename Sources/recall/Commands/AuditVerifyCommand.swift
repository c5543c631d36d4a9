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
      AuditVerdictText(verdict, document).lines.forEach(Printing.line)
      if let whom = AuditKeyFile(folder: folder).openTo() {
        Printing.line(
          "NOTE  \(AuditKeyFile.name) may be read by \(whom), who can then write a trail of their own: "
            + "`chmod 600` it, and begin with another key: `recall audit key --new`")
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

/// What verifying found, in sentences.
struct AuditVerdictText {
  private static let told = 20
  private let verdict: AuditVerdict
  private let document: AuditDocument

  init(_ verdict: AuditVerdict, _ document: AuditDocument) {
    (self.verdict, self.document) = (verdict, document)
  }

  var lines: [String] {
    let counts = [
      "\(verdict.entries) entries", "\(verdict.chains) sessions", "\(verdict.seals) seals",
      verdict.beforeChain > 0 ? "\(verdict.beforeChain) from before the chain" : nil,
      verdict.unsealed > 0 ? "\(verdict.unsealed) since the last seal" : nil,
    ].compactMap { $0 }.joined(separator: " · ")
    let against = verdict.against.map { "held against the checkpoint of \(document.moment($0))" }
    return [counts, against ?? "held against no checkpoint: an end that was cut off is not seen"]
      + (verdict.isWhole ? ["every entry is there, as it was written"] : breaks)
  }

  var breaks: [String] {
    let told = verdict.breaks.prefix(Self.told).enumerated().map { place, found in
      (place == 0 ? "FIRST BROKEN  " : "then          ") + sentence(found)
    }
    let left = verdict.breaks.count - told.count
    return told + (left > 0 ? ["and \(left) more"] : [])
  }

  private func sentence(_ found: AuditBreak) -> String {
    let entry = "entry \(found.entry ?? 0)"
    let facts = [found.at.map(document.moment), found.act.map(TerminalText.clean)]
    let told = facts.compactMap { $0 }.joined(separator: ", ")
    let when = told.isEmpty ? "" : " (\(told))"
    let after = found.after.map { ", after entry \($0)" } ?? ""
    switch found.kind {
    case .changed: return "\(entry)\(when) is not as it was written"
    case .removed where found.seal != nil:
      return "entries up to \(entry) are missing\(after); seal \(found.seal!) held them\(when)"
    case .removed:
      let count = found.count == 1 ? "an entry is" : "\(found.count ?? 0) entries are"
      return "\(count) missing before \(entry)\(when)\(after)"
    case .inserted: return "\(entry)\(when) was put in by no program of the clinic"
    case .oldKey:
      return
        "\(entry)\(when) was chained with a key that was replaced before: by a console that was "
        + "not closed, or by somebody who has the old key"
    case .gone:
      return "this clinic folder knows of a trail, and the store holds none: it was taken out, or "
        + "another store stands in the place of this one"
    case .reordered: return "\(entry)\(when) stands\(after), and was written before it"
    case .cut:
      return "the end is cut off: entries up to \(entry) are missing\(after); "
        + "seal \(found.seal ?? 0) held them\(when)"
    case .beforeChain:
      return "of the \(found.count ?? 0) entries up to \(entry), from before the chain, "
        + "one was changed, removed or put in"
    case .seal: return "seal \(found.seal ?? 0)\(when) is not there as it was made"
    case .older:
      return "the checkpoint\(when) is of seal \(found.seal ?? 0), and the store has none: "
        + "its end was cut off, or an older store stands in its place"
    case .unrestored:
      return
        "this is a backup, and nobody has brought it back with `recall store restore`: it stands "
        + "in the place of the store"
    case .checkpoints:
      let count = found.count == 1 ? "a line" : "\(found.count ?? 0) lines"
      return "\(count) of \(CheckpointFile.name) cannot be read, and what was noted there is not "
        + "held against the trail: bring the file back from a copy, or take the line out of it"
    case .otherHistory:
      return found.seal == nil
        ? "the store began another life that nobody with the key has begun"
        : "the checkpoint\(when) is of another store, or of what this one was before it was "
          + "brought back from a backup"
    }
  }
}

import Foundation
import RecallDomain
import ScriptEngine

/// What an upgrade has done, or with `--dry-run` would do, file by file.
struct UpgradeText {
  let upgrade: FolderUpgrade
  /// As it was typed.
  let named: String
  let isDry: Bool

  /// Of a file that differs so many lines are shown; `diff` shows all.
  private static let most = 12

  private var comparison: FolderComparison { upgrade.comparison }

  var lines: [String] {
    guard comparison.lags || comparison.fates.values.contains(.given) else {
      return [head, "nothing that came with it has changed since"] + approvals
    }
    return [head] + list(.taken, isDry ? "to be taken over" : "taken over", "you have not edited")
      + list(.added, isDry ? "to be added" : "added", "new")
      + list(.withdrawn, isDry ? "to be removed" : "removed", "not part of recall any more")
      + list(.given, "yours from now on", "not part of recall any more")
      + list(.leftOut, "not brought back", "you have taken away") + edited + together + approvals
      + next
  }

  private var head: String {
    let from = comparison.record.map { "is of recall \(TerminalText.clean($0.version))" }
    return "the clinic folder \(upgrade.folder.path) "
      + (from ?? "has no record of what came with it") + "; this is recall \(Version.number)"
  }

  private func list(_ fate: FileFate, _ what: String, _ why: String) -> [String] {
    let paths = comparison.paths(fate)
    guard !paths.isEmpty else { return [] }
    return ["", "\(what) (\(why)):"] + paths.map { "  " + TerminalText.clean($0) }
  }

  // MARK: Both have changed it

  private var edited: [String] {
    let paths = comparison.paths(.kept)
    guard !paths.isEmpty else { return [] }
    return ["", "kept as yours (you have edited them, and recall has changed them; its edition"]
      + ["\(isDry ? "would lie" : "lies") beside each):"] + paths.flatMap(pair)
  }

  private func pair(_ path: String) -> [String] {
    guard let ours = comparison.edition.files[path], let own = try? comparison.own(path) else {
      return []
    }
    let name = TerminalText.clean("  \(path) · \(upgrade.beside(path))")
    let what = path == "clinic.yaml" ? keys(own, ours) : differences(path, own, ours)
    return [name] + what.map { "    " + TerminalText.clean($0) }
  }

  /// Keys that have changed since in the clinic.yaml that comes with the program.
  private func keys(_ own: SourceFile, _ ours: SourceFile) -> [String] {
    let (theirs, new, came) = (
      ClinicKeys(own).values, ClinicKeys(ours), comparison.record?.keys ?? [:]
    )
    return new.values.sorted { $0.key < $1.key }.compactMap { key, value in
      guard came[key] != new.sums[key], theirs[key] != value else { return nil }
      if let yours = theirs[key] {
        return came[key] == nil ? nil : "\(key): recall now has \(value), you have \(yours)"
      }
      return "\(key): new, \(value)"
    }
  }

  private func differences(_ path: String, _ own: SourceFile, _ ours: SourceFile) -> [String] {
    let lines = LineDifference(own.bytes, ours.bytes).lines
    let left = lines.count - Self.most
    let more = "… and \(left) lines more: diff \(path) \(upgrade.beside(path))"
    return Array(lines.prefix(Self.most)) + (left > 0 ? [more] : [])
  }

  private var together: [String] {
    let why =
      upgrade.unsafe.isEmpty
      ? "belongs together with what you have edited; recall's edition lies beside each"
      : "beside your own the new ones would not be safe for \(upgrade.unsafe.joined(separator: ", "))"
    return list(.together, isDry ? "to be kept as it is" : "kept as it is", why)
  }

  // MARK: What is to be done then

  private var approvals: [String] {
    let scripts = upgrade.toApprove
    guard !scripts.isEmpty else { return [] }
    return [
      "",
      "to be approved anew, because what was approved is not what they say\(isDry ? " then" : ""): "
        + scripts.joined(separator: ", "),
    ]
  }

  private var next: [String] {
    if isDry { return ["", "nothing was changed; without --dry-run it is done"] }
    let approve = upgrade.toApprove.map { "recall --clinic \(named) script approve \($0)" }
    return ["", "next:"] + (["recall --clinic \(named) script check"] + approve).map { "  " + $0 }
  }
}

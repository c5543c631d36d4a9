import Foundation
import RecallDomain
import ScriptEngine

/// What an upgrade has done, or with `--dry-run` would do, file by file.
struct UpgradeText {
  let upgrade: FolderUpgrade
  /// As it was typed.
  let named: String
  let isDry: Bool
  let words: CommandWords

  /// Of a file that differs so many lines are shown; `diff` shows all.
  private static let most = 12

  private var comparison: FolderComparison { upgrade.comparison }

  var lines: [String] {
    guard comparison.lags || comparison.fates.values.contains(.given) else {
      return [head, say("nothing")] + approvals
    }
    return [head] + list(.taken, foreseen("taken")) + list(.added, foreseen("added"))
      + list(.withdrawn, foreseen("withdrawn")) + list(.given, say("given"))
      + list(.leftOut, say("left-out")) + edited + together + approvals + next
  }

  private func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    words.say("upgrade.\(key)", values, count: count)
  }

  /// With `--dry-run` it is still to come.
  private func foreseen(_ key: String, _ values: [String: String] = [:]) -> String {
    say(isDry ? "\(key)-then" : key, values)
  }

  private var head: String {
    let values = ["folder": upgrade.folder.path, "this": Version.number]
    guard let record = comparison.record else { return say("head-unknown", values) }
    return say("head", values.merging(["from": record.version]) { $1 })
  }

  private func list(_ fate: FileFate, _ head: String) -> [String] {
    let paths = comparison.paths(fate)
    guard !paths.isEmpty else { return [] }
    return ["", head] + paths.map { "  " + TerminalText.clean($0) }
  }

  // MARK: Both have changed it

  private var edited: [String] {
    let paths = comparison.paths(.kept)
    guard !paths.isEmpty else { return [] }
    return ["", say("edited"), foreseen("beside")] + paths.flatMap(pair)
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
        let both = ["key": key, "new": value, "yours": yours]
        return came[key] == nil ? nil : say("key", both)
      }
      return say("key-new", ["key": key, "new": value])
    }
  }

  private func differences(_ path: String, _ own: SourceFile, _ ours: SourceFile) -> [String] {
    let lines = LineDifference(own.bytes, ours.bytes).lines
    let left = lines.count - Self.most
    let more = say("more", ["file": path, "beside": upgrade.beside(path)], count: left)
    return Array(lines.prefix(Self.most)) + (left > 0 ? [more] : [])
  }

  private var together: [String] {
    let unsafe = upgrade.unsafe.joined(separator: ", ")
    return list(
      .together, foreseen(unsafe.isEmpty ? "together" : "unsafe", ["scripts": unsafe]))
  }

  // MARK: What is to be done then

  private var approvals: [String] {
    let scripts = upgrade.toApprove
    guard !scripts.isEmpty else { return [] }
    return ["", foreseen("approve", ["scripts": scripts.joined(separator: ", ")])]
  }

  private var next: [String] {
    if isDry { return ["", say("not-yet")] }
    let approve = upgrade.toApprove.map { "recall --clinic \(named) script approve \($0)" }
    return ["", say("next")]
      + (["recall --clinic \(named) script check"] + approve).map { "  " + $0 }
  }
}

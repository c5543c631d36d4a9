import Foundation
import RecallDomain

/// `approvals/<id>.yaml`: written by `recall script approve`, never edited by hand.
package enum ApprovalFile {
  package static func text(of approval: Approval) -> SourceFile {
    var lines = [
      "# Written by `recall script approve`. Not to be edited: approve again instead.",
      "recall-approval: 1",
      "script: \(approval.script)",
      "structure: \"\(approval.structure)\"",
      "policy: \"\(approval.policy)\"",
      "rules: \(approval.rules)",
      "by: \(scalar(approval.by))",
      "at: \"\(instant(approval.at))\"",
      "words:",
    ]
    for (locale, words) in approval.words.sorted(by: { $0.key < $1.key }) {
      lines += [
        "  \(scalar(locale)):", "    hash: \"\(words.hash)\"", "    by: \(scalar(words.by))",
        "    at: \"\(instant(words.at))\"",
      ]
    }
    let text = lines.joined(separator: "\n") + "\n"
    return SourceFile(path: Approval.path(of: approval.script), bytes: Array(text.utf8))
  }

  /// `nil` with findings when the file is not as this program writes it.
  package static func read(
    _ file: SourceFile, script: String
  ) -> (approval: Approval?, findings: [Finding]) {
    let read = YamlReader.read(file)
    var findings = Findings()
    findings.append(read.findings)
    guard let root = read.root else { return (nil, findings.all) }
    let approval = approval(in: root, script, &findings)
    return (findings.hasErrors ? nil : approval, findings.all)
  }

  static let keys = [
    "recall-approval", "script", "structure", "policy", "rules", "by", "at", "words",
  ]

  private static func approval(
    in root: YamlNode, _ script: String, _ findings: inout Findings
  ) -> Approval? {
    guard let file = root.mapping("approval", keys: keys, required: keys, &findings),
      file["recall-approval"]?.wholeNumber("recall-approval", in: 1...1, &findings) != nil,
      let id = file["script"]?.text("script", &findings),
      let structure = hash(file, "structure", &findings),
      let policy = hash(file, "policy", &findings),
      let rules = file["rules"]?.wholeNumber("rules", in: 1...9999, &findings),
      let by = file["by"]?.text("by", &findings), let at = instant(file, &findings),
      let words = words(file, &findings)
    else { return nil }
    if id != script {
      findings.format(root.place, "approval is of script \(quoted(id)), not \(quoted(script))")
    }
    return Approval(
      script: id, structure: structure, policy: policy, rules: rules, by: by, at: at, words: words)
  }

  private static func words(
    _ file: YamlMapping, _ findings: inout Findings
  ) -> [String: Approval.Words]? {
    guard let mapping = file["words"]?.mapping("words", &findings) else { return nil }
    var words: [String: Approval.Words] = [:]
    for entry in mapping.entries {
      let what = "words \(quoted(entry.key))"
      let keys = ["hash", "by", "at"]
      guard let one = entry.value.mapping(what, keys: keys, required: keys, &findings),
        let hash = hash(one, "hash", &findings), let by = one["by"]?.text("by", &findings),
        let at = instant(one, &findings)
      else { continue }
      words[entry.key] = Approval.Words(hash: hash, by: by, at: at)
    }
    return words
  }

  private static func hash(
    _ mapping: YamlMapping, _ key: String, _ findings: inout Findings
  ) -> String? {
    guard let node = mapping[key], let text = node.text(key, &findings) else { return nil }
    guard text.hasPrefix("sha256:"), text.utf8.count == 71 else {
      findings.format(node.place, "\(key) must be \"sha256:\" and 64 hex digits")
      return nil
    }
    return text
  }

  private static func instant(_ mapping: YamlMapping, _ findings: inout Findings) -> Date? {
    guard let node = mapping["at"], let text = node.text("at", &findings) else { return nil }
    guard let instant = InstantText.read(text) else {
      findings.format(node.place, "at must be an RFC 3339 instant, not \(quoted(text))")
      return nil
    }
    return instant
  }

  private static func instant(_ date: Date) -> String {
    guard let greenwich = Zone("GMT") else { return "" }
    return InstantText.rfc3339(date, in: greenwich)
  }

  /// Always in quotes, so that `no` and `010` stay what they are.
  private static func scalar(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: " "
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}

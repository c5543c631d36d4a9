internal import RecallDomain

/// Reads `scripts/rehearsals/*.yaml` strictly: everything that can be said about one file alone.
/// Whether its script can follow it is for `RehearsalCheck`.
package enum RehearsalReader {
  package static let folder = "scripts/rehearsals/"

  /// Every rehearsal that can be read, by id, and everything that is wrong.
  package static func read(
    _ files: [SourceFile]
  ) -> (rehearsals: [Rehearsal], findings: [Finding]) {
    var findings = Findings()
    var rehearsals: [Rehearsal] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      guard let id = id(of: file, &findings) else { continue }
      let read = YamlReader.read(file)
      findings.append(read.findings)
      guard let root = read.root else { continue }
      if let rehearsal = rehearsal(root, id, &findings) { rehearsals.append(rehearsal) }
    }
    return (rehearsals, findings.all)
  }

  /// `nil` for a file that is no rehearsal.
  private static func id(of file: SourceFile, _ findings: inout Findings) -> String? {
    guard file.path.hasPrefix(folder) else { return nil }
    let name = file.path.dropFirst(folder.count)
    guard !name.contains("/"), !name.hasPrefix(".") else { return nil }
    if name.hasSuffix(".yaml") { return String(name.dropLast(5)) }
    if name.hasSuffix(".yml") {
      findings.format(
        SourcePlace(file: file.path, line: 1, column: 1),
        "file is not read: the name of a rehearsal ends in \".yaml\"")
    }
    return nil
  }

  static let keys = [
    "recall-rehearsal", "id", "script", "level", "call", "patient", "patience", "hangs_up_after",
    "turns", "ends",
  ]
  private static let required = ["recall-rehearsal", "id", "script", "patient", "turns", "ends"]

  private static func rehearsal(
    _ root: YamlNode, _ id: String, _ findings: inout Findings
  ) -> Rehearsal? {
    guard
      let mapping = root.mapping("rehearsal", keys: keys, required: required, &findings)
    else { return nil }
    let before = findings.all.count
    version(mapping["recall-rehearsal"], &findings)
    name(mapping["id"], id, &findings)
    let script = mapping["script"]?.text("key \"script\"", &findings)
    let level = mapping["level"]?.choice("level", of: Rehearsal.Level.self, &findings)
    let direction = mapping["call"]?.choice("call", of: CallDirection.self, &findings)
    let patience = mapping["patience"]?.wholeNumber("key \"patience\"", in: 1...9, &findings)
    let hangsUp = mapping["hangs_up_after"]?
      .wholeNumber("key \"hangs_up_after\"", in: 1...99, &findings)
    let patient = mapping["patient"].flatMap { RehearsedPatientReader.read($0, &findings) }
    let turns = Self.turns(mapping["turns"], &findings)
    let ends = mapping["ends"].flatMap { Self.ends($0, &findings) }
    guard findings.all.count == before, let script, let patient, let ends, !turns.isEmpty else {
      return nil
    }
    return Rehearsal(
      id: id, script: script, level: level ?? .medium, direction: direction ?? .outbound,
      patient: patient, patience: patience ?? Rehearsal.usualPatience, hangsUpAfter: hangsUp,
      turns: turns, ends: ends, place: mapping.entry("script")?.value.place ?? root.place)
  }

  private static func version(_ node: YamlNode?, _ findings: inout Findings) {
    guard let node, let text = node.text("key \"recall-rehearsal\"", &findings), text != "1"
    else { return }
    findings.format(
      node.place, "format version \(quoted(text)) is not known: this program reads 1")
  }

  private static func name(_ node: YamlNode?, _ file: String, _ findings: inout Findings) {
    guard let node, let id = node.text("key \"id\"", &findings) else { return }
    if !ScriptNames.isScript(id) {
      findings.format(
        node.place,
        "rehearsal \(quoted(id)) must be small letters, digits and \"-\", a letter first")
    } else if id != file {
      findings.format(
        node.place, "rehearsal \(quoted(id)) must be named like its file, \(quoted(file))")
    }
  }

  private static func turns(_ node: YamlNode?, _ findings: inout Findings) -> [Turn] {
    guard let node, let items = node.list("key \"turns\"", &findings) else { return [] }
    if items.isEmpty { findings.format(node.place, "key \"turns\" is an empty list") }
    return items.compactMap { TurnReader.read($0, &findings) }
  }

  private static func ends(
    _ node: YamlNode, _ findings: inout Findings
  ) -> Rehearsal.ExpectedEnd? {
    guard
      let mapping = node.mapping(
        "key \"ends\"", keys: ["outcome", "detail"], required: ["outcome"], &findings),
      let outcome = mapping["outcome"]?.choice(
        "outcome", of: Outcome.self, rule: .reference, &findings)
    else { return nil }
    guard let written = mapping["detail"] else {
      return Rehearsal.ExpectedEnd(outcome: outcome, detail: nil, place: node.place)
    }
    guard let name = written.text("key \"detail\"", &findings) else { return nil }
    if let detail = OutcomeDetail(rawValue: name), outcome.details.contains(detail) {
      return Rehearsal.ExpectedEnd(outcome: outcome, detail: detail, place: node.place)
    }
    findings.reference(
      written.place,
      "detail \(quoted(name)) does not belong to outcome \(quoted(outcome.rawValue))"
        + DidYouMean.hint(for: name, among: outcome.details.map(\.rawValue)))
    return nil
  }
}

/// Reads `scripts/*.yaml` into merged scripts.
package enum ScriptReader {
  /// Every script that can be read, in the order of ids, and everything that is wrong. A script
  /// with errors of its own or of its fragments is not among them.
  package static func read(_ files: [SourceFile]) -> (scripts: [Script], findings: [Finding]) {
    let folder = readFolder(files)
    return (folder.sources.compactMap(\.script), folder.findings)
  }

  /// The same, and what belongs to which script.
  package static func readFolder(_ files: [SourceFile]) -> ScriptFolder {
    var findings = Findings()
    var read: [String: ScriptFile] = [:]
    for file in files.sorted(by: { $0.path < $1.path }) {
      guard let id = id(of: file, &findings) else { continue }
      read[id] = ScriptFileReader.read(file, id: id)
    }
    let used = Set(read.values.flatMap { $0.uses.map(\.name) })
    let sources = read.keys.sorted().compactMap { id -> ScriptSource? in
      guard let file = read[id], file.kind != .fragment else { return nil }
      guard file.kind == .script || !used.contains(id) else { return nil }
      return source(of: file, read)
    }
    for id in read.keys.sorted() { findings.append(read[id]!.findings.all) }
    findings.append(sources.flatMap(\.findings))
    return ScriptFolder(sources: sources, findings: unique(findings.all))
  }

  /// `nil` for a file that is no script: rehearsals lie in a folder of their own.
  private static func id(of file: SourceFile, _ findings: inout Findings) -> String? {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "scripts", !parts[1].hasPrefix(".") else { return nil }
    if parts[1].hasSuffix(".yaml") {
      let id = String(parts[1].dropLast(5))
      if ScriptNames.isScript(id) { return id }
      // Files come from other clinics: a name that is no id is shown nowhere as if it were one.
      findings.format(
        SourcePlace(file: file.path, line: 1, column: 1),
        "file is not read: the name of a script is small letters, digits and \"-\", a letter first")
    }
    if parts[1].hasSuffix(".yml") {
      findings.format(
        SourcePlace(file: file.path, line: 1, column: 1),
        "file is not read: the name of a script ends in \".yaml\"")
    }
    return nil
  }

  private static func source(of file: ScriptFile, _ read: [String: ScriptFile]) -> ScriptSource {
    var findings = file.findings
    var fragments: [ScriptFile] = []
    for use in file.uses {
      if let fragment = read[use.name], fragment.kind != .script {
        fragments.append(fragment)
      } else {
        findings.reference(use.place, unknown(use.name, read))
      }
    }
    findings.append(fragments.flatMap(\.findings.all))
    let uses = file.uses.map(\.name)
    let isWhole = file.kind == .script && file.usesAreKnown && fragments.count == uses.count
    guard isWhole, fragments.allSatisfy({ $0.kind == .fragment }) else {
      return ScriptSource(
        id: file.id, path: file.path, uses: uses, script: nil, findings: unique(findings.all))
    }
    var merge = ScriptMerge(script: file, fragments: fragments)
    let merged = merge.merge()
    findings.append(merged.findings)
    return ScriptSource(
      id: file.id, path: file.path, uses: uses, script: merged.script,
      findings: unique(findings.all))
  }

  private static func unknown(_ name: String, _ read: [String: ScriptFile]) -> String {
    if read[name] != nil { return "fragment \(quoted(name)) is not known: it is a script" }
    let fragments = read.values.filter { $0.kind == .fragment }.map(\.id).sorted()
    return "fragment \(quoted(name)) is not known\(DidYouMean.hint(for: name, among: fragments))"
  }

  /// By place, each once: a fragment's findings come with every script that uses it.
  private static func unique(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }.sorted { $0.place < $1.place }
  }
}

/// Everything read from `scripts/`.
package struct ScriptFolder: Sendable {
  /// By id. A file too broken to tell whether it is a script counts as one, unless it is used.
  package let sources: [ScriptSource]
  /// Of every file, fragments that no script uses included.
  package let findings: [Finding]
}

/// One script of the folder, read or not.
package struct ScriptSource: Sendable {
  /// The file's name.
  package let id: String
  package let path: String
  package let uses: [String]
  /// `nil` when it cannot be checked further.
  package let script: Script?
  /// Its own and its fragments'.
  package let findings: [Finding]
}

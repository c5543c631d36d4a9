internal import RecallDomain

/// Reads one file of `scripts/`: everything that can be said about it alone.
struct ScriptFileReader {
  private var file: ScriptFile
  private var findings = Findings()

  static func read(_ source: SourceFile, id: String) -> ScriptFile {
    var reader = ScriptFileReader(file: ScriptFile(path: source.path, id: id))
    let read = YamlReader.read(source)
    reader.findings.append(read.findings)
    if let root = read.root { reader.read(root) }
    reader.file.findings = reader.findings
    return reader.file
  }

  private init(file: ScriptFile) { self.file = file }

  private static let headers = ["recall-script", "recall-fragment"]
  static let scriptKeys = [
    "recall-script", "id", "use", "start", "start_inbound", "nodes", "interrupts",
  ]
  static let fragmentKeys = ["recall-fragment", "id", "nodes", "interrupts"]

  private mutating func read(_ root: YamlNode) {
    guard let kind = kind(of: root) else { return }
    file.kind = kind
    let mapping =
      switch kind {
      case .script:
        root.mapping(
          "script", keys: Self.scriptKeys, required: ["id", "start", "nodes"], &findings)
      case .fragment:
        root.mapping(
          "fragment", keys: Self.fragmentKeys + ["use", "start", "start_inbound"],
          required: ["id"], &findings)
      }
    guard let mapping else { return }
    if kind == .fragment { refuseScriptKeys(mapping) }
    readID(mapping["id"], kind)
    readUses(mapping["use"])
    file.start = name(mapping["start"], "key \"start\"")
    file.startInbound = name(mapping["start_inbound"], "key \"start_inbound\"")
    readNodes(mapping["nodes"])
    readInterrupts(mapping["interrupts"])
  }

  /// The first line of a file says what it is, and in which version of the format.
  private mutating func kind(of root: YamlNode) -> ScriptFile.Kind? {
    guard let mapping = root.mapping("script", &findings) else { return nil }
    let found = Self.headers.compactMap { mapping.entry($0) }
    guard let header = found.first else {
      let hint = mapping.entries.lazy.compactMap { entry in
        DidYouMean.nearest(to: entry.key, among: Self.headers).map { _ in
          DidYouMean.hint(for: entry.key, among: Self.headers)
        }
      }.first
      findings.format(
        root.place,
        "file needs a key \"recall-script\" or \"recall-fragment\"" + (hint ?? ""))
      return nil
    }
    if found.count > 1 {
      findings.format(found[1].place, "file is a script and a fragment: it can be only one")
    }
    if let version = header.value.text("key \(quoted(header.key))", &findings), version != "1" {
      findings.format(
        header.value.place, "format version \(quoted(version)) is not known: this program reads 1")
    }
    return header.key == "recall-script" ? .script : .fragment
  }

  private mutating func refuseScriptKeys(_ mapping: YamlMapping) {
    for key in ["use", "start", "start_inbound"] {
      guard let entry = mapping.entry(key) else { continue }
      findings.format(
        entry.place,
        key == "use"
          ? "a fragment does not use other fragments" : "a fragment has no \(quoted(key))")
    }
  }

  private mutating func readID(_ node: YamlNode?, _ kind: ScriptFile.Kind) {
    guard let node, let id = node.text("key \"id\"", &findings) else { return }
    let what = kind == .script ? "script" : "fragment"
    if !ScriptNames.isScript(id) {
      findings.format(
        node.place,
        "\(what) \(quoted(id)) must be small letters, digits and \"-\", a letter first")
    } else if id != file.id {
      findings.format(
        node.place, "\(what) \(quoted(id)) must be named like its file, \(quoted(file.id))")
    }
  }

  private mutating func readUses(_ node: YamlNode?) {
    guard let node else { return }
    guard let items = node.list("key \"use\"", &findings) else {
      file.usesAreKnown = false
      return
    }
    for item in items {
      guard let use = name(item, "fragment") else {
        file.usesAreKnown = false
        continue
      }
      if let first = file.uses.first(where: { $0.name == use.name }) {
        findings.format(
          use.place, "fragment \(quoted(use.name)) is used twice, first at \(first.place)")
      } else {
        file.uses.append(use)
      }
    }
  }

  private mutating func name(_ node: YamlNode?, _ what: String) -> NamedPlace? {
    guard let node, let name = node.text(what, &findings) else { return nil }
    return NamedPlace(name: name, place: node.place)
  }

  private mutating func readNodes(_ node: YamlNode?) {
    guard let mapping = node?.mapping("key \"nodes\"", &findings) else { return }
    for entry in mapping.entries {
      if let problem = ScriptNames.problem(ofNode: entry.key) {
        findings.format(entry.place, problem)
      }
      var reader = NodeReader(entry: entry)
      file.nodes.append(reader.read(&findings))
    }
  }

  private mutating func readInterrupts(_ node: YamlNode?) {
    guard let mapping = node?.mapping("key \"interrupts\"", &findings) else { return }
    for entry in mapping.entries {
      var reader = TargetReader()
      let target = reader.read(entry.value, edge: "interrupt.\(entry.key)", &findings)
      guard let interrupt = Interrupt(rawValue: entry.key) else {
        let hint = DidYouMean.hint(for: entry.key, among: Interrupt.allCases.map(\.rawValue))
        findings.reference(entry.place, "interrupt \(quoted(entry.key)) is not known\(hint)")
        continue
      }
      file.interrupts.append(
        DeclaredInterrupt(
          interrupt: interrupt, place: entry.place,
          road: target.map { InterruptRoad(target: $0, place: entry.place) },
          unnamed: reader.unnamed, references: reader.references))
    }
  }
}

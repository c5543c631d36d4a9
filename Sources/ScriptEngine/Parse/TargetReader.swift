internal import RecallDomain

/// Reads targets: a node id; `resume`; `{ end, detail, say }`, an unnamed node; `{ go, listener }`;
/// `{ go, at_most, then }`, which may carry a listener. The unnamed nodes and the references of all
/// targets read by one reader are kept.
struct TargetReader {
  private(set) var unnamed: [Node] = []
  private(set) var references: [NamedPlace] = []

  /// `edge`: `NODE.EXIT` or `interrupt.NAME`, with `.then` added for a target after a bounded edge.
  mutating func read(_ node: YamlNode, edge: String, _ findings: inout Findings) -> Target? {
    guard case .mapping(let entries) = node.content else {
      return plain(node, &findings)
    }
    let (isEnd, isGo) = (entries.contains { $0.key == "end" }, entries.contains { $0.key == "go" })
    switch (isEnd, isGo) {
    case (true, true):
      findings.format(node.place, "target has both \"end\" and \"go\"")
      return nil
    case (true, false): return ending(node, edge, &findings)
    case (false, true): return going(node, edge, &findings)
    case (false, false):
      let known = ["end", "go", "detail", "say", "listener", "at_most", "then"]
      let hint = entries.lazy.filter { !known.contains($0.key) }.map {
        DidYouMean.hint(for: $0.key, among: known)
      }
      .first { !$0.isEmpty }
      findings.format(node.place, "target needs a key \"end\" or \"go\"" + (hint ?? ""))
      return nil
    }
  }

  private mutating func plain(_ node: YamlNode, _ findings: inout Findings) -> Target? {
    guard let name = node.text("target", &findings) else { return nil }
    if name == "resume" { return .resume }
    return reference(name, node.place, &findings).map { .node($0, listenerNew: false) }
  }

  private mutating func reference(
    _ name: String, _ place: SourcePlace, _ findings: inout Findings
  ) -> NodeID? {
    references.append(NamedPlace(name: name, place: place))
    return name
  }

  /// `{ end: OUTCOME, detail: D, say: LINE }`.
  private mutating func ending(
    _ node: YamlNode, _ id: String, _ findings: inout Findings
  ) -> Target? {
    guard let mapping = node.mapping("target", keys: ["end", "detail", "say"], &findings)
    else { return nil }
    let say = Words.read(mapping["say"], &findings)
    guard let ending = EndingReader.read(mapping, &findings), let say else { return nil }
    unnamed.append(
      Node(
        id: id, say: say, atMostSeconds: nil, routes: [], barrier: nil, act: .end(ending),
        place: node.place, isNamed: false))
    return .node(id, listenerNew: false)
  }

  /// `{ go: NODE, listener: new }`, `{ go: NODE, at_most: N, then: TARGET }`.
  private mutating func going(
    _ node: YamlNode, _ edge: String, _ findings: inout Findings
  ) -> Target? {
    let keys = ["go", "listener", "at_most", "then"]
    guard let mapping = node.mapping("target", keys: keys, &findings) else { return nil }
    let before = findings.all.count
    let id = goal(mapping["go"], &findings)
    let listener = listener(mapping["listener"], &findings)
    let bound = mapping["at_most"]?.wholeNumber("key \"at_most\"", in: 1...9, &findings)
    let then = mapping["then"].flatMap { read($0, edge: edge + ".then", &findings) }
    checkPair(mapping, &findings)
    guard let id, findings.all.count == before else { return nil }
    guard let bound, let then else { return .node(id, listenerNew: listener) }
    return .bounded(edge: edge, node: id, listenerNew: listener, atMost: bound, then: then)
  }

  private mutating func goal(_ node: YamlNode?, _ findings: inout Findings) -> NodeID? {
    guard let node, let name = node.text("key \"go\"", &findings) else { return nil }
    guard name != "resume" else {
      findings.format(node.place, "key \"go\" in a target must name a node, not \"resume\"")
      return nil
    }
    return reference(name, node.place, &findings)
  }

  private func listener(_ node: YamlNode?, _ findings: inout Findings) -> Bool {
    guard let node, let text = node.text("key \"listener\"", &findings) else { return false }
    if text != "new" {
      findings.format(node.place, "key \"listener\" must be \"new\", not \(quoted(text))")
    }
    return true
  }

  private func checkPair(_ mapping: YamlMapping, _ findings: inout Findings) {
    for (key, other) in [("at_most", "then"), ("then", "at_most")] {
      guard let entry = mapping.entry(key), mapping.entry(other) == nil else { continue }
      findings.format(entry.place, "target with \(quoted(key)) needs a key \(quoted(other))")
    }
  }
}

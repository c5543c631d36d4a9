internal import RecallDomain

/// Puts a script and its fragments together and resolves every name.
struct ScriptMerge {
  private let script: ScriptFile
  private let fragments: [ScriptFile]
  private var findings = Findings()
  private var nodes: [NodeID: Node] = [:]
  private var places: [NodeID: SourcePlace] = [:]
  private var order: [NodeID] = []
  private var roads: [Interrupt: DeclaredInterrupt] = [:]
  /// Every name, sorted once, and how many more unknown ones are told with what they may mean: who
  /// has that many wrong has another problem than their spelling.
  private lazy var known = places.keys.sorted()
  private var hints = 50

  init(script: ScriptFile, fragments: [ScriptFile]) {
    self.script = script
    self.fragments = fragments
  }

  /// The merged script, when nothing in it or its fragments is wrong; and what merging found.
  mutating func merge() -> (script: Script?, findings: [Finding]) {
    let files = [script] + fragments
    for file in files { declare(file) }
    for file in files { chooseRoads(file) }
    for file in files { resolve(file) }
    let start = resolve(script.start)
    let inbound = resolve(script.startInbound)
    guard findings.isEmpty, files.allSatisfy(\.findings.isEmpty), let start else {
      return (nil, findings.all)
    }
    let merged = make(start: start, inbound: inbound ?? firstIdentity(from: start))
    return (merged, findings.all)
  }

  /// Nodes may be defined once only.
  private mutating func declare(_ file: ScriptFile) {
    for declared in file.nodes {
      if let other = places[declared.id] {
        duplicate(declared, other)
        continue
      }
      places[declared.id] = declared.place
      for node in [declared.node].compactMap({ $0 }) + declared.unnamed { add(node) }
    }
  }

  /// Told where the script clashes with its fragment, since the fragment is others' too.
  private mutating func duplicate(_ declared: DeclaredNode, _ other: SourcePlace) {
    let isOwn = other.file == script.path
    findings.format(
      isOwn ? other : declared.place,
      "node \(quoted(declared.id)) is defined twice, also at \(isOwn ? declared.place : other)")
  }

  private mutating func add(_ node: Node) {
    nodes[node.id] = node
    order.append(node.id)
  }

  /// A script's own entry replaces a fragment's; two fragments may not have the same.
  private mutating func chooseRoads(_ file: ScriptFile) {
    for declared in file.interrupts {
      if let other = roads[declared.interrupt] {
        if other.place.file != script.path {
          findings.format(
            declared.place,
            "interrupt \(quoted(declared.interrupt.rawValue)) is defined twice, "
              + "also at \(other.place)")
        }
        continue
      }
      roads[declared.interrupt] = declared
      for node in declared.unnamed { add(node) }
    }
  }

  private mutating func resolve(_ file: ScriptFile) {
    for node in file.nodes {
      for reference in node.references { resolve(reference) }
    }
    for interrupt in file.interrupts where roads[interrupt.interrupt]?.place == interrupt.place {
      for reference in interrupt.references { resolve(reference) }
    }
  }

  @discardableResult
  private mutating func resolve(_ reference: NamedPlace?) -> NodeID? {
    guard let reference else { return nil }
    guard places[reference.name] == nil else { return reference.name }
    hints -= 1
    let hint = hints < 0 ? "" : DidYouMean.hint(for: reference.name, among: known)
    findings.reference(
      reference.place,
      "node \(quoted(reference.name)) is not known in script \(quoted(script.id))\(hint)")
    return nil
  }

  private func make(start: NodeID, inbound: NodeID?) -> Script {
    Script(
      id: script.id, uses: script.uses.map(\.name), start: start,
      startInbound: inbound ?? start, nodes: nodes, order: order,
      interrupts: roads.compactMapValues(\.road))
  }

  /// Where an inbound call begins by default: the first `verify: identity` of the walk from
  /// `start`, breadth first, exits in file order. A script without one must say `start_inbound`;
  /// it is returned all the same, so that everything else about it is checked too.
  private mutating func firstIdentity(from start: NodeID) -> NodeID? {
    var seen: Set<NodeID> = [start]
    var waiting = [start]
    var next = 0
    while next < waiting.count {
      guard let node = nodes[waiting[next]] else { break }
      if case .verify(.identity, _, _, _) = node.act { return node.id }
      for id in node.act.exits.flatMap(\.target.nodes) where seen.insert(id).inserted {
        waiting.append(id)
      }
      next += 1
    }
    findings.format(
      script.start?.place ?? script.place,
      "key \"start_inbound\" is missing: no node with \"verify: identity\" "
        + "follows from \"start\"")
    return nil
  }
}

import RecallDomain

@testable import ScriptEngine

/// Makes mutants and neutral changes of one shipped script by program; the same ones for the same
/// script, by seed.
struct MutantMaker {
  let base: MutantClinic
  /// What is found in it as it ships.
  let findings: [Finding]
  let subject: CrossSubject
  let seen: Observed
  var random: SeededNumbers
  /// How many of a kind at most.
  let share: Int

  init?(_ base: MutantClinic, seed: UInt64, share: Int, calls: Int) {
    self.base = base
    let reading = base.reading()
    findings = reading.findings
    guard let subject = base.subject(reading) else { return nil }
    self.subject = subject
    seen = Observed(subject, calls: calls)
    random = SeededNumbers(seed: base.script.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    self.share = share
  }

  var script: Script { subject.script }

  /// A few of many, always the same for a seed.
  mutating func some<Element>(_ all: [Element], _ most: Int? = nil) -> [Element] {
    Array(all.shuffled(using: &random).prefix(most ?? share))
  }

  /// A copy with one thing changed.
  func changed(_ change: (inout MutantClinic) -> Void) -> MutantClinic {
    var clinic = base
    change(&clinic)
    return clinic
  }

  // MARK: places in scripts

  func home(_ node: NodeID) -> String { base.home(ofNode: node)! }

  /// Named nodes with this act.
  func nodes(_ act: String) -> [NodeID] { base.nodes.filter { base.node($0)?[act] != nil } }

  func act(_ node: NodeID) -> String {
    ["hear", "verify", "ask", "book", "leave", "send", "go", "end"].first {
      base.node(node)?[$0] != nil
    }!
  }

  /// Where a node's exits stand, each with the path to its target.
  func exits(_ node: NodeID) -> [[String]] {
    switch act(node) {
    case "hear": base.node(node)!["hear"]!.keys.map { ["nodes", node, "hear", $0] }
    case "go": [["nodes", node, "go"]]
    case "end": []
    default: base.node(node)!["then"]!.keys.map { ["nodes", node, "then", $0] }
    }
  }

  func interruptFile(_ interrupt: Interrupt) -> String? {
    base.scriptFiles.first { base.trees[$0]?[["interrupts", interrupt.rawValue]] != nil }
  }

  func path(_ interrupt: Interrupt) -> [String] { ["interrupts", interrupt.rawValue] }

  /// Named nodes reached from an interrupt by the author's edges.
  func road(_ interrupt: Interrupt) -> [NodeID] {
    let roots = script.interrupts[interrupt]?.target.nodes ?? []
    let reached = script.reachable(from: roots)
    return base.nodes.filter { reached.contains($0) }
  }

  // MARK: lines

  /// A line said by a node and by it alone, with one text.
  func line(of node: NodeID) -> LineID? {
    let said = base.node(node)?["say"]?.strings ?? []
    return said.first { base.home(of: $0, "en") != nil && base.home(of: $0, "es") != nil }
  }

  /// Nodes with a line of their own among these, a few.
  mutating func speaking(_ nodes: Set<NodeID>?, _ most: Int? = nil) -> [NodeID] {
    some(base.nodes.filter { nodes?.contains($0) == true && line(of: $0) != nil }, most)
  }

  func say(_ node: NodeID) -> Mutant.Site { .within(home(node), ["nodes", node, "say"]) }

  func end(_ outcome: String, _ detail: String? = nil, say: LineID? = nil) -> Tree {
    var entries = [Tree.Entry("end", .text(outcome))]
    if let detail { entries.append(Tree.Entry("detail", .text(detail))) }
    if let say { entries.append(Tree.Entry("say", .text(say))) }
    return .map(entries)
  }

  /// A line that says nothing but words, for nodes that a mutant adds.
  var plainLine: LineID {
    base.lines("en").first {
      subject.facts($0).isEmpty && base.home(of: $0, "en")!.hasSuffix("/common.yaml")
    } ?? base.lines("en").first { subject.facts($0).isEmpty }!
  }
}

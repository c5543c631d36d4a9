import RecallDomain

/// Which named steps of the former script are which of the present one, also those that only have
/// another name.
///
/// A renamed step is recognised by what it does (its words, act, effects and where it leads), or by
/// the answers that lead to it; only where one alone fits. Whatever else is different about it then
/// shows as its change.
struct NodeMatching {
  /// Former name → present name, of the renamed ones.
  private(set) var renamed: [NodeID: NodeID] = [:]

  private let before: Script
  private let after: Script
  private var gone: Set<NodeID>
  private var new: Set<NodeID>

  init(_ before: Script, _ after: Script) {
    self.before = before
    self.after = after
    let (old, present) = (before.named, after.named)
    gone = Set(old).subtracting(present)
    new = Set(present).subtracting(old)
    while match(by: Self.doing) || match(by: Self.reached) {}
  }

  /// The present name of a former step; `nil` when it is gone.
  func present(_ id: NodeID) -> NodeID? { gone.contains(id) ? nil : renamed[id] ?? id }
  /// The former name of a present step; `nil` when it is new.
  func former(_ id: NodeID) -> NodeID? {
    new.contains(id) ? nil : renamed.first { $0.value == id }?.key ?? id
  }

  /// Pairs all that one signature tells apart; `true` when there was one.
  private mutating func match(by signature: (Reading, NodeID) -> String?) -> Bool {
    guard !gone.isEmpty, !new.isEmpty else { return false }
    let former = Reading(script: before, unknown: gone, names: renamed)
    let present = Reading(script: after, unknown: new, names: [:])
    let old = Dictionary(grouping: gone) { signature(former, $0) }
    let fresh = Dictionary(grouping: new) { signature(present, $0) }
    var found = false
    for (key, ids) in old where key != nil && ids.count == 1 {
      guard let others = fresh[key], others.count == 1 else { continue }
      renamed[ids[0]] = others[0]
      gone.remove(ids[0])
      new.remove(others[0])
      found = true
    }
    return found
  }

  /// One of the two scripts in names that both share.
  private struct Reading {
    let script: Script
    let unknown: Set<NodeID>
    let names: [NodeID: NodeID]

    func name(_ id: NodeID) -> String { unknown.contains(id) ? "?" : names[id] ?? id }

    func target(_ target: Target) -> String {
      switch target {
      case .resume: "resume"
      case .node(let id, let new): node(id) + (new ? " new" : "")
      case .bounded(_, let id, let new, let atMost, let then):
        node(id) + (new ? " new" : "") + " \(atMost) " + self.target(then)
      }
    }

    private func node(_ id: NodeID) -> String {
      script[id].isNamed ? name(id) : "(" + signature(id) + ")"
    }

    func signature(_ id: NodeID) -> String {
      let node = script[id]
      var text = CanonicalText()
      for spoken in node.say { text.add("say", spoken.line) }
      text.add("limit", node.atMostSeconds.map { String($0) })
      for queue in node.routes { text.add("route", queue.rawValue) }
      text.add("barrier", node.barrier?.rawValue)
      text.add("act", node.act.kindName)
      for exit in node.act.exits { text.add(exit.name, target(exit.target)) }
      return text.text
    }
  }

  private static func doing(_ reading: Reading, _ id: NodeID) -> String? { reading.signature(id) }

  /// Every answer and interrupt that leads there, and the kind of act; `nil` when none is known.
  private static func reached(_ reading: Reading, _ id: NodeID) -> String? {
    let script = reading.script
    let answers = script.named.flatMap { from -> [String] in
      script[from].act.exits.filter { $0.target.nodes.contains(id) }.map {
        reading.name(from) + " " + $0.name
      }
    }
    let raised = Interrupt.allCases.filter {
      script.interrupts[$0]?.target.nodes.contains(id) ?? false
    }.map { "/" + $0.rawValue }
    let roads = (answers + raised).filter { !$0.hasPrefix("?") }
    guard !roads.isEmpty else { return nil }
    return roads.sorted().joined(separator: ",") + " " + script[id].act.kindName
  }
}

extension Script {
  /// The steps the author named, in the order of the files.
  var named: [NodeID] { order.filter { self[$0].isNamed } }
}

import RecallDomain

/// One way that an author made: a response or exit of a node, or an interrupt's road; a bounded one
/// once for each way it can lead.
package struct AuthorEdge: Hashable, Sendable {
  /// `nil` for an interrupt.
  package let node: NodeID?
  /// `patient`, `verified`, `go`, `/busy`; with `:then` for each bound that is passed.
  package let word: String

  package init(node: NodeID?, word: String) {
    (self.node, self.word) = (node, word)
  }

  /// `opening · patient`, `/busy`.
  package var name: String { node.map { "\($0) · \(word)" } ?? word }

  /// A `go` is passed without a word, so it stands inside the conversations that pass it.
  var isSilent: Bool { word == Exit.straightOn }

  /// Where the author wrote it: the script's own file or a fragment's.
  func file(in script: Script) -> String {
    if let node { return script[node].place.file }
    let interrupt = Interrupt(rawValue: String(word.dropFirst().prefix { $0 != ":" }))
    return interrupt.flatMap { script.interrupts[$0]?.place.file } ?? ""
  }

  /// A way of one script is also the other's: it stands in a fragment that both use.
  func isSame(in script: Script, and other: Script) -> Bool {
    if script.id == other.id { return true }
    let file = file(in: script)
    guard other.uses.contains(where: { file == "scripts/\($0).yaml" }) else { return false }
    return (node.map { other.order.contains($0) } ?? true) && self.file(in: other) == file
  }

  /// Every edge of a script: nodes in file order, exits as written, then the interrupts. What of a
  /// fragment this script does not use belongs to those that do.
  package static func all(of script: Script) -> [AuthorEdge] {
    let used = script.reachable(from: script.roots)
    let ofNodes = script.order.filter(used.contains).flatMap { id in
      script[id].act.exits.flatMap { exit in
        words(exit.name, exit.target).map { AuthorEdge(node: id, word: $0) }
      }
    }
    let ofInterrupts = Interrupt.allCases.flatMap { interrupt -> [AuthorEdge] in
      guard let road = script.interrupts[interrupt] else { return [] }
      return words("/" + interrupt.rawValue, road.target).map { AuthorEdge(node: nil, word: $0) }
    }
    return ofNodes + ofInterrupts
  }

  /// The word alone, and with `:then` for each bound of its target.
  static func words(_ name: String, _ target: Target) -> [String] {
    var (words, target) = ([name], target)
    while case .bounded(_, _, _, _, let then) = target {
      words.append(words.last! + ":then")
      target = then
    }
    return words
  }
}

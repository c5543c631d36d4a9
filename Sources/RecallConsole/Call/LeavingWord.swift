import RecallDomain
import ScriptEngine

/// `leave`: the words of a message, shown only where the record permits one; then one line.
extension CallDesk {
  func leave(_ node: NodeID) throws(StoreFailure) -> Step {
    switch try type(at: node, values: false, words: desk.offered("word", "none")) {
    case .step(let step): return step
    case .text(let line):
      let folded = Folded.text(line)
      if folded.isEmpty { return try record(.left) }
      if let interrupt = wholeInterrupt(folded) { return try raise(interrupt) }
      if desk.begins("none", folded) { return try record(.notLeft) }
      return notUnderstood(line, [])
    }
  }
}

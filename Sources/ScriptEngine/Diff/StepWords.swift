import RecallDomain

/// Steps, targets and outcomes in words that a clinic lead reads.
struct StepWords {
  let script: Script
  /// Staff's words in the source language, or in any there is.
  let labels: [String: String]
  /// Former name → present name.
  var names: [NodeID: NodeID] = [:]

  func act(_ node: Node) -> String {
    switch node.act {
    case .hear: "listens for one of its answers"
    case .verify(.identity, _, _, _): "asks who is speaking: the patient's identity"
    case .verify(.representative, _, _, _): "asks who is speaking: a representative"
    case .verify(.helper, _, _, _): "asks who is speaking: a helper the patient allows"
    case .ask(let field, _, _): "asks for the \(Self.spaced(field.rawValue))"
    case .book: "offers times for the appointment"
    case .leave(.voicemail, _, _, _): "leaves a voicemail, if one is permitted"
    case .leave(.withPerson, _, _, _): "leaves word with the person, if that is permitted"
    case .send: "sends the approved message, if there is consent"
    case .go: "goes straight on"
    case .end(let ending): "ends the call as " + self.ending(ending)
    }
  }

  func ending(_ ending: Ending) -> String {
    let (outcome, detail) = (ending.outcome.rawValue, ending.detail.rawValue)
    let first = labels["outcome.\(outcome)"] ?? outcome
    let second = labels["outcome.\(outcome).\(detail)"] ?? detail
    return "“" + (first == second ? first : "\(first) · \(second)") + "”"
  }

  func queues(_ queues: [QueueName]) -> String? {
    guard !queues.isEmpty else { return nil }
    return queues.map { labels["queue.\($0.rawValue)"] ?? $0.rawValue }.joined(separator: ", ")
  }

  func barrier(_ barrier: Barrier?) -> String? {
    barrier.map { labels["barrier.\($0.rawValue)"] ?? $0.rawValue }
  }

  /// What staff read at an answer; exits of other acts have none.
  func answer(_ name: String, at node: Node) -> String? {
    guard case .hear = node.act else { return nil }
    return labels["\(node.id).\(name)"] ?? labels[name]
  }

  func interrupt(_ interrupt: Interrupt) -> String? { labels["interrupt.\(interrupt.rawValue)"] }

  func target(_ target: Target) -> String {
    switch target {
    case .resume: "back to where the call stood"
    case .node(let id, let new): node(id) + listener(new)
    case .bounded(_, let id, let new, let atMost, let then):
      node(id) + listener(new) + ", the first \(atMost == 1 ? "time" : "\(atMost) times"); then "
        + self.target(then)
    }
  }

  private func listener(_ isNew: Bool) -> String {
    isNew ? ", with somebody else on the line" : ""
  }

  private func node(_ id: NodeID) -> String {
    let node = script[id]
    guard !node.isNamed else { return names[id] ?? id }
    return ending(of: node)
  }

  private func ending(of node: Node) -> String {
    if case .end(let ending) = node.act { return "the end of the call as " + self.ending(ending) }
    return act(node)
  }

  static func spaced(_ name: String) -> String { name.replacing("_", with: " ") }
}

import RecallDomain

/// `act/gate`: appointments are spoken of only with somebody who may arrange them. A `book` node
/// must not be reachable with the gate closed: it needs *scheduling* or *open*, which only a
/// `verify` gives, and which a new listener, a message, `other_person` and `emergency` take away.
enum ActGate: WalkedRule {
  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return walk.index.nodes.indices.compactMap { node in
      guard walk.index.kinds[node] == .book, walk.reaches(node, levels: [.closed]) else {
        return nil
      }
      let place = walk.index.nodes[node].place
      return Breach(.actGate, at: place, message(walk.index.nodes[node].id), in: .node(node)) {
        $0.enters(node) { level, _ in level == Edge.closed }
      }
    }
  }

  // MARK: wording

  private static func message(_ node: NodeID) -> String {
    "node \"\(node)\" books an appointment and can be reached with the gate at \"closed\""
  }
}

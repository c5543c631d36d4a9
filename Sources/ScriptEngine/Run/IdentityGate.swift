package import RecallDomain

/// The power to speak at a level. Only `IdentityGate` raises it, in this file and nowhere else;
/// anybody may close it. There is no other way to make one that is not closed.
package struct Gate: Hashable, Sendable {
  package private(set) var level: GateLevel = .closed
  /// The `verify` node that raised it; `nil` when closed.
  package private(set) var raisedBy: NodeID?

  /// A closed gate.
  package init() {}

  package mutating func close() { self = Gate() }

  /// Lowers the gate, never raises it.
  package mutating func lower(to level: GateLevel, raisedBy node: NodeID?) {
    guard level < self.level else { return }
    self.level = level
    raisedBy = level == .closed ? nil : node
  }

  fileprivate mutating func raise(to level: GateLevel, by node: NodeID) {
    self.level = level
    raisedBy = node
  }
}

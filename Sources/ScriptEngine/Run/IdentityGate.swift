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

  /// Lowers the gate, never raises it; at the same level `raisedBy` comes back with the place.
  package mutating func lower(to level: GateLevel, raisedBy node: NodeID?) {
    guard level <= self.level else { return }
    self.level = level
    raisedBy = level == .closed ? nil : node
  }

  fileprivate mutating func raise(to level: GateLevel, by node: NodeID) {
    self.level = level
    raisedBy = node
  }
}

/// One run of a `verify`: who claims to be there, which identifiers matched, what is asked next.
///
/// It holds verdicts only, never what was typed. It begins at its first identifier and is thrown
/// away when it is cut short; the tries it has spent are counted elsewhere and stay spent.
package struct IdentityGate: Hashable, Sendable {
  /// What the run asks for now, or how it has ended.
  package enum Step: Hashable, Sendable {
    case person
    case identifier(IdentifierKind)
    case verified
    case failed
  }

  package let node: NodeID
  package let whom: VerifiedPerson
  let demand: IdentityDemand
  /// A representative or helper, once accepted.
  private(set) var person: CallNote.PersonOnLine?
  private(set) var matched: [IdentifierKind] = []
  /// Not given: an empty line went on to the next identifier.
  private var passed: Set<IdentifierKind> = []
  /// Mismatches in this run.
  private(set) var mismatches = 0
  /// The last answer was a mismatch, so the same is asked again.
  private(set) var again = false
  private var personRejected = false
  /// Something was answered, so that the run would begin again if it were cut short.
  private(set) var hasBegun = false

  init(node: NodeID, whom: VerifiedPerson, demand: IdentityDemand) {
    self.node = node
    self.whom = whom
    self.demand = demand
  }

  /// Stops as soon as the policy is satisfied.
  package var step: Step {
    if whom != .identity, person == nil { return personRejected ? .failed : .person }
    if whom == .helper { return .verified }
    return demand.next(matched: matched, notGiven: passed)
  }

  mutating func compared(_ kind: IdentifierKind, _ comparison: IdentityComparison) {
    hasBegun = true
    again = false
    switch comparison {
    case .match, .loose: matched.append(kind)
    case .notGiven: passed.insert(kind)
    case .mismatch:
      mismatches += 1
      again = true
    }
  }

  mutating func accepted(_ person: CallNote.PersonOnLine) {
    hasBegun = true
    again = false
    self.person = person
  }

  /// A representative who is not on record is a mismatch and may be named again; a helper whom the
  /// patient does not allow is nobody's mistake and ends the run.
  mutating func rejectedPerson() {
    hasBegun = true
    guard whom == .representative else {
      personRejected = true
      return
    }
    mismatches += 1
    again = true
  }

  /// Raises the gate to what this run has earned; does nothing unless it ended in `verified`.
  func raise(_ gate: inout Gate) {
    guard step == .verified else { return }
    gate.raise(to: whom == .helper ? .scheduling : .open, by: node)
  }
}

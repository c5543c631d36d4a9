package import RecallDomain

/// One thing that a call passes through on its way from an answer to the next prompt, as the proof
/// knows it: what is shown of a replayed conversation, and what the checker is compared with.
package enum CallMoment: Hashable, Sendable {
  /// A node is entered, at the gate level at which its words are spoken.
  case entered(NodeID, GateLevel, emergency: Bool)
  /// A node is come back to, without entering it.
  case returned(NodeID, GateLevel, emergency: Bool)
  /// Its words are said.
  case spoke(NodeID, GateLevel)
  /// The `verify` that had raised the gate is run again, on the way back.
  case ranAgain(NodeID, GateLevel)
  /// A response or exit is taken.
  case took(NodeID, String)
  case raised(Interrupt)
  /// `resume` is taken.
  case resumed(remembered: Bool, emergency: Bool)
}

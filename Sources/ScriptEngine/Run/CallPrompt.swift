package import RecallDomain

/// What the console asks for now. One case per kind of prompt, so that an impossible one cannot be
/// written.
package enum CallPrompt: Hashable, Sendable {
  case hear(NodeID, [Response])
  /// One identifier; `again` after a mismatch. `person_name` and `person_relationship` come first
  /// for a representative or helper.
  case identifier(NodeID, IdentifierKind, again: Bool)
  case person(NodeID, VerifiedPerson)
  case ask(NodeID, CallField)
  case book(NodeID)
  case leave(NodeID, MessagePlace)
  /// The script has ended; the line may be saved.
  case save(NodeID?, Ending)
  /// `saved` was handled: nothing is asked any more.
  case over
}

package import RecallDomain

/// What happens at a node; exactly one a node, with all of its exits.
package enum Act: Codable, Hashable, Sendable {
  /// The caller picks what they heard.
  case hear([Response])
  /// The engine runs the gate.
  case verify(VerifiedPerson, verified: Target, failed: Target, refused: Target)
  /// A typed value for the note.
  case ask(CallField, given: Target, none: Target)
  /// Open slots, or a booking made elsewhere.
  case book(booked: Target, noneSuit: Target, clinicBooks: Target)
  /// A message left, if the record, the segment and the cadence permit one there.
  case leave(MessagePlace, left: Target, notLeft: Target, notPermitted: Target)
  /// The approved message on a consented channel.
  case send(queued: Target, noConsent: Target)
  /// Straight on.
  case go(Target)
  /// The call's outcome.
  case end(Ending)

  /// Exits by the names that conversations and notes use; `go` has one without a name, `end` none.
  package var exits: [Exit] {
    switch self {
    case .hear(let responses): responses.map { Exit($0.name, $0.target) }
    case .verify(_, let verified, let failed, let refused):
      [Exit("verified", verified), Exit("failed", failed), Exit("refused", refused)]
    case .ask(_, let given, let none): [Exit("given", given), Exit("none", none)]
    case .book(let booked, let noneSuit, let clinicBooks):
      [Exit("booked", booked), Exit("none_suit", noneSuit), Exit("clinic_books", clinicBooks)]
    case .leave(_, let left, let notLeft, let notPermitted):
      [Exit("left", left), Exit("not_left", notLeft), Exit("not_permitted", notPermitted)]
    case .send(let queued, let noConsent):
      [Exit("queued", queued), Exit("no_consent", noConsent)]
    case .go(let target): [Exit(Exit.straightOn, target)]
    case .end: []
    }
  }
}

/// One way out of a node.
package struct Exit: Hashable, Sendable {
  package let name: String
  package let target: Target

  /// The name of the one exit of `go`; never printed in a conversation.
  package static let straightOn = "go"

  package init(_ name: String, _ target: Target) {
    self.name = name
    self.target = target
  }
}

package struct Response: Codable, Hashable, Sendable {
  package let name: String
  package let target: Target
  package let place: SourcePlace

  package init(name: String, target: Target, place: SourcePlace) {
    self.name = name
    self.target = target
    self.place = place
  }
}

/// Where a message is left.
package enum MessagePlace: String, CaseIterable, Codable, Hashable, Sendable {
  case voicemail
  case withPerson = "with_person"
}

/// Where an exit, a response or an interrupt leads.
package indirect enum Target: Codable, Hashable, Sendable {
  /// A node; `listenerNew`: somebody else is now on the line, so the gate closes.
  case node(NodeID, listenerNew: Bool)
  /// The first `atMost` times this edge is taken in a call it leads to `node`, then to `then`.
  /// `edge` names the edge for counting: `NODE.EXIT`, `interrupt.NAME`, with `.then` for nested ones.
  case bounded(edge: String, node: NodeID, listenerNew: Bool, atMost: Int, then: Target)
  /// Back to the remembered node, at its gate level.
  case resume

  /// The nodes this target can lead to by itself, `resume` aside.
  package var nodes: [NodeID] {
    switch self {
    case .node(let id, _): [id]
    case .bounded(_, let id, _, _, let then): [id] + then.nodes
    case .resume: []
    }
  }
}

extension Act {
  /// What is done, without where it leads. Part of the structure hash: another word voids approvals.
  var kindName: String {
    switch self {
    case .hear: "hear"
    case .verify(let person, _, _, _): "verify \(person.rawValue)"
    case .ask(let field, _, _): "ask \(field.rawValue)"
    case .book: "book"
    case .leave(let place, _, _, _): "leave \(place.rawValue)"
    case .send: "send"
    case .go: "go"
    case .end(let ending): "end \(ending)"
    }
  }
}

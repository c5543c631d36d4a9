package import RecallDomain

/// A merged script: one call script with its fragments, every reference resolved.
///
/// This is the second of three forms (YAML tree → script → running call). It says what the author
/// wrote; whether it is safe is for the checker to say, and a running call accepts only an
/// `Edition` that holds a checked one.
package struct Script: Codable, Hashable, Sendable {
  package let id: String
  package let uses: [String]
  package let start: NodeID
  /// Where a call begins that the patient made.
  package let startInbound: NodeID
  /// Every node by id, the unnamed ones (`{ end: … }` targets) included.
  package let nodes: [NodeID: Node]
  /// Nodes in file order: the script's own first, then its fragments'.
  package let order: [NodeID]
  package let interrupts: [Interrupt: InterruptRoad]

  package init(
    id: String, uses: [String], start: NodeID, startInbound: NodeID, nodes: [NodeID: Node],
    order: [NodeID], interrupts: [Interrupt: InterruptRoad]
  ) {
    self.id = id
    self.uses = uses
    self.start = start
    self.startInbound = startInbound
    self.nodes = nodes
    self.order = order
    self.interrupts = interrupts
  }

  /// Never asked for a node that is not there: references are resolved when a script is made.
  package subscript(id: NodeID) -> Node { nodes[id]! }
}

/// A node's name: the author's, or `NODE.EXIT` for the unnamed node of an `{ end: … }` target (a
/// dot cannot occur in an author's id; `…then` is added for the target after a bounded edge, and
/// `interrupt.NAME` is the base for an interrupt's).
package typealias NodeID = String
/// A line's name in the locales, such as `opening.greeting`.
package typealias LineID = String

/// Where an interrupt leads, and where the author wrote it.
package struct InterruptRoad: Codable, Hashable, Sendable {
  package let target: Target
  package let place: SourcePlace

  package init(target: Target, place: SourcePlace) {
    self.target = target
    self.place = place
  }
}

/// One step of a call: words, effects, exactly one act.
package struct Node: Codable, Hashable, Sendable {
  package let id: NodeID
  package let say: [Spoken]
  package let atMostSeconds: Double?
  package let routes: [QueueName]
  package let barrier: Barrier?
  package let act: Act
  package let place: SourcePlace
  /// `false` for the unnamed node of an `{ end: … }` target.
  package let isNamed: Bool

  package init(
    id: NodeID, say: [Spoken], atMostSeconds: Double?, routes: [QueueName], barrier: Barrier?,
    act: Act, place: SourcePlace, isNamed: Bool = true
  ) {
    self.id = id
    self.say = say
    self.atMostSeconds = atMostSeconds
    self.routes = routes
    self.barrier = barrier
    self.act = act
    self.place = place
    self.isNamed = isNamed
  }
}

/// A line id where it is used, so that a finding can name the place.
package struct Spoken: Codable, Hashable, Sendable {
  package let line: LineID
  package let place: SourcePlace

  package init(line: LineID, place: SourcePlace) {
    self.line = line
    self.place = place
  }
}

/// `file:line:column`, counted from 1; columns in characters.
package struct SourcePlace: Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    if left.file != right.file { return left.file < right.file }
    return (left.line, left.column) < (right.line, right.column)
  }
}

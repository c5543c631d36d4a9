import RecallDomain

/// What the walk follows beside the gate: one thing at a time, as a small number that changes on
/// entering nodes, leaving by exits and raising interrupts. Nothing in a call looks at these, so
/// following them one by one misses nothing that following all at once would find.
enum Tracked: Hashable {
  /// The gate alone.
  case nothing
  /// 1 = answered with a value, and not asked again without one since.
  case given(CallField)
  /// 1 = its prompt was passed.
  case asked(CallField)
  /// 1 = a message was left there.
  case left(MessagePlace)
  /// 1 = a message was queued.
  case queued
  /// 1 = something was routed to a queue.
  case routed
  /// 0 = no question, 1 = a question answered and not routed, 2 = routed to the clinical team.
  case question
  /// What the interrupt last raised owes: 0 = nothing, 1 = still owed, 2 = done.
  case duty(Interrupt)
  /// 1 = words were spoken since the last answer.
  case words

  /// How many values there are.
  var values: Int {
    switch self {
    case .nothing: 1
    case .question, .duty: 3
    default: 2
    }
  }

  func entering(_ node: Node, _ value: Int) -> Int {
    switch self {
    case .routed: node.routes.isEmpty ? value : 1
    case .question: node.routes.contains(.clinical) ? 2 : value
    case .duty(let interrupt):
      value == 1 && interrupt.dutyQueue.map(node.routes.contains) == true ? 2 : value
    case .words: entersWithWords(node) ? 1 : value
    default: value
    }
  }

  func leaving(_ node: Node, by exit: Edge.Exit, _ value: Int) -> Int {
    switch (self, node.act) {
    case (.given(let field), .ask(let asked, _, _)) where field == asked: exit == .given ? 1 : 0
    case (.given(.appointment), .book): exit == .booked ? 1 : 0
    case (.asked(let field), .ask(let asked, _, _)) where field == asked: 1
    case (.left(let place), .leave(let used, _, _, _)) where place == used && exit == .left: 1
    case (.queued, .send) where exit == .queued: 1
    case (.question, .ask(.question, _, _)) where exit == .given: max(value, 1)
    case (.words, .send), (.words, .go): value
    case (.words, _): 0
    default: value
    }
  }

  func raising(_ interrupt: Interrupt, _ value: Int) -> Int {
    switch self {
    case .duty(let followed): followed == interrupt ? 1 : 0
    case .words: 0
    default: value
    }
  }

  /// After a `resume`, and after a call was taken up and nobody was verified: a duty is followed
  /// along the author's edges only.
  func moving(_ value: Int) -> Int {
    switch self {
    case .duty: 0
    case .words: 1
    default: value
    }
  }

  /// The words of a `verify` may be left out, those of a `leave` are no closing words.
  private func entersWithWords(_ node: Node) -> Bool {
    switch node.act {
    case .verify, .leave: false
    default: !node.say.isEmpty
    }
  }
}

/// A tracked thing as tables. A *colour* is its value together with whether the patient was
/// verified earlier in the call, on which the exit `verified` of a helper depends.
final class Colouring {
  static let blocked: UInt8 = 255

  let tracked: Tracked
  let count: Int
  /// By node × colour.
  let enter: [UInt8]
  /// By edge × colour; `blocked` where the exit cannot be taken.
  let leave: [UInt8]
  /// By interrupt × colour.
  let raise: [UInt8]
  /// By colour.
  let move: [UInt8]
  /// 2 when a script knows helpers, else 1.
  let known: Int

  init(_ tracked: Tracked, _ index: ScriptIndex) {
    let known = index.hasHelper ? 2 : 1
    let count = tracked.values * known
    func fill(_ table: inout [UInt8], _ change: (Int) -> Int) {
      for colour in 0..<count {
        table.append(UInt8(change(colour / known) * known + colour % known))
      }
    }
    var (enter, raise, move): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    enter.reserveCapacity(index.nodes.count * count)
    for node in index.nodes.indices {
      // Most nodes change nothing, and looking closer costs more than all the rest of the table.
      if index.changesNothing(entering: node, tracked) {
        fill(&enter) { $0 }
      } else {
        fill(&enter) { tracked.entering(index.nodes[node], $0) }
      }
    }
    for interrupt in Interrupt.allCases { fill(&raise) { tracked.raising(interrupt, $0) } }
    fill(&move, tracked.moving)
    self.tracked = tracked
    self.known = known
    self.count = count
    (self.enter, self.raise, self.move) = (enter, raise, move)
    var leave: [UInt8] = []
    leave.reserveCapacity(index.edges.count * count)
    for edge in index.edges {
      guard edge.source >= 0, !index.changesNothing(leaving: Int(edge.source), tracked) else {
        fill(&leave) { $0 }
        continue
      }
      let source = Int(edge.source)
      fill(&leave) { tracked.leaving(index.nodes[source], by: edge.exit, $0) }
      guard known == 2 else { continue }
      for colour in 0..<count {
        let place = leave.count - count + colour
        leave[place] = Self.known(index.kinds[source], edge, colour, leave[place])
      }
    }
    self.leave = leave
  }

  func value(_ colour: Int) -> Int { colour / known }

  /// The patient was verified earlier in the call; always so where nothing depends on it.
  func isKnown(_ colour: Int) -> Bool { known == 1 || colour & 1 == 1 }

  /// Before the patient was verified, a helper fails without being asked.
  private static func known(
    _ kind: ActKind, _ edge: Edge, _ before: Int, _ after: UInt8
  ) -> UInt8 {
    switch kind {
    case .identity where edge.exit == .verified: after | 1
    case .helper where before & 1 == 0 && !edge.isFailure: blocked
    default: after
    }
  }
}

extension ScriptIndex {
  fileprivate func changesNothing(entering node: Int, _ tracked: Tracked) -> Bool {
    tracked != .words && !hasRoutes[node]
  }

  fileprivate func changesNothing(leaving node: Int, _ tracked: Tracked) -> Bool {
    switch kinds[node] {
    case .hear, .go, .end: tracked != .words
    default: false
    }
  }
}

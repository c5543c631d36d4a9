import RecallDomain

@testable import ScriptEngine

/// Dead ends and forced loops, by plain iteration: over nodes with all their exits, and over nodes at
/// a gate, where a `verify` that asks nobody has one way only.
struct NaiveEndings {
  struct Spot: Hashable {
    let node: NodeID
    /// `nil`: at whatever gate.
    let level: GateLevel?
    let known: Bool
  }

  private let script: Script
  private var possible: Set<Spot> = []
  private var forced: Set<Spot> = []

  init(_ script: Script) {
    self.script = script
    possible = grown { spot, good in
      isEnd(spot) || ways(from: spot).contains { leads($0.target, from: $0.after, good) }
    }
    forced = grown { spot, good in
      isEnd(spot) || forces(spot, good)
    }
  }

  func isDead(_ spot: Spot) -> Bool {
    !possible.contains(anyGate(spot.node)) || !possible.contains(spot)
  }

  func loops(_ spot: Spot) -> Bool {
    guard possible.contains(anyGate(spot.node)) else { return false }
    return !forced.contains(anyGate(spot.node))
      || possible.contains(spot) && !forced.contains(spot)
  }

  private func anyGate(_ node: NodeID) -> Spot { Spot(node: node, level: nil, known: false) }

  private func isEnd(_ spot: Spot) -> Bool {
    if case .end = script[spot.node].act { return true }
    return false
  }

  // MARK: ways

  private struct Way {
    let exit: String
    let target: Target
    /// The spot that is left, with the gate as it stands after the exit.
    let after: Spot
  }

  private func ways(from spot: Spot) -> [Way] {
    let act = script[spot.node].act
    return act.exits.compactMap { exit in
      guard let level = spot.level, case .verify(let person, _, _, _) = act else {
        return Way(exit: exit.name, target: exit.target, after: spot)
      }
      let verified = exit.name == "verified"
      if person == .identity && level == .open {
        return verified ? Way(exit: exit.name, target: exit.target, after: spot) : nil
      }
      if person == .helper && !spot.known && exit.name != "failed" { return nil }
      let raised: GateLevel = person == .helper ? .scheduling : .open
      let after = Spot(
        node: spot.node, level: verified ? raised : .closed,
        known: spot.known || verified && person == .identity)
      return Way(exit: exit.name, target: exit.target, after: after)
    }
  }

  private func entering(_ id: NodeID, new: Bool, from spot: Spot) -> Spot {
    guard let level = spot.level else { return anyGate(id) }
    let closes =
      switch script[id].act {
      case .leave, .verify(.representative, _, _, _), .verify(.helper, _, _, _): true
      default: new
      }
    return Spot(node: id, level: closes ? .closed : level, known: spot.known)
  }

  private func leads(_ target: Target, from spot: Spot, _ good: Set<Spot>) -> Bool {
    switch target {
    case .node(let id, let new): good.contains(entering(id, new: new, from: spot))
    case .bounded(_, let id, let new, _, let then):
      good.contains(entering(id, new: new, from: spot)) || leads(then, from: spot, good)
    case .resume: true
    }
  }

  private func leadsInTheEnd(_ target: Target, from spot: Spot, _ good: Set<Spot>) -> Bool {
    if case .bounded(_, _, _, _, let then) = target {
      return leadsInTheEnd(then, from: spot, good)
    }
    return leads(target, from: spot, good)
  }

  private func forces(_ spot: Spot, _ good: Set<Spot>) -> Bool {
    var exits: [String: Bool] = [:]
    for way in ways(from: spot) {
      exits[way.exit] = leadsInTheEnd(way.target, from: way.after, good)
    }
    switch script[spot.node].act {
    case .hear, .ask, .book: return exits.values.contains(true)
    case .verify where exits.count == 3:
      return exits["refused"]! || exits["verified"]! && exits["failed"]!
    default: return !exits.values.contains(false)
    }
  }

  // MARK: iteration

  private func grown(_ joins: (Spot, Set<Spot>) -> Bool) -> Set<Spot> {
    let levels: [GateLevel?] = [nil] + GateLevel.allCases
    let spots = script.nodes.keys.flatMap { node in
      levels.flatMap { level in
        [false, true].map { Spot(node: node, level: level, known: $0) }
      }
    }
    var good: Set<Spot> = []
    while true {
      let more = Set(spots.filter { joins($0, good) })
      if more == good { return good }
      good = more
    }
  }
}

extension Act {
  var isGo: Bool {
    if case .go = self { return true }
    return false
  }

  var isHelper: Bool {
    if case .verify(.helper, _, _, _) = self { return true }
    return false
  }

  var isIdentity: Bool {
    if case .verify(.identity, _, _, _) = self { return true }
    return false
  }
}

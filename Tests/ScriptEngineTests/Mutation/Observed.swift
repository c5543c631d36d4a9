import RecallDomain

@testable import ScriptEngine

/// What really happens in calls with a sound script, whatever the checker thinks of it: where a
/// change would break a rule for certain.
struct Observed {
  /// Nodes whose words were heard at a gate level.
  private(set) var heard: [GateLevel: Set<NodeID>] = [:]
  /// Nodes whose words were heard before this was given, the gate at *scheduling* or above.
  private(set) var before: [Fact: Set<NodeID>] = [:]
  /// Prompts of `hear` by gate level.
  private(set) var asked: [GateLevel: Set<NodeID>] = [:]
  /// Prompts of `hear` in a call that has obtained nothing yet.
  private(set) var bare: Set<NodeID> = []
  /// Prompts of `hear` with nothing remembered.
  private(set) var onTheRoad: Set<NodeID> = []
  private(set) var problems: [String] = []

  init(_ subject: CrossSubject, calls: Int) {
    for seed in 0..<calls {
      var seen = self
      var call = RandomCall(subject, seed: UInt64(seed)) { seen.watch($0, $1) }
      call.run(steps: 40)
      self = seen
      if let problem = call.problem { problems.append("\(problem) after \(call.told)") }
    }
  }

  private mutating func watch(_ call: CallRun, _ moments: [CallMoment]) {
    for case .spoke(let node, let level) in moments {
      heard[level, default: []].insert(node)
    }
    for case .entered(let node, let level, _) in moments where !moments.tookSomething {
      remember(node, level, call)
    }
    guard case .hear(let node, _) = call.prompt, !call.standing.emergency else { return }
    asked[call.liveGate.level, default: []].insert(node)
    if call.standing.remembered == nil { onTheRoad.insert(node) }
    let nothing =
      call.fields.isEmpty && call.standing.appointment == nil && call.lasting.left.isEmpty
      && !call.lasting.messageQueued
    if nothing { bare.insert(node) }
    remember(node, call.liveGate.level, call)
  }

  private mutating func remember(_ node: NodeID, _ level: GateLevel, _ call: CallRun) {
    guard call.standing.raised == nil else { return }
    if level > .closed, !call.standing.given.contains(.appointment) {
      before[.appointment, default: []].insert(node)
    }
    if !call.standing.given.contains(.callbackWindow) {
      before[.callbackWindow, default: []].insert(node)
    }
    if call.standing.routing.counted.isEmpty { before[.answerBy, default: []].insert(node) }
  }
}

extension [CallMoment] {
  fileprivate var tookSomething: Bool {
    contains { if case .took = $0 { true } else { false } }
  }
}

import RecallDomain

/// Where answers, exits and interrupts lead, and in which order they stand.
extension ScriptComparison {
  func answerChanges(_ old: Node?, _ new: Node) -> [ScriptChange] {
    let (was, now) = (old?.act.exits ?? [], new.act.exits)
    let gone = was.filter { exit in !now.contains { $0.name == exit.name } }
    let changed = now.compactMap { exit in
      change(exit, was.first { $0.name == exit.name }, at: new)
    }
    return changed
      + gone.map { exit in
        ScriptChange(
          .answerGone, exit.name, label: old.flatMap { former.answer(exit.name, at: $0) },
          before: former.target(exit.target))
      } + orderChange(was, now, at: new)
  }

  private func change(_ exit: Exit, _ old: Exit?, at node: Node) -> ScriptChange? {
    let target = present.target(exit.target)
    let label = present.answer(exit.name, at: node)
    guard let old else {
      return ScriptChange(.answerNew, exit.name, label: label, after: target)
    }
    let was = former.target(old.target)
    guard was != target else { return nil }
    return ScriptChange(.answerLeads, exit.name, label: label, before: was, after: target)
  }

  /// The same answers under other numbers. A new answer at the end moves none.
  private func orderChange(_ was: [Exit], _ now: [Exit], at node: Node) -> [ScriptChange] {
    guard case .hear = node.act else { return [] }
    let moved = was.enumerated().contains { number, exit in
      let place = now.firstIndex { $0.name == exit.name }
      return place != nil && place != number
    }
    guard moved else { return [] }
    return [
      ScriptChange(.answerOrder, node.id, before: Self.numbered(was), after: Self.numbered(now))
    ]
  }

  private static func numbered(_ exits: [Exit]) -> String {
    exits.enumerated().map { "\($0 + 1) \($1.name)" }.joined(separator: ", ")
  }

  func interruptChanges(_ told: inout Set<LineID>) -> [ScriptChange] {
    Interrupt.allCases.flatMap { interrupt -> [ScriptChange] in
      let (old, new) = (before.script.interrupts[interrupt], after.script.interrupts[interrupt])
      let (was, now) = (old.map { former.target($0.target) }, new.map { present.target($0.target) })
      var changes: [ScriptChange] = []
      if was != now {
        changes.append(
          ScriptChange(
            .interrupt, "/" + interrupt.rawValue, label: present.interrupt(interrupt), before: was,
            after: now))
      }
      return changes
        + lineChanges(
          unnamed(old?.target, in: before.script), unnamed(new?.target, in: after.script), &told)
    }
  }

  func startChanges() -> [ScriptChange] {
    let (old, new) = (before.script, after.script)
    let pairs = [
      ("the call begins at", old.start, new.start),
      ("a call from the patient begins at", old.startInbound, new.startInbound),
    ]
    return pairs.compactMap { subject, was, now in
      matching.present(was) == now
        ? nil
        : ScriptChange(.start, subject, before: matching.present(was) ?? was, after: now)
    }
  }

  /// The lines of the unnamed ends that a target leads to.
  func unnamed(_ target: Target?, in script: Script) -> [LineID] {
    (target?.nodes ?? []).filter { !script[$0].isNamed }.flatMap { script[$0].say.map(\.line) }
  }
}

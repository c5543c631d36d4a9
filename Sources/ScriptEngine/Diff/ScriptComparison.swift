import RecallDomain

/// Compares two contents of a script, place by place in the order of the call.
struct ScriptComparison {
  let before: ScriptContent
  let after: ScriptContent
  let matching: NodeMatching
  /// Languages there are words in on both sides.
  let common: [String]
  let onlyBefore: [String]
  let onlyAfter: [String]
  /// Lines that a call can come to on either side.
  let heard: Set<LineID>
  /// The former script in present names, and the present one.
  let former: StepWords
  let present: StepWords

  init(before: ScriptContent, after: ScriptContent, locales: [String]?) {
    self.before = before
    self.after = after
    matching = NodeMatching(before.script, after.script)
    let (old, new) = (Set(before.books.keys), Set(after.books.keys))
    let wanted = { (tags: Set<String>) in tags.filter { locales?.contains($0) ?? true }.sorted() }
    common = wanted(old.intersection(new))
    onlyBefore = wanted(old.subtracting(new))
    onlyAfter = wanted(new.subtracting(old))
    heard = before.script.heardLines.union(after.script.heardLines)
    let labels = Self.labels(after.books)
    former = StepWords(script: before.script, labels: labels, names: matching.renamed)
    present = StepWords(script: after.script, labels: labels)
  }

  /// Staff's words in English where there are some: this is read by leads.
  private static func labels(_ books: [String: Phrasebook]) -> [String: String] {
    (books["en"] ?? books.sorted { $0.key < $1.key }.first?.value)?.labels ?? [:]
  }

  func groups() -> [ChangeGroup] {
    let ways = WaysThrough(after.script)
    let waysBefore = WaysThrough(before.script)
    var told: Set<LineID> = []
    let steps = after.script.named.map { id in
      ChangeGroup(
        place: .step(id, path: ways.paths[id] ?? []),
        changes: changes(
          from: matching.former(id).map { before.script[$0] }, to: after.script[id], &told))
    }
    let gone = before.script.named.filter { matching.present($0) == nil }.map { id in
      ChangeGroup(
        place: .step(id, path: waysBefore.paths[id] ?? []),
        changes: changes(from: before.script[id], to: nil, &told))
    }
    let others = [
      ChangeGroup(place: .interrupts, changes: interruptChanges(&told)),
      ChangeGroup(place: .anywhere, changes: startChanges() + sharedChanges()),
      ChangeGroup(place: .policy, changes: policyChanges()),
    ]
    return (steps + gone + others).filter { !$0.changes.isEmpty }
  }

  // MARK: Steps

  private func changes(
    from old: Node?, to new: Node?, _ told: inout Set<LineID>
  ) -> [ScriptChange] {
    var changes: [ScriptChange] = []
    switch (old, new) {
    case (let old?, let new?):
      if old.id != new.id {
        changes.append(ScriptChange(.stepRenamed, new.id, before: old.id, after: new.id))
      }
      changes += actChange(old, new)
    case (nil, let new?):
      changes.append(ScriptChange(.stepNew, new.id, after: present.act(new)))
    case (let old?, nil):
      changes.append(ScriptChange(.stepGone, old.id, before: former.act(old)))
    case (nil, nil): return []
    }
    changes += wordChanges(old, new, &told)
    changes += factChanges(old, new)
    if let new {
      changes += answerChanges(old, new)
      changes += effectChanges(old, new)
    }
    return changes
  }

  private func actChange(_ old: Node, _ new: Node) -> [ScriptChange] {
    let (was, now) = (former.act(old), present.act(new))
    guard old.act.kindName != new.act.kindName else { return [] }
    if case .end = old.act, case .end = new.act {
      return [ScriptChange(.outcome, new.id, before: was, after: now)]
    }
    return [ScriptChange(.act, new.id, before: was, after: now)]
  }

  private func effectChanges(_ old: Node?, _ new: Node) -> [ScriptChange] {
    let pairs: [(ScriptChange.Kind, String?, String?)] = [
      (.queue, old.flatMap { former.queues($0.routes) }, present.queues(new.routes)),
      (.barrier, old.flatMap { former.barrier($0.barrier) }, present.barrier(new.barrier)),
      (.speakingTime, Self.seconds(old?.atMostSeconds), Self.seconds(new.atMostSeconds)),
    ]
    return pairs.filter { $0.1 != $0.2 }.map {
      ScriptChange($0.0, new.id, before: $0.1, after: $0.2)
    }
  }

  private static func seconds(_ limit: Double?) -> String? {
    limit.map { "at most \($0 == $0.rounded() ? String(Int($0)) : String($0)) seconds" }
  }
}

import RecallDomain

/// What is heard at a step: its lines, those of the ends it leads to, and the facts in them.
extension ScriptComparison {
  func wordChanges(
    _ old: Node?, _ new: Node?, _ told: inout Set<LineID>
  ) -> [ScriptChange] {
    let own = lineChanges(
      old?.say.map(\.line) ?? [], new?.say.map(\.line) ?? [], at: new?.id ?? old?.id, &told)
    let exits = (old?.act.exits.map(\.name) ?? []) + (new?.act.exits.map(\.name) ?? [])
    var seen: Set<String> = []
    return own
      + exits.filter { seen.insert($0).inserted }.flatMap { name in
        lineChanges(
          unnamed(old?.target(of: name), in: before.script),
          unnamed(new?.target(of: name), in: after.script), &told)
      }
  }

  /// `told`: lines whose words were compared before; each is told of once.
  func lineChanges(
    _ old: [LineID], _ new: [LineID], at step: NodeID? = nil, _ told: inout Set<LineID>
  ) -> [ScriptChange] {
    let renames = renamedLines(old, new)
    var changes = renames.map {
      ScriptChange(.lineRenamed, $0.value, before: $0.key, after: $0.value)
    }
    .sorted { $0.subject < $1.subject }
    for line in new
    where old.contains(line) && heard.contains(line) && told.insert(line).inserted {
      changes += common.flatMap { rewordings(of: line, in: $0) }.map {
        var change = $0
        change.alsoAt = others(saying: line, than: step)
        return change
      }
    }
    let came = new.filter { !old.contains($0) && !renames.values.contains($0) }
    let left = old.filter { !new.contains($0) && renames[$0] == nil }
    changes += left.flatMap { line in common.compactMap { self.left(line, in: $0) } }
    changes += came.flatMap { line in common.compactMap { arrived(line, in: $0) } }
    return changes + orderChange(old.map { renames[$0] ?? $0 }, new, at: step)
  }

  private func orderChange(_ old: [LineID], _ new: [LineID], at step: NodeID?) -> [ScriptChange] {
    let (was, now) = (old.filter(new.contains), new.filter(old.contains))
    guard was != now else { return [] }
    return [
      ScriptChange(
        .wordsOrder, step ?? "", before: was.joined(separator: ", "),
        after: now.joined(separator: ", "))
    ]
  }

  /// Former line → present line that says the same in every language.
  private func renamedLines(_ old: [LineID], _ new: [LineID]) -> [LineID: LineID] {
    var free = new.filter { !old.contains($0) }
    var renames: [LineID: LineID] = [:]
    for line in old where !new.contains(line) {
      let same = free.firstIndex { candidate in
        !common.isEmpty
          && common.allSatisfy { forms(before, line, $0) == forms(after, candidate, $0) }
      }
      if let same { renames[line] = free.remove(at: same) }
    }
    return renames
  }

  private func forms(_ content: ScriptContent, _ line: LineID, _ locale: String) -> SpokenForms {
    SpokenForms(content.books[locale]?.phrase(line))
  }

  private func rewordings(of line: LineID, in locale: String) -> [ScriptChange] {
    forms(before, line, locale).differences(to: forms(after, line, locale)).map {
      Self.rewording(line, locale, $0)
    }
  }

  static func rewording(
    _ subject: String, _ locale: String,
    _ difference: (form: String?, before: String?, after: String?)
  ) -> ScriptChange {
    let kind: ScriptChange.Kind =
      difference.before == nil ? .wordsNew : difference.after == nil ? .wordsGone : .wordsChanged
    return ScriptChange(
      kind, subject, locale: locale, form: difference.form, before: difference.before,
      after: difference.after)
  }

  private func left(_ line: LineID, in locale: String) -> ScriptChange? {
    Self.whole(forms(before, line, locale)).map {
      ScriptChange(.wordsGone, line, locale: locale, before: $0)
    }
  }

  private func arrived(_ line: LineID, in locale: String) -> ScriptChange? {
    Self.whole(forms(after, line, locale)).map {
      ScriptChange(.wordsNew, line, locale: locale, after: $0)
    }
  }

  /// The text that stands for all forms.
  private static func whole(_ forms: SpokenForms) -> String? {
    (forms.texts.first { $0.form == nil || $0.form == "other" } ?? forms.texts.first)?.text
  }

  private func others(saying line: LineID, than step: NodeID?) -> [NodeID] {
    after.script.named.filter { id in
      id != step
        && (after.script[id].say.contains { $0.line == line }
          || after.script[id].act.exits.contains {
            unnamed($0.target, in: after.script).contains(line)
          })
    }
  }

  // MARK: Facts

  func factChanges(_ old: Node?, _ new: Node?) -> [ScriptChange] {
    let (was, now) = (facts(old, in: before), facts(new, in: after))
    return Fact.allCases.compactMap { fact in
      switch (was.contains(fact), now.contains(fact)) {
      case (false, true):
        ScriptChange(.factNew, fact.rawValue, after: Self.rule(of: fact, in: after))
      case (true, false):
        ScriptChange(.factGone, fact.rawValue, before: Self.rule(of: fact, in: before))
      default: nil
      }
    }
  }

  private func facts(_ node: Node?, in content: ScriptContent) -> Set<Fact> {
    guard let node else { return [] }
    let lines =
      node.say.map(\.line)
      + node.act.exits.flatMap { unnamed($0.target, in: content.script) }
    return Set(
      common.flatMap { locale in
        lines.flatMap { content.books[locale]?.phrase($0)?.facts ?? [] }
      })
  }

  /// Who may hear it.
  static func rule(of fact: Fact, in content: ScriptContent) -> String {
    switch content.disclosure.level(of: fact) {
    case .closed: "may be said to anyone"
    case .scheduling: "only to somebody who may arrange the appointment"
    case .open: "only after identity is confirmed"
    case nil: "never said"
    }
  }
}

extension Node {
  fileprivate func target(of name: String) -> Target? {
    act.exits.first { $0.name == name }?.target
  }
}

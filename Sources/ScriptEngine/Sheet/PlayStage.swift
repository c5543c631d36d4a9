import RecallDomain

/// The lines of a play: how one node, one interrupt, one ending is set.
struct PlayStage {
  let script: Script
  let shown: ShownPhrase
  /// Where notes stand, if they are wanted.
  let notes: Phrasebook?
  let identity: IdentityPolicy
  let width: Int

  // MARK: a node

  func lines(of node: Node, next: String) -> [String] {
    effects(node) + node.say.flatMap(words) + limit(node) + act(node) + ending(node, next)
      + rows(node)
  }

  private func effects(_ node: Node) -> [String] {
    let routes = node.routes.map { "opens an item for the \($0.rawValue) queue" }
    let barrier = node.barrier.map { "notes the barrier \($0.rawValue)" }
    let effects = routes + [barrier].compactMap { $0 }
    return effects.isEmpty ? [] : wrap("[\(effects.joined(separator: "; "))]", indent: "  ")
  }

  private func words(_ spoken: Spoken) -> [String] {
    let said = shown.forms(of: spoken.line).flatMap {
      wrap($0, "\u{A0}❞", indent: "    ", first: "  ❝ ")
    }
    let note = notes?.phrase(spoken.line)?.note.map { wrap("(\($0))", indent: "    ") }
    return said + (note ?? [])
  }

  private func limit(_ node: Node) -> [String] {
    guard let seconds = node.atMostSeconds else { return [] }
    let whole = seconds.rounded() == seconds
    return ["    (at most \(whole ? String(Int(seconds)) : String(seconds)) seconds)"]
  }

  /// What the caller or the engine does before an exit is taken.
  private func act(_ node: Node) -> [String] {
    let text: String? =
      switch node.act {
      case .hear, .go, .end: nil
      case .verify(let person, _, _, _): gate(person)
      case .ask(let field, _, _): "the caller types: \(field.words)"
      case .book: "the caller offers the open times, or notes one made elsewhere"
      case .leave(.voicemail, _, _, _): "said only where a voicemail is permitted"
      case .leave(.withPerson, _, _, _): "said only where leaving word is permitted"
      case .send: "the approved message is sent, where the patient agreed to one"
      }
    return text.map { wrap("[\($0)]", indent: "  ") } ?? []
  }

  private func gate(_ person: VerifiedPerson) -> String {
    let identifiers = StrangerSheet.list(
      identity.require.map { $0.rawValue.replacing("_", with: " ") })
    return switch person {
    case .identity: "the gate: \(identifiers), typed and compared"
    case .representative: "the gate: name and relationship, the patient's \(identifiers)"
    case .helper: "the gate, to scheduling only: name and relationship"
    }
  }

  private func ending(_ node: Node, _ next: String) -> [String] {
    guard case .end(let ending) = node.act else { return [] }
    return wrap("■ \(ending): \(next)", indent: "    ", first: "  ")
  }

  // MARK: exits

  private struct Row {
    var names: [String]
    let label: String
    let target: Target
    let number: Int?
  }

  private func rows(_ node: Node) -> [String] {
    let rows = self.rows(of: node.act, node.id)
    let names = rows.map { $0.names.joined(separator: ", ") }
    let column = min(24, names.map(\.count).max() ?? 0)
    return zip(rows, names).flatMap { row, name in
      let number = row.number.map { String(repeating: " ", count: $0 < 10 ? 1 : 0) + "\($0)" } ?? ""
      let padding = String(repeating: " ", count: max(0, column - name.count))
      let first = row.number == nil ? "    " : "  \(number) "
      let indent = String(repeating: " ", count: first.count + column + 2)
      return lines(row, first: "\(first)\(name)\(padding)  ", indent: indent, of: node.act)
    }
  }

  private func rows(of act: Act, _ node: NodeID) -> [Row] {
    if case .hear(let responses) = act {
      return responses.enumerated().map { position, response in
        Row(
          names: [response.name], label: label(response.name, node), target: response.target,
          number: position + 1)
      }
    }
    return act.exits.reduce(into: []) { rows, exit in
      let name = exit.name == Exit.straightOn ? "straight on" : exit.name
      if let last = rows.last, same(last.target, exit.target) {
        rows[rows.count - 1].names.append(name)
      } else {
        rows.append(Row(names: [name], label: "", target: exit.target, number: nil))
      }
    }
  }

  /// Lead to the same node, or to ends that say the same.
  private func same(_ left: Target, _ right: Target) -> Bool {
    if left == right { return true }
    guard let one = unnamed(left), let other = unnamed(right) else { return false }
    return one.act == other.act && one.say.map(\.line) == other.say.map(\.line)
  }

  private func lines(_ row: Row, first: String, indent: String, of act: Act) -> [String] {
    let opens = row.names.contains("verified") ? opens(act) : ""
    let text = [row.label, goal(row.target) + opens].filter { !$0.isEmpty }.joined(separator: " ")
    return wrap(text, indent: indent, first: first) + spoken(row.target, indent)
  }

  private func opens(_ act: Act) -> String {
    guard case .verify(let person, _, _, _) = act else { return "" }
    return person == .helper ? " (the gate is at scheduling)" : " (the gate opens)"
  }

  /// Where a target leads; the arrow stays with its node.
  private func goal(_ target: Target) -> String {
    switch target {
    case .resume: return "→\u{A0}back\u{A0}to where the call stood"
    case .node(let id, let new):
      guard let node = unnamed(target), case .end(let ending) = node.act else {
        return "→\u{A0}\(id)" + (new ? " (somebody new is on the line: the gate closes)" : "")
      }
      return "■\u{A0}\(ending)"
    case .bounded(_, let id, let new, let times, let then):
      return goal(.node(id, listenerNew: new)) + " at most \(times) times, then \(goal(then))"
    }
  }

  private func unnamed(_ target: Target) -> Node? {
    guard case .node(let id, _) = target, !script[id].isNamed else { return nil }
    return script[id]
  }

  /// The words of ends without a name, below the rows that lead to them.
  private func spoken(_ target: Target, _ indent: String) -> [String] {
    target.nodes.map { script[$0] }.filter { !$0.isNamed }.flatMap { node in
      node.say.flatMap { shown.forms(of: $0.line) }.flatMap {
        wrap($0, "\u{A0}❞", indent: indent + "  ", first: indent + "❝ ")
      }
    }
  }

  private func label(_ response: String, _ node: NodeID) -> String {
    let labels = shown.book.labels
    return labels["\(node).\(response)"] ?? labels[response] ?? ""
  }

  // MARK: interrupts and endings

  func interrupt(_ interrupt: Interrupt) -> [String] {
    let label = shown.book.labels["interrupt.\(interrupt.rawValue)"] ?? ""
    let closes = interrupt.closesTheGate ? " (the gate closes)" : ""
    let target = script.interrupts[interrupt]!.target
    let head = "/\(interrupt.rawValue)  \(interrupt.code)  "
    return wrap("\(label) \(goal(target))\(closes)", indent: "      ", first: head)
      + spoken(target, "      ")
  }

  func ending(_ ending: Ending, next: String) -> [String] {
    let name = "\(ending)"
    let padding = String(repeating: " ", count: max(2, 37 - name.count))
    return wrap(next, indent: String(repeating: " ", count: 39), first: "  \(name)\(padding)")
  }

  // MARK: setting

  /// `end` stays with the last word.
  func wrap(
    _ text: String, _ end: String = "", indent: String = "", first: String? = nil
  ) -> [String] {
    let marked = text.replacing("\u{A0}", with: "\u{1}")
    let clean = marked.split(separator: "\u{1}", omittingEmptySubsequences: false)
      .map { TerminalText.clean(String($0)) }.joined(separator: "\u{A0}")
    return TerminalText.wrap(clean + end, width: width, indent: indent, first: first ?? indent)
      .map { $0.replacing("\u{A0}", with: " ") }
  }
}

extension CallField {
  /// For people who read scripts.
  var words: String {
    switch self {
    case .callbackWindow: "day and time, or part of the day"
    case .question, .complaint, .emergencyWords: "the words as said (\(rawValue))"
    case .emergencyLocation: "where the person is"
    case .handedTo: "who was told, and when"
    case .agreed911: "whether it was agreed"
    case .insuranceConcern: "authorization, coverage, cost or other, and the words"
    case .declineReason: "the reason, if one is given"
    case .newNumber: "the new number"
    case .transportNeed: "what is needed to get there"
    case .language: "the language"
    case .interpreter: "the interpreter's id"
    case .appointment: "the appointment"
    }
  }
}

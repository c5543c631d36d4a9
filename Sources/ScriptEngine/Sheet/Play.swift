import RecallDomain

/// A script as a play for a person: who says what, what may be answered, where that leads; 80
/// columns (`recall script show`). The straight road comes first with the gate across it, then what
/// branches off, then interrupts, then how a call can end. Holds nothing of any patient.
package struct Play {
  private static let width = 80
  private let script: Script
  private let order: PlayOrder
  private let walk: Walk
  private let stage: PlayStage
  private let report: CheckReport?
  private let locale: String
  private let delays: Delays

  /// `nil` when there is no script of this name that can be read.
  ///
  /// - Parameter notes: with the notes for translators and trainers, from the source language.
  package init?(_ library: ScriptLibrary, script id: String, locale: String, notes: Bool = false) {
    guard let script = library.scripts.first(where: { $0.id == id }) else { return nil }
    func book(_ tag: String) -> Phrasebook {
      (library.folders[tag] ?? LocaleFolder(locale: tag)).phrasebook(for: script)
    }
    self.script = script
    self.locale = locale
    delays = library.policy.delays
    order = PlayOrder(script)
    walk = Walk(.nothing, in: ScriptIndex(script))
    report = library.reports[id]
    stage = PlayStage(
      script: script,
      shown: ShownPhrase(book: book(locale), clinic: ClinicWords(library.policy)),
      notes: notes ? book(library.policy.sourceLanguage) : nil, identity: library.policy.identity,
      width: Self.width)
  }

  package var text: String {
    (title + road + aside + interrupts + endings).joined(separator: "\n")
  }

  // MARK: parts

  private var title: [String] {
    let title = "\(script.id) (\(locale))"
    let uses = script.uses.isEmpty ? "" : ", uses \(script.uses.joined(separator: ", "))"
    let errors = report?.findings.count { $0.severity == .error } ?? 0
    let verdict = errors == 0 ? "no error" : errors == 1 ? "1 ERROR" : "\(errors) ERRORS"
    return [title, String(repeating: "=", count: title.count)]
      + stage.wrap(
        "\(verdict)\(uses); the proof walked \(walk.states) moments and \(walk.edges) ways. "
          + "‹So› is filled in during a call; the clinic's own values stand as they are.")
  }

  private var road: [String] {
    heading("The straight road")
      + order.straight.flatMap { id -> [String] in block(id) + gate(after: id) }
  }

  /// The line across the road where the gate opens.
  private func gate(after id: NodeID) -> [String] {
    guard case .verify(let person, let verified, _, _) = script[id].act,
      verified.nodes.first.map(order.straight.contains) == true
    else { return [] }
    let words = person == .helper ? " HELPER ALLOWED: THE GATE IS AT SCHEDULING " : Self.opens
    let rest = Self.width - 6 - words.count
    return ["", String(repeating: "═", count: 6) + words + String(repeating: "═", count: rest)]
  }

  private static let opens = " IDENTITY CONFIRMED: THE GATE IS OPEN "

  private var aside: [String] {
    order.aside.isEmpty ? [] : heading("Off the straight road") + order.aside.flatMap(block)
  }

  private var interrupts: [String] {
    guard !order.interrupts.isEmpty else { return [] }
    return heading("What may come up at any prompt")
      + order.interrupts.flatMap { scene in
        [""] + stage.interrupt(scene.interrupt) + scene.nodes.flatMap(block)
      }
  }

  private func block(_ id: NodeID) -> [String] {
    let node = script[id]
    let begins = [
      id == script.start ? "a call begins here" : nil,
      id == script.startInbound ? "a call from the patient begins here" : nil,
    ].compactMap { $0 }
    return ["", rule(id, gate(at: levels(id)))]
      + begins.map { "  (\($0))" } + stage.lines(of: node, next: next(id))
  }

  /// `── opening ───────── gate closed ──`
  private func rule(_ name: String, _ end: String) -> String {
    let rest = max(2, Self.width - name.count - end.count - 8)
    return "── \(name) \(String(repeating: "─", count: rest)) \(end) ──"
  }

  private func heading(_ text: String) -> [String] { ["", "", text.uppercased()] }

  // MARK: gate levels

  private func levels(_ id: NodeID) -> Set<GateLevel> {
    let number = walk.index.numbers[id]!
    return GateLevel.every.filter { walk.reaches(number, levels: [$0]) }
  }

  private func gate(at levels: Set<GateLevel>) -> String {
    switch levels {
    case []: "never reached"
    case GateLevel.every: "any gate"
    default: "gate " + levels.sorted().map(\.rawValue).joined(separator: " or ")
    }
  }

  // MARK: endings

  private func next(_ id: NodeID) -> String {
    guard case .end(let ending) = script[id].act else { return "" }
    return ending.next(at: levels(id), delays)
  }

  private var endings: [String] {
    var reached: [Ending: Set<GateLevel>] = [:]
    for (id, node) in script.nodes {
      guard case .end(let ending) = node.act, !levels(id).isEmpty else { continue }
      reached[ending, default: []].formUnion(levels(id))
    }
    let all = Outcome.allCases.flatMap { outcome in
      outcome.details.compactMap { Ending(outcome, $0) }
    }
    let rows = all.filter { reached[$0] != nil }.flatMap { ending in
      stage.ending(ending, next: ending.next(at: reached[ending]!, delays))
    }
    let unused =
      order.unused.isEmpty
      ? [] : [""] + stage.wrap("Not used here: \(order.unused.joined(separator: ", ")).")
    return heading("How a call can end, and what happens next") + [""] + rows + [""]
      + stage.wrap(
        "A call that holds an appointment when it closes is scheduled, whatever its end says.")
      + unused
  }
}

import RecallDomain

@testable import ScriptEngine

/// Other words for the same, and words that look like a breach.
extension MutantMaker {
  mutating func rewordings() -> [NeutralChange] {
    let limited = script[script.start].say.map(\.line)
    let lines = base.lines("en").filter {
      !limited.contains($0) && base.home(of: $0, "es") != nil
    }
    return some(lines).map { line in
      NeutralChange(
        [
          .wordBeforeIdentity, .toneAvoid, .toneRegister, .localePlaceholders, .localeStale,
          .speechTooLong,
        ], "\(line) reworded",
        changed {
          $0.say("We are glad to help.", line, "en", inStep: true)
          $0.say("Con gusto le ayudamos.", line, "es")
        })
    }
  }

  /// Words that look like a breach.
  mutating func nearWords() -> [NeutralChange] {
    calmWords() + openWords() + counted() + [
      NeutralChange(
        [.speechTooLong], "more time at the start",
        changed {
          $0.set(home(script.start), ["nodes", script.start, "at_most_seconds"], .text("30"))
        })
    ]
  }

  /// Near a rule's words, and none of them.
  private static let calm: [(RuleID, String, [String])] = [
    (
      .wordBeforeIdentity, "es",
      ["Guardamos el archivo.", "Con toda consideración.", "La medida del lado.", "Reside aquí."]
    ),
    (
      .wordBeforeIdentity, "en",
      [
        "Follow us up the stairs.", "Hi, Vera.", "It is implanted in memory.",
        "A rehabbed porch.",
      ]
    ),
    (
      .toneAvoid, "en",
      ["Thank you. Missed calls happen.", "You mustard seed.", "Do not forget your hat."]
    ),
    (.toneAvoid, "es", ["Es normalmente así.", "Gracias. Debe de ser él.", "Lo vemos varias."]),
    (
      .toneRegister, "es",
      [
        "Le sirvo un té.", "Eso está bien.", "Son útiles llamadas como estas.",
        "Tiene usted razón.",
      ]
    ),
  ]

  private mutating func calmWords() -> [NeutralChange] {
    let limited = Set(script[script.start].say.map(\.line))
    return Self.calm.flatMap { rule, locale, texts in
      texts.flatMap { text in
        some(
          base.lines(locale).filter { !limited.contains($0) && base.home(of: $0, "en") != nil }, 1
        )
        .map { line in
          NeutralChange(
            [rule], "\(text) in \(line)",
            changed { $0.say(text, line, locale, inStep: true) })
        }
      }
    }
  }

  /// What may be said once the gate is open; and only there.
  private mutating func openWords() -> [NeutralChange] {
    opened(2).flatMap { node, line in
      [
        (RuleID.factBeforeIdentity, "{reason}."), (.wordBeforeIdentity, "Your treatment."),
        (.factBeforeIdentity, "{provider}, {location}, {specialty}, {due}."),
        (.neverFact, "Your date of birth, {{mrn}} and phone."),
      ].map { rule, text in
        NeutralChange(
          [rule], "\(text) in \(line), the gate open",
          changed { clinic in
            clinic.say(text, line, "en", inStep: true)
            clinic.say(text, line, "es")
          })
      }
    }
  }

  /// Lines that calls heard with the gate open only.
  private mutating func opened(_ most: Int) -> [(NodeID, LineID)] {
    let below = (seen.heard[.closed] ?? []).union(seen.heard[.scheduling] ?? [])
    let early = Set(below.flatMap { subject.script[$0].say.map(\.line) })
    return some(
      base.nodes.filter { (seen.heard[.open] ?? []).contains($0) && !below.contains($0) }
        .compactMap { node in line(of: node).map { (node, $0) } }
        .filter { !early.contains($0.1) && isOpenOnly($0.0) }, most)
  }

  /// Only a `verify: identity` or `representative` leads there, and nothing else goes on from it.
  private func isOpenOnly(_ node: NodeID) -> Bool {
    base.nodes.flatMap { from in exits(from).map { (from, $0) } }.allSatisfy { from, path in
      let target = base.trees[home(from)]?[path]
      let whom = base.node(from)?["verify"]?.string
      let isVerified = path.last == "verified" && whom != nil && whom != "helper"
      return isVerified || !(target.map { Self.leads($0, to: node) } ?? false)
    } && !script.interrupts.values.contains { $0.target.nodes.contains(node) }
  }

  private static func leads(_ target: Tree, to node: NodeID) -> Bool {
    target.string == node || target["go"]?.string == node
      || target["then"].map { leads($0, to: node) } ?? false
  }

  private mutating func counted() -> [NeutralChange] {
    opened(2).map { _, line in
      let english = ["One week.", "{weeks_overdue} weeks.", "Hello."]
      let of = TranslationHash.of(english.joined(separator: "\n"))
      func tree(_ texts: [String], _ of: String?) -> Tree {
        var entries = [Tree.Entry("count", .text("weeks_overdue"))]
        if let of { entries.append(Tree.Entry("of", .text(of))) }
        entries += zip(["one", "other", "without"], texts).map { Tree.Entry($0, .text($1)) }
        return .map(entries)
      }
      return NeutralChange(
        [.localePlural, .localePlaceholders, .factBeforeIdentity, .localeStale],
        "\(line) counted",
        changed {
          $0.set(base.home(of: line, "en")!, ["lines", line], tree(english, nil))
          $0.set(
            base.home(of: line, "es")!, ["lines", line],
            tree(["Una semana.", "{weeks_overdue} semanas.", "Hola."], of))
        })
    }
  }
}

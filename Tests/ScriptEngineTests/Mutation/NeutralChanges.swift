import RecallDomain

@testable import ScriptEngine

/// Changes that break nothing: layout, names, order, words within the rules, and what looks like a
/// breach and is none.
extension MutantMaker {
  mutating func neutralChanges() -> [NeutralChange] {
    layout() + renamings() + order() + rewordings() + nearWords() + nearFlow() + nearLocale()
      + nearApproval()
  }

  private static let shape: [RuleID] = [.format, .reference]

  // MARK: layout

  private func layout() -> [NeutralChange] {
    let files = base.trees.keys.sorted()
    let styles = Tree.Style.allCases.map { style in
      NeutralChange(
        Self.shape + [.localeStale], "written anew (\(style))",
        changed { clinic in for file in files { clinic.edit(file, style) { _ in } } })
    }
    let texts: [(String, (String) -> String)] = [
      ("comments", { "# A remark.\n" + $0.replacing("\n", with: " # more\n") }),
      ("blank lines", { $0.replacing("\n", with: "\n\n") }),
      ("a byte order mark", { "\u{FEFF}" + $0 }),
      ("line ends of Windows", { $0.replacing("\n", with: "\r\n") }),
    ]
    return styles
      + texts.map { name, change in
        NeutralChange(
          Self.shape, name, changed { clinic in for file in files { clinic.rewrite(file, change) } }
        )
      }
  }

  // MARK: names

  private mutating func renamings() -> [NeutralChange] {
    some(base.nodes).map { node in
      NeutralChange(
        Self.shape + [.unreachable, .deadEnd, .interruptMissing, .localeLabel],
        "\(node) renamed", changed { Self.rename(node, to: "renamed_\(node)", &$0) })
    }
      + some(base.lines("en").filter { !$0.hasPrefix("engine") }).map { line in
        NeutralChange(
          [.reference, .localeMissing, .localeOrphan, .localeStale], "line \(line) renamed",
          changed { clinic in
            for file in base.scriptFiles { clinic.edit(file) { Self.respeak(line, &$0) } }
            for locale in MutantClinic.languages {
              guard let file = base.home(of: line, locale) else { continue }
              clinic.edit(file) { Self.rekey(["lines"], line, "renamed.line", &$0) }
            }
          })
      }
      + some(nodes("hear")).map(renamedResponse)
  }

  /// A response with a label of its own goes on under another name, label and all; where several
  /// nodes share the label, the old one stays theirs.
  private func renamedResponse(_ node: NodeID) -> NeutralChange {
    let response = base.node(node)!["hear"]!.keys[0]
    let others = nodes("hear").contains {
      $0 != node && base.node($0)!["hear"]!.keys.contains(response)
    }
    let clinic = changed { clinic in
      clinic.edit(home(node)) {
        Self.rekey(["nodes", node, "hear"], response, "renamed_one", &$0)
      }
      for locale in MutantClinic.languages {
        let files = base.localeFiles(locale)
        for file in files {
          clinic.edit(file) { tree in
            Self.rekey(["labels"], "\(node).\(response)", "\(node).renamed_one", &tree)
            if !others { Self.rekey(["labels"], response, "\(node).renamed_one", &tree) }
          }
        }
        let isNamed = files.contains {
          clinic.trees[$0]?["labels"]?["\(node).renamed_one"] != nil
        }
        if !isNamed { clinic.set(files[0], ["labels", "\(node).renamed_one"], .text("one")) }
      }
    }
    return NeutralChange(
      [.format, .localeLabel, .localeOrphan], "\(node).\(response) renamed", clinic)
  }

  private static func rename(_ node: NodeID, to new: NodeID, _ clinic: inout MutantClinic) {
    for file in clinic.scriptFiles {
      clinic.edit(file) { tree in
        rekey(["nodes"], node, new, &tree)
        for key in ["start", "start_inbound"] where tree[key]?.string == node {
          tree[key] = .text(new)
        }
        for key in ["nodes", "interrupts"] {
          tree[key] = tree[key].map { retarget($0, node, new, under: key) }
        }
      }
    }
    for locale in MutantClinic.languages {
      for file in clinic.localeFiles(locale) {
        clinic.edit(file) { tree in
          for key in tree["labels"]?.keys ?? [] where key.hasPrefix(node + ".") {
            rekey(["labels"], key, new + key.dropFirst(node.count), &tree)
          }
        }
      }
    }
  }

  /// Targets stand under `hear`, `then`, `go` and `interrupts`.
  private static func retarget(
    _ tree: Tree, _ node: NodeID, _ new: NodeID, under key: String
  ) -> Tree {
    switch tree {
    case .text(let text): return text == node && key == "target" ? .text(new) : tree
    case .map(let entries):
      return .map(
        entries.map { entry in
          let isTarget = ["hear", "then", "go", "interrupts", "target"].contains(key)
          let stays = key == "target" && !["go", "then"].contains(entry.key)
          let under =
            entry.key == "go" || entry.key == "then" && key == "target"
            ? "target"
            : isTarget && !stays ? "target" : entry.key
          return Tree.Entry(entry.key, retarget(entry.value, node, new, under: under))
        })
    default: return tree
    }
  }

  private static func rekey(
    _ path: [String], _ old: String, _ new: some StringProtocol, _ tree: inout Tree
  ) {
    guard var below = tree[path], below[old] != nil else { return }
    below.entries = below.entries.map { entry in
      entry.key == old ? Tree.Entry(String(new), entry.value) : entry
    }
    tree[path] = below
  }

  /// Every `say` of a line, wherever it stands.
  private static func respeak(_ line: LineID, _ tree: inout Tree) {
    tree = respoken(tree, line, isSay: false)
  }

  private static func respoken(_ tree: Tree, _ line: LineID, isSay: Bool) -> Tree {
    switch tree {
    case .text(let text): isSay && text == line ? .text("renamed.line") : tree
    case .raw: tree
    case .list(let items): .list(items.map { respoken($0, line, isSay: isSay) })
    case .map(let entries):
      .map(
        entries.map {
          Tree.Entry($0.key, respoken($0.value, line, isSay: $0.key == "say"))
        })
    }
  }

  // MARK: order

  private mutating func order() -> [NeutralChange] {
    let files = base.trees.keys.sorted().filter { !$0.hasSuffix("language.yaml") }
    let keys = (0..<2).map { turn in
      var dice = Seeded(UInt64(turn) + 7)
      return NeutralChange(
        Self.shape + [.localeOrphan, .unreachable], "keys in another order (\(turn))",
        changed { clinic in
          for file in files { clinic.edit(file) { $0 = Self.shuffled($0, &dice) } }
        })
    }
    return keys
      + some(nodes("hear")).map { node in
        NeutralChange(
          [.format, .forcedLoop], "answers of \(node) in another order",
          changed {
            $0.edit(home(node)) { tree in
              var heard = tree[["nodes", node, "hear"]]!
              heard.entries.reverse()
              tree[["nodes", node, "hear"]] = heard
            }
          })
      }
  }

  private static func shuffled(_ tree: Tree, _ dice: inout Seeded) -> Tree {
    guard case .map(let entries) = tree else { return tree }
    let inside = entries.map { Tree.Entry($0.key, shuffled($0.value, &dice)) }
    return .map(inside.shuffled(using: &dice))
  }

  // MARK: words

  private mutating func rewordings() -> [NeutralChange] {
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
  private mutating func nearWords() -> [NeutralChange] {
    let limited = Set(script[script.start].say.map(\.line))
    let calm: [(RuleID, String, [String])] = [
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
        ["Le sirvo un té.", "Eso está bien.", "Las llamadas como estas.", "Tiene usted razón."]
      ),
    ]
    return calm.flatMap { rule, locale, texts in
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
      // What may be said once the gate is open; and only there.
      + opened(2).flatMap { node, line in
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
      + counted()
      + [
        NeutralChange(
          [.speechTooLong], "more time at the start",
          changed {
            $0.set(home(script.start), ["nodes", script.start, "at_most_seconds"], .text("30"))
          })
      ]
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

  // MARK: flow

  private mutating func nearFlow() -> [NeutralChange] {
    named() + steps() + bounds() + effects() + again()
  }

  /// An unnamed end gets a name, a node and its words stay what they are.
  private mutating func named() -> [NeutralChange] {
    let ends = base.nodes.flatMap { node in exits(node).map { (node, $0) } }.filter {
      base.trees[home($0.0)]?[$0.1]?["end"] != nil
    }
    return some(ends).map { node, path in
      let target = base.trees[home(node)]![path]!
      return NeutralChange(
        [.outcomeGate, .outcomeMissingField, .nextStep, .unreachable, .reference],
        "\(path.joined(separator: ".")) named",
        changed {
          $0.set(home(node), path, .text("mutant_end"))
          $0.set(home(node), ["nodes", "mutant_end"], target)
        })
    }
  }

  /// One step more on a way.
  private mutating func steps() -> [NeutralChange] {
    let ways = base.nodes.flatMap { node in exits(node).map { (node, $0) } }.filter {
      base.trees[home($0.0)]?[$0.1]?.string != nil
    }
    return some(ways, 12).map { node, path in
      let target = base.trees[home(node)]![path]!
      return NeutralChange(
        [
          .interruptResume, .interruptDuty, .emergencyOtherOutcome, .clinicalNotRouted, .actGate,
          .deadEnd, .forcedLoop, .factNotGiven, .outcomeMissingField,
        ],
        "a step before \(target.string!) in \(node)",
        changed {
          $0.set(home(node), path, .text("mutant_step"))
          $0.set(home(node), ["nodes", "mutant_step"], .map([Tree.Entry("go", target)]))
        })
    }
      + Interrupt.allCases.compactMap { interrupt in
        guard let file = interruptFile(interrupt),
          let target = base.trees[file]?[path(interrupt)], target.string != nil
        else { return nil }
        return NeutralChange(
          [.interruptMissing, .interruptDuty, .emergencyOtherOutcome, .interruptResume],
          "a step before /\(interrupt.rawValue)",
          changed {
            $0.set(file, path(interrupt), .text("mutant_step"))
            $0.set(file, ["nodes", "mutant_step"], .map([Tree.Entry("go", target)]))
          })
      }
  }

  /// The same way, counted: it leads to one place in the end as in the beginning.
  private mutating func bounds() -> [NeutralChange] {
    let ways = nodes("hear").flatMap { node in exits(node).map { (node, $0) } }.filter {
      !["resume", nil].contains(base.trees[home($0.0)]?[$0.1]?.string)
    }
    return some(ways).map { node, path in
      let target = base.trees[home(node)]![path]!
      return NeutralChange(
        [.format, .forcedLoop, .deadEnd, .outcomeGate], "\(path.joined(separator: ".")) counted",
        changed {
          $0.set(
            home(node), path,
            .map([
              Tree.Entry("go", target), Tree.Entry("at_most", .text("3")),
              Tree.Entry("then", target),
            ]))
        })
    }
  }

  private mutating func effects() -> [NeutralChange] {
    some(nodes("hear")).map { node in
      NeutralChange(
        [.interruptDuty, .clinicalNotRouted, .factNotGiven], "\(node) tells the front desk",
        changed { $0.set(home(node), ["nodes", node, "route"], .text("front-desk")) })
    }
  }

  /// Another answer that leads where one leads already.
  private mutating func again() -> [NeutralChange] {
    some(nodes("hear")).map { node in
      let target = base.trees[home(node)]![exits(node)[0]]!
      return NeutralChange(
        [.localeLabel, .actGate, .privacyFlow, .interruptResume, .nextStep],
        "\(node) has an answer more",
        changed { clinic in
          clinic.set(home(node), ["nodes", node, "hear", "one_more"], target)
          for locale in MutantClinic.languages {
            clinic.set(
              base.localeFiles(locale)[0], ["labels", "\(node).one_more"], .text("one more"))
          }
        })
    }
  }

  // MARK: locales and approval

  private mutating func nearLocale() -> [NeutralChange] {
    some(base.lines("en")).map { line in
      NeutralChange(
        [.localeStale, .neverFact, .approval], "a note at \(line)",
        {
          var clinic = approved
          clinic.set(
            base.home(of: line, "en")!, ["lines", line, "note"], .text("Never say {mrn}, biopsy."))
          return clinic
        }())
    }
      + some(base.lines("es")).compactMap { line in
        let file = base.home(of: line, "es")!
        let text = base.trees[file]![["lines", line, "text"]]!.string!
        guard let fact = Template(text).facts.first, subject.facts(line).count == 1,
          !script[script.start].say.contains(where: { $0.line == line })
        else { return nil }
        return NeutralChange(
          [.localePlaceholders], "{\(fact.rawValue)} twice in \(line)",
          changed { $0.say("{\(fact.rawValue)}.", line, "es") })
      }
  }

  private mutating func nearApproval() -> [NeutralChange] {
    var changes: [NeutralChange] = []
    func add(_ name: String, _ change: (inout MutantClinic) -> Void) {
      var clinic = approved
      change(&clinic)
      changes.append(NeutralChange([.approval], name, clinic))
    }
    add("approved as it is") { _ in }
    for file in approved.files.map(\.path) where file.hasPrefix("scripts/") {
      add("a remark in \(file)") { $0.rewrite(file) { "# A remark.\n\n" + $0 } }
    }
    for node in some(nodes("hear"), 2) {
      add("a label of \(node)") { clinic in
        for key in base.node(node)!["hear"]!.keys {
          for file in base.localeFiles("es") {
            clinic.edit(file) {
              if $0["labels"]?["\(node).\(key)"] != nil {
                $0[["labels", "\(node).\(key)"]] = .text("otra")
              }
            }
          }
        }
      }
    }
    add("the console speaks otherwise") {
      $0.set("locales/es/console.yaml", ["labels", "interrupt.busy"], .text("ocupado"))
    }
    add("other hours of calling") { $0.policy.limits.contactsPerDay = 2 }
    return changes
  }
}

extension RuleID {
  /// The rule that a new way past the gate would break first.
  fileprivate static let privacyFlow = RuleID.factBeforeIdentity
}

import RecallDomain

@testable import ScriptEngine

/// Where a conversation can go: gates, outcomes, loops, ends without words.
extension MutantMaker {
  /// Another target for the first response of a `hear`.
  private func redirected(
    _ rule: RuleID, _ node: NodeID, _ target: Tree, _ name: String, spoken: Bool = true
  ) -> Mutant {
    let (file, path) = (home(node), exits(node)[0])
    return Mutant(
      rule, "\(node).\(path.last!) to \(name)", changed { $0.set(file, path, target) },
      .within(file, path), spoken: spoken)
  }

  private func prompts(_ nodes: Set<NodeID>?) -> [NodeID] {
    base.nodes.filter { nodes?.contains($0) == true && act($0) == "hear" }
  }

  mutating func actMutants() -> [Mutant] {
    let books = nodes("book")
    return some(prompts(seen.asked[.closed])).flatMap { node in
      books.prefix(1).map { book in
        let (file, path) = (home(node), exits(node)[0])
        return Mutant(
          .actGate, "\(node).\(path.last!) straight to \(book)",
          changed { $0.set(file, path, .text(book)) }, .at(home(book), ["nodes", book]),
          spoken: true)
      }
    }
      + nodes("verify").filter { base.node($0)!["verify"]!.string == "identity" }.filter {
        // The gate is left out: whoever answers is taken for the patient.
        leadsToBooking(base.node($0)!["then"]!["verified"]!.string)
      }.map { node in
        let verified = base.node(node)!["then"]!["verified"]!
        return Mutant(
          .actGate, "the gate of \(node) left out",
          changed { clinic in
            for key in ["verify", "then"] { clinic.set(home(node), ["nodes", node, key], nil) }
            clinic.set(home(node), ["nodes", node, "go"], verified)
          }, .anywhere, spoken: true)
      }
  }

  private func leadsToBooking(_ target: String?) -> Bool {
    guard let target, base.node(target) != nil else { return false }
    return script.reachable(from: [target]).contains { base.node($0)?["book"] != nil }
  }

  mutating func outcomeMutants() -> [Mutant] {
    Outcome.allCases.flatMap { outcome in
      outcome.details.flatMap { detail -> [Mutant] in
        let ending = Ending(outcome, detail)!
        let target = end(outcome.rawValue, detail.rawValue, say: plainLine)
        let wrong = GateLevel.allCases.filter { !ending.gateLevels.contains($0) }
        let gates = wrong.flatMap { level in
          some(prompts(seen.asked[level]), 1).map {
            redirected(.outcomeGate, $0, target, "\(ending) at \(level.rawValue)")
          }
        }
        guard !ending.requirements.isEmpty else { return gates }
        return gates
          + some(prompts(seen.bare), 2).map {
            redirected(.outcomeMissingField, $0, target, "\(ending), nothing obtained")
          }
      }
    } + unaskedEmergency() + withoutConsent()
  }

  /// Each question that an emergency owes its note, left out.
  private func unaskedEmergency() -> [Mutant] {
    let needed = ["emergency_words", "emergency_location", "agreed_911", "handed_to"]
    return road(.emergency).filter {
      needed.contains(base.node($0)?["ask"]?.string ?? "")
    }.map { node in
      let next = base.node(node)!["then"]!["given"]!
      return Mutant(
        .outcomeMissingField, "the emergency does without \(node)",
        changed { clinic in
          for key in ["ask", "then"] { clinic.set(home(node), ["nodes", node, key], nil) }
          clinic.set(home(node), ["nodes", node, "go"], next)
        }, .anywhere, spoken: true)
    }
  }

  /// A message counts as left although the record forbade it.
  private func withoutConsent() -> [Mutant] {
    nodes("leave").flatMap { node in
      ["not_left", "not_permitted"].map { exit in
        let path = ["nodes", node, "then", exit]
        let left = base.node(node)!["then"]!["left"]!
        return Mutant(
          .outcomeMissingField, "\(node) left without consent (\(exit))",
          changed { $0.set(home(node), path, left) }, .within(home(node), path), spoken: true)
      }
    }
      + nodes("send").map { node in
        Mutant(
          .outcomeMissingField, "\(node) sent without consent",
          changed {
            $0.set(
              home(node), ["nodes", node, "then", "no_consent"],
              end("left-message", "sent", say: plainLine))
          }, .within(home(node), ["nodes", node, "then", "no_consent"]), spoken: true)
      }
  }

  // MARK: flow

  mutating func flowMutants() -> [Mutant] {
    deadEnds() + loops() + unreached() + notGiven()
  }

  private mutating func deadEnds() -> [Mutant] {
    let visited = (seen.heard[.closed] ?? []).union(seen.heard[.open] ?? [])
    let reached = base.nodes.filter { visited.contains($0) }
    let actless = some(reached).map { node in
      Mutant(
        .deadEnd, "\(node) without an act",
        changed { clinic in
          for key in [act(node), "then", "detail"] {
            clinic.set(home(node), ["nodes", node, key], nil)
          }
          if base.node(node)?["say"] == nil {
            clinic.set(home(node), ["nodes", node, "say"], .text(plainLine))
          }
        }, .at(home(node), ["nodes", node]))
    }
    let circles = some(reached.filter { act($0) == "hear" }).map { node in
      Mutant(
        .deadEnd, "\(node) only leads to itself",
        changed {
          $0.set(
            home(node), ["nodes", node, "hear"], .map([Tree.Entry("again", .text(node))]))
        }, .at(home(node), ["nodes", node]), spoken: true)
    }
    return actless + circles
  }

  private mutating func loops() -> [Mutant] {
    let gates = some(nodes("verify").filter { seen.reaches($0) }, 3).map { node in
      Mutant(
        .forcedLoop, "\(node) asks for ever",
        changed { clinic in
          for exit in ["failed", "refused"] {
            clinic.set(home(node), ["nodes", node, "then", exit], .text(node))
          }
        }, .at(home(node), ["nodes", node]), spoken: true)
    }
    let messages = nodes("leave").filter(seen.reaches).map { node in
      Mutant(
        .forcedLoop, "\(node) insists",
        changed { $0.set(home(node), ["nodes", node, "then", "not_left"], .text(node)) },
        .at(home(node), ["nodes", node]), spoken: true)
    }
    let bounded = some(nodes("hear").filter(seen.reaches), 3).map { node in
      let then = Tree.map([
        Tree.Entry("go", .text(nodes("end")[0])),
        Tree.Entry("at_most", .text("2")), Tree.Entry("then", .text(node)),
      ])
      return Mutant(
        .forcedLoop, "\(node) is left twice only",
        changed {
          $0.set(home(node), ["nodes", node, "hear"], .map([Tree.Entry("again", then)]))
        }, .at(home(node), ["nodes", node]), spoken: true)
    }
    return gates + messages + bounded
  }

  private mutating func unreached() -> [Mutant] {
    base.scriptFiles.map { file in
      Mutant(
        .unreachable, "a node that nothing leads to",
        changed {
          $0.set(
            file, ["nodes", "mutant_lost"],
            .map([
              Tree.Entry("say", .text(plainLine)), Tree.Entry("end", .text("callback-requested")),
            ]))
        }, .at(file, ["nodes", "mutant_lost"]))
    } + lostTargets()
  }

  /// The only way to a node leads elsewhere.
  private mutating func lostTargets() -> [Mutant] {
    var ways: [NodeID: [(String, [String])]] = [:]
    let fromInterrupts = script.interrupts.values.flatMap(\.target.nodes)
    for node in base.nodes {
      for path in exits(node) where base.trees[home(node)]?[path]?.string != node {
        for target in targets(base.trees[home(node)]?[path]) {
          ways[target, default: []].append((home(node), path))
        }
      }
    }
    let single = ways.filter {
      $1.count == 1 && !fromInterrupts.contains($0) && $0 != script.start
        && $0 != script.startInbound && base.trees[$1[0].0]?[$1[0].1]?.string == $0
    }.sorted { $0.key < $1.key }
    return some(single).map { node, ways in
      Mutant(
        .unreachable, "\(node) lost its only way",
        changed { $0.set(ways[0].0, ways[0].1, end("callback-requested", say: plainLine)) },
        .at(home(node), ["nodes", node]))
    }
  }

  private func targets(_ target: Tree?) -> [String] {
    guard let target else { return [] }
    if let name = target.string { return [name] }
    return [target["go"]?.string].compactMap { $0 } + targets(target["then"])
  }

  private mutating func notGiven() -> [Mutant] {
    [Fact.appointment, .callbackWindow, .answerBy].flatMap { fact in
      speaking(seen.before[fact]).map { node in
        let (line, locale) = (line(of: node)!, Bool.random(using: &random) ? "en" : "es")
        return Mutant(
          .factNotGiven, "{\(fact.rawValue)} in \(line) (\(locale))",
          changed { $0.say("{\(fact.rawValue)}.", line, locale) }, say(node), spoken: true)
      }
        + [("engine", "engine.resume"), ("messages", "message.sms")].map { name, line in
          let file = "locales/en/\(name).yaml"
          return Mutant(
            .factNotGiven, "{\(fact.rawValue)} in \(line)",
            changed { $0.set(file, ["lines", line, "text"], .text("{\(fact.rawValue)}")) },
            .within(file, ["lines", line]))
        }
    }
  }

  // MARK: the close

  mutating func closeMutants() -> [Mutant] {
    some(
      nodes("hear").filter(seen.reaches).flatMap { node in
        exits(node).filter { base.trees[home(node)]?[$0]?["say"] != nil }.map { (node, $0) }
      }
    ).map { node, path in
      Mutant(
        .nextStep, "\(path.joined(separator: ".")) ends without a word",
        changed { $0.set(home(node), path + ["say"], nil) }, .within(home(node), path),
        spoken: true)
    }
      + some(nodes("hear").filter(seen.reaches), 3).map {
        redirected(.nextStep, $0, end("callback-requested"), "an end without a word")
      }
  }
}

extension Observed {
  /// Some call heard its words.
  func reaches(_ node: NodeID) -> Bool {
    heard.values.contains { $0.contains(node) }
  }
}

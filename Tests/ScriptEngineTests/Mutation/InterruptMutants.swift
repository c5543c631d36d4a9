import RecallDomain

@testable import ScriptEngine

/// What interrupts owe, where `resume` may stand, what an emergency may not do.
extension MutantMaker {
  mutating func interruptMutants() -> [Mutant] {
    missing() + resumes() + duties() + emergencies() + questions()
  }

  private func missing() -> [Mutant] {
    Interrupt.allCases.compactMap { interrupt in
      interruptFile(interrupt).map { file in
        Mutant(
          .interruptMissing, "no \(interrupt.rawValue)",
          changed { $0.set(file, path(interrupt), nil) },
          .file(script[script.start].place.file))
      }
    }
  }

  private mutating func resumes() -> [Mutant] {
    let road = script.mainRoad()
    return some(nodes("hear").filter { seen.onTheRoad.contains($0) && road.contains($0) }).map {
      node in
      let target = exits(node)[0]
      return Mutant(
        .interruptResume, "resume in \(node)",
        changed { $0.set(home(node), target, .text("resume")) }, .at(home(node), target),
        spoken: true)
    }
  }

  private func duties() -> [Mutant] {
    let owing = Interrupt.allCases.filter { $0.dutyQueue != nil || $0 == .stopCalling }
    return owing.flatMap { interrupt -> [Mutant] in
      guard let file = interruptFile(interrupt) else { return [] }
      let straight = [
        ("an end", end("callback-requested", say: plainLine)), ("resume", Tree.text("resume")),
      ].filter { $0.0 != "resume" || interrupt != .language }.map { name, target in
        Mutant(
          .interruptDuty, "\(interrupt.rawValue) straight to \(name)",
          changed { $0.set(file, path(interrupt), target) }, .within(file, path(interrupt)),
          spoken: true)
      }
      return straight + unrouted(interrupt)
    }
  }

  /// Whatever the road of an interrupt routes to its queue, it does no more.
  private func unrouted(_ interrupt: Interrupt) -> [Mutant] {
    guard let queue = interrupt.dutyQueue else { return [] }
    let routing = road(interrupt).filter {
      base.node($0)?["route"]?.strings.contains(queue.rawValue) == true
    }
    guard !routing.isEmpty else { return [] }
    return [
      Mutant(
        .interruptDuty, "\(interrupt.rawValue) without its route",
        changed { clinic in
          for node in routing { clinic.set(home(node), ["nodes", node, "route"], nil) }
        }, .anywhere, spoken: true)
    ]
  }

  private mutating func emergencies() -> [Mutant] {
    guard let file = interruptFile(.emergency) else { return [] }
    let straight = [
      ("resume", Tree.text("resume")),
      ("a dropped line", end("no-answer", "dropped")),
      ("the clinical team", end("escalated", "clinical", say: plainLine)),
    ].map { name, target in
      Mutant(
        .emergencyOtherOutcome, "emergency straight to \(name)",
        changed { $0.set(file, path(.emergency), target) }, .within(file, path(.emergency)),
        spoken: true)
    }
    let ways = road(.emergency).flatMap { node in exits(node).map { (node, $0) } }
    return straight
      + some(ways).flatMap { node, way in
        [
          ("resume", Tree.text("resume")),
          ("an end", end("declined", "do-not-contact", say: plainLine)),
        ]
        .map { name, target in
          Mutant(
            .emergencyOtherOutcome, "emergency: \(node).\(way.last!) to \(name)",
            changed { $0.set(home(node), way, target) }, .within(home(node), ["nodes", node]),
            spoken: true)
        }
      }
  }

  private mutating func questions() -> [Mutant] {
    let asking = nodes("ask").filter {
      base.node($0)!["ask"]!.string == "question"
        && base.node($0)!["route"]?.strings.contains("clinical") == true
    }
    let unrouted = asking.map { node in
      Mutant(
        .clinicalNotRouted, "\(node) keeps the question to itself",
        changed { $0.set(home(node), ["nodes", node, "route"], nil) }, .anywhere, spoken: true)
    }
    return unrouted
      + some(nodes("hear").filter { seen.bare.contains($0) && seen.onTheRoad.contains($0) }).map {
        node in
        let file = home(node)
        let exits = Tree.map(
          ["given", "none"].map {
            Tree.Entry($0, end("callback-requested", say: plainLine))
          })
        let clinic = changed { clinic in
          clinic.set(
            file, ["nodes", "mutant_asks"],
            .map([
              Tree.Entry("say", .text(plainLine)), Tree.Entry("ask", .text("question")),
              Tree.Entry("then", exits),
            ]))
          clinic.set(file, self.exits(node)[0], .text("mutant_asks"))
        }
        return Mutant(
          .clinicalNotRouted, "a question at \(node) for nobody", clinic,
          .within(file, ["nodes", "mutant_asks", "then", "given"]), spoken: true)
      }
  }
}

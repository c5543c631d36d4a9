import RecallDomain

@testable import ScriptEngine

/// Ways that look like a breach.
extension MutantMaker {
  mutating func nearFlow() -> [NeutralChange] {
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
}

extension RuleID {
  /// The rule that a new way past the gate would break first.
  fileprivate static let privacyFlow = RuleID.factBeforeIdentity
}

import RecallDomain

@testable import ScriptEngine

/// Languages and approvals that look like a breach.
extension MutantMaker {
  mutating func nearLocale() -> [NeutralChange] {
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

  mutating func nearApproval() -> [NeutralChange] {
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

import Foundation
import RecallDomain

@testable import ScriptEngine

/// Languages that are incomplete or out of step.
extension MutantMaker {
  mutating func localeMutants() -> [Mutant] {
    missingTexts() + staleTexts() + orphans() + placeholders() + plurals() + labels()
  }

  private func source(_ line: LineID) -> String {
    base.trees[base.home(of: line, "en")!]![["lines", line, "text"]]!.string!
  }

  private mutating func missingTexts() -> [Mutant] {
    let lines = some(base.lines("es")).map { line in
      let file = base.home(of: line, "es")!
      return Mutant(
        .localeMissing, "\(line) untranslated", changed { $0.set(file, ["lines", line], nil) },
        .at(file, ["lines"]))
    }
    let sentences = [("engine", "engine.again"), ("messages", "message.sms")].flatMap {
      name, line in
      MutantClinic.languages.map { locale in
        let file = "locales/\(locale)/\(name).yaml"
        return Mutant(
          .localeMissing, "\(line) (\(locale)) is gone",
          changed { $0.set(file, ["lines", line], nil) }, .at(file, ["lines"]))
      }
    }
    let facts = Fact.allCases.filter { fact in
      fact.mayBeMissing && base.lines("es").contains { subject.facts($0).contains(fact) }
    }
    let without = facts.map { fact in
      let file = "locales/es/language.yaml"
      return Mutant(
        .localeMissing, "nothing to say without \(fact.rawValue)",
        changed { $0.set(file, ["without", fact.rawValue], nil) }, .file(file))
    }
    let whole = ["engine", "language", base.script].map { name in
      let file = "locales/es/\(name).yaml"
      return Mutant(.localeMissing, "no \(file)", changed { $0.remove(file) }, .file(file))
    }
    let file = base.localeFiles("es").first { base.trees[$0]?["reasons"] != nil }
    let reasons = file.map { file in
      Mutant(
        .localeMissing, "no default reason",
        changed { $0.set(file, ["reasons", "default"], nil) },
        .file("locales/es/\(base.script).yaml"))
    }
    return lines + sentences + without + whole + [reasons].compactMap { $0 }
  }

  private mutating func staleTexts() -> [Mutant] {
    some(base.lines("es").filter { base.home(of: $0, "en") != nil }).flatMap { line in
      let file = base.home(of: line, "es")!
      let of = ["lines", line, "of"]
      return [
        ("source changed", changed { $0.say("Please.", line, "en") }),
        ("hash lost", changed { $0.set(file, of, nil) }),
        ("hash of another", changed { $0.set(file, of, .text("0123456789ab")) }),
      ].map { name, clinic in
        Mutant(.localeStale, "\(line): \(name)", clinic, .within(file, ["lines", line]))
      }
    }
  }

  private func orphans() -> [Mutant] {
    MutantClinic.languages.flatMap { locale -> [Mutant] in
      let file = "locales/\(locale)/\(base.script).yaml"
      let text = Tree.map([Tree.Entry("text", .text("Hello."))])
      return [
        Mutant(
          .localeOrphan, "a line that nobody says (\(locale))",
          changed { $0.set(file, ["lines", "mutant.line"], text) },
          .within(file, ["lines", "mutant.line"])),
        Mutant(
          .localeOrphan, "a label of nothing (\(locale))",
          changed { $0.set(file, ["labels", "mutant.label"], .text("x")) },
          .within(file, ["labels", "mutant.label"])),
      ]
    }
      + [("messages", "message.fax"), ("engine", "engine.sing")].map { name, line in
        let file = "locales/es/\(name).yaml"
        return Mutant(
          .localeOrphan, "\(line) in \(name)",
          changed {
            $0.set(file, ["lines", line], .map([Tree.Entry("text", .text("Hola."))]))
          }, .within(file, ["lines", line]))
      }
  }

  private mutating func placeholders() -> [Mutant] {
    let filled = base.lines("es").filter { line in
      base.home(of: line, "en") != nil && !Template(source(line)).facts.isEmpty
    }
    return some(filled).flatMap { line -> [Mutant] in
      let file = base.home(of: line, "es")!
      let path = ["lines", line, "text"]
      let text = base.trees[file]![path]!.string!
      guard let fact = Template(text).facts.first else { return [] }
      let name = "{\(fact.rawValue)}"
      let other = fact == .clinicHours ? "{portal}" : "{clinic_hours}"
      return [
        ("swapped", text.replacing(name, with: other)), ("lost", text.replacing(name, with: "")),
        ("added", text + " {greeting}{caller}{portal}"),
        ("misspelt", text.replacing(name, with: "{\(fact.rawValue)s}")),
      ].map { change, text in
        Mutant(
          .localePlaceholders, "\(line): \(name) \(change)",
          changed { $0.set(file, path, .text(text)) }, .within(file, ["lines", line]))
      }
    }
  }

  private mutating func plurals() -> [Mutant] {
    let counted = Tree.map([
      Tree.Entry("count", .text("weeks_overdue")), Tree.Entry("one", .text("One week.")),
      Tree.Entry("other", .text("{weeks_overdue} weeks.")), Tree.Entry("without", .text("Hello.")),
    ])
    return some(base.lines("es"), 2).flatMap { line -> [Mutant] in
      let file = base.home(of: line, "es")!
      var broken: [(String, Tree)] = ["one", "without"].map { key in
        var tree = counted
        tree[key] = nil
        return ("no \(key)", tree)
      }
      for (key, text) in [
        ("few", "{weeks_overdue} weeks."), ("without", "{weeks_overdue} weeks."),
        ("other", "{weeks_since_visit} weeks."),
      ] {
        var tree = counted
        tree[key] = .text(text)
        broken.append(("\(key): \(text)", tree))
      }
      broken.append(("uncounted", .map([Tree.Entry("text", .text("{weeks_overdue} weeks."))])))
      return broken.map { name, tree in
        Mutant(
          .localePlural, "\(line): \(name)", changed { $0.set(file, ["lines", line], tree) },
          .within(file, ["lines", line]))
      }
    }
  }

  private mutating func labels() -> [Mutant] {
    let shared = some(LocaleLabel.requiredKeys).map { key in
      let file = "locales/es/console.yaml"
      return Mutant(
        .localeLabel, "\(key) has no name", changed { $0.set(file, ["labels", key], nil) },
        .file(file))
    }
    let responses = nodes("hear").flatMap { node in
      base.node(node)!["hear"]!.keys.map { (node, $0) }
    }
    return shared
      + some(responses).map { node, response in
        let clinic = changed { clinic in
          for file in base.localeFiles("es") {
            for key in [response, "\(node).\(response)"] {
              clinic.edit(file) {
                if $0["labels"]?[key] != nil { $0[["labels", key]] = nil }
              }
            }
          }
        }
        return Mutant(
          .localeLabel, "\(node).\(response) has no name", clinic,
          .within(home(node), ["nodes", node, "hear", response]))
      }
  }
}

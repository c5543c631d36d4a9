import Foundation
import RecallDomain

@testable import ScriptEngine

/// Languages that are incomplete, out of step, ill-mannered or long-winded; and approvals that no
/// longer fit.
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

  // MARK: tone and time

  private func language(_ locale: String) -> Language {
    subject.edition.phrasebooks[locale]!.language
  }

  mutating func toneMutants() -> [Mutant] {
    let avoided = MutantClinic.languages.flatMap { locale in
      some(language(locale).avoid.map(\.phrase)).map { ($0, locale) }
    }
    let said = avoided.flatMap { phrase, locale in
      let bare = phrase.folding(options: .diacriticInsensitive, locale: nil)
      return [
        phrase, phrase.uppercased(), bare, phrase.replacing(" ", with: "  "),
        "Hello, \(phrase), hello",
      ].flatMap { text in
        some(base.lines(locale), 1).map { line in
          Mutant(
            .toneAvoid, "\(text) in \(line) (\(locale))",
            changed { $0.say("\(text).", line, locale) },
            .within(base.home(of: line, locale)!, ["lines", line]))
        }
      }
    }
    let elsewhere = [
      ("language", ["greetings", "12"]), ("language", ["without", "location"]),
      ("engine", ["lines", "engine.again", "text"]),
      ("messages", ["lines", "message.portal", "text"]),
    ].map { name, path in
      let file = "locales/en/\(name).yaml"
      return Mutant(
        .toneAvoid, "blame in \(path.joined(separator: "."))",
        changed { $0.set(file, path, .text("You missed it")) }, .file(file))
    }
    return said + elsewhere + informal()
  }

  private mutating func informal() -> [Mutant] {
    let forms = language("es").register?.refuse ?? []
    let said = some(forms).flatMap { form in
      [form, form.uppercased(), "¿\(form)?"].flatMap { text in
        some(base.lines("es"), 1).map { line in
          Mutant(
            .toneRegister, "\(text) in \(line)", changed { $0.say("\(text).", line, "es") },
            .within(base.home(of: line, "es")!, ["lines", line]))
        }
      }
    }
    let greeting = "locales/es/language.yaml"
    return said + [
      Mutant(
        .toneRegister, "a greeting with tú",
        changed { $0.set(greeting, ["greetings", "12"], .text("Hola, ¿cómo estás?")) },
        .file(greeting))
    ]
  }

  mutating func speechMutants() -> [Mutant] {
    let (start, file) = (script.start, home(script.start))
    let limit = ["nodes", start, "at_most_seconds"]
    var mutants = [
      Mutant(
        .speechTooLong, "no limit at the start", changed { $0.set(file, limit, nil) },
        .at(file, ["nodes", start])),
      Mutant(
        .speechTooLong, "one second to say it all",
        changed { $0.set(file, limit, .text("1")) }, .at(file, ["nodes", start])),
    ]
    let breath = "And so I would like to say a good many things more before you can answer at all"
    for locale in MutantClinic.languages {
      guard let line = line(of: start) else { continue }
      mutants.append(
        Mutant(
          .speechTooLong, "a long breath (\(locale))",
          changed { $0.say(breath + ", " + breath + ".", line, locale) },
          .at(file, ["nodes", start])))
      mutants.append(
        Mutant(
          .speechTooLong, "slow speech (\(locale))",
          changed {
            $0.set("locales/\(locale)/language.yaml", ["syllables_per_second"], .text("1"))
          }, .at(file, ["nodes", start])))
    }
    var wordy = base
    wordy.policy.neutralName = String(repeating: "The Very Long Lakeside Clinic ", count: 6)
    if line(of: start).map({ subject.facts($0).contains(.clinic) }) == true {
      mutants.append(
        Mutant(.speechTooLong, "a clinic with a long name", wordy, .at(file, ["nodes", start])))
    }
    return mutants
      + speaking(seen.heard[.closed], 3).map { node in
        Mutant(
          .speechTooLong, "\(node) in no time",
          changed { $0.set(home(node), ["nodes", node, "at_most_seconds"], .text("0.1")) },
          .at(home(node), ["nodes", node]))
      }
  }

  // MARK: approval

  /// The script as its lead approved it.
  var approved: MutantClinic {
    var clinic = base
    clinic.others = base.library().approvals(by: "lead", at: TestCall.noon).map(\.file)
    return clinic
  }

  mutating func approvalMutants() -> [Mutant] {
    let site = Mutant.Site.file("scripts/\(base.script).yaml")
    var mutants = [Mutant(.approval, "never approved", base, site)]
    func add(_ name: String, _ change: (inout MutantClinic) -> Void) {
      var clinic = approved
      change(&clinic)
      mutants.append(Mutant(.approval, name, clinic, site))
    }
    for line in some(base.lines("en").filter { base.home(of: $0, "es") != nil }) {
      add("\(line) reworded") { $0.say("Thank you.", line, "en", inStep: true) }
      add("\(line) translated anew") { $0.say("Gracias.", line, "es") }
    }
    for node in some(nodes("hear")) {
      add("\(node) records a barrier") {
        $0.set(home(node), ["nodes", node, "barrier"], .text("other"))
      }
      add("\(node) routes") {
        $0.set(home(node), ["nodes", node, "route"], .text("front-desk"))
      }
    }
    add("another greeting") {
      $0.set("locales/es/language.yaml", ["greetings", "12"], .text("Muy buenas tardes"))
    }
    add("another engine sentence") {
      $0.set("locales/es/engine.yaml", ["lines", "engine.again", "text"], .text("¿Otra vez?"))
    }
    add("fewer identifiers") { $0.policy.identity.require = [.dateOfBirth] }
    add("tightened disclosure") { $0.policy.disclosure = ["portal": .open] }
    for file in approved.others {
      add("a forged approval") { clinic in
        let text = String(decoding: file.bytes, as: UTF8.self)
        clinic.others = [
          SourceFile(
            path: file.path, bytes: Array(text.replacing("sha256:", with: "sha256:0").utf8))
        ]
      }
    }
    return mutants
  }
}

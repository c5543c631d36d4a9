import Foundation
import RecallDomain

@testable import ScriptEngine

/// Words that are ill-mannered or long-winded.
extension MutantMaker {
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
}

import RecallDomain

@testable import ScriptEngine

/// The three rules of privacy: what is said too early, and however it is hidden.
extension MutantMaker {
  mutating func factMutants() -> [Mutant] {
    earlyFacts() + earlyCounts() + sentFacts() + bareTexts() + behindInterrupts()
  }

  private func protected(above level: GateLevel) -> [Fact] {
    Fact.allCases.filter { $0.level > level }
  }

  private mutating func earlyFacts() -> [Mutant] {
    [GateLevel.closed, .scheduling].flatMap { level -> [Mutant] in
      protected(above: level).filter { !$0.isCount }.flatMap { fact in
        speaking(seen.heard[level], 2).map { node in
          let (line, locale) = (line(of: node)!, Bool.random(using: &random) ? "en" : "es")
          let clinic = changed { $0.say("{\(fact.rawValue)}.", line, locale) }
          return Mutant(
            .factBeforeIdentity, "{\(fact.rawValue)} in \(line) (\(locale)), \(level.rawValue)",
            clinic, say(node), spoken: true)
        }
      }
    }
  }

  /// Only the count betrays it, or only one of its forms.
  private mutating func earlyCounts() -> [Mutant] {
    speaking(seen.heard[.closed], 3).flatMap { node in
      ["{weeks_overdue} weeks.", "Some weeks."].map { words in
        let (line, locale) = (line(of: node)!, "es")
        let counted = Tree.map([
          Tree.Entry("of", .text("000000000000")), Tree.Entry("count", .text("weeks_overdue")),
          Tree.Entry("one", .text("Hola.")), Tree.Entry("other", .text(words)),
          Tree.Entry("without", .text("Hola.")),
        ])
        let clinic = changed { $0.set(base.home(of: line, locale)!, ["lines", line], counted) }
        return Mutant(
          .factBeforeIdentity, "counted \(line): \(words)", clinic, say(node), spoken: true)
      }
    }
  }

  private mutating func sentFacts() -> [Mutant] {
    let surfaces = [
      ("engine", "engine.again"), ("engine", "engine.resume"), ("messages", "message.sms"),
      ("messages", "message.email"),
    ]
    return surfaces.flatMap { name, line in
      some(protected(above: .closed).filter { !$0.isCount }, 2).map { fact in
        let file = "locales/en/\(name).yaml"
        let text = base.trees[file]?[["lines", line, "text"]]?.string ?? ""
        return Mutant(
          .factBeforeIdentity, "{\(fact.rawValue)} in \(line)",
          changed {
            $0.set(file, ["lines", line, "text"], .text(text + " {\(fact.rawValue)}"))
          }, .within(file, ["lines", line]))
      }
    }
  }

  private func bareTexts() -> [Mutant] {
    let file = base.localeFiles("en").first { base.trees[$0]?["reasons"] != nil }
    guard let file else { return [] }
    return [
      Mutant(
        .factBeforeIdentity, "a fact in a reason",
        changed { $0.set(file, ["reasons", "default", "text"], .text("a visit {due}")) },
        .within(file, ["reasons", "default"]))
    ]
  }

  /// The protected line is reached by two interrupts, one inside the other.
  private mutating func behindInterrupts() -> [Mutant] {
    let roads: [Interrupt] = [.otherPerson, .busy, .hesitant, .upset]
    return roads.flatMap { interrupt in
      some(
        road(interrupt).filter { act($0) == "hear" && seen.asked[.closed]?.contains($0) == true }, 1
      )
      .map { node in
        let (file, added) = (home(node), "mutant_tells")
        let clinic = changed { clinic in
          clinic.set(
            file, ["nodes", added],
            .map([
              Tree.Entry("say", .text("mutant.tells")),
              Tree.Entry("end", .text("callback-requested")),
            ]))
          clinic.set(file, ["nodes", node, "hear", "mutant_road"], .text(added))
          for locale in MutantClinic.languages {
            clinic.set(
              "locales/\(locale)/\(base.script).yaml", ["lines", "mutant.tells"],
              .map([Tree.Entry("text", .text("{reason}"))]))
          }
        }
        return Mutant(
          .factBeforeIdentity, "protected words behind /\(interrupt.rawValue) at \(node)", clinic,
          .at(file, ["nodes", added, "say"]), spoken: true)
      }
    }
  }

  // MARK: words

  /// The same word as a listener hears it, written so that a reader overlooks it. What is drawn as nothing
  /// is none of them: no file that holds it is read.
  static func disguises(_ word: String) -> [(name: String, text: String)] {
    let letters = word.map(String.init)
    let homoglyphs = [
      "a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "y": "у", "i": "і",
    ]
    let accents = ["a": "á", "e": "è", "i": "ï", "o": "ô", "u": "ū", "n": "ñ", "c": "ç"]
    let wide = word.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar)
        ? String(Unicode.Scalar(scalar.value - 0x61 + 0xFF41)!) : String(scalar)
    }
    let middle = letters.count / 2
    let halves = (letters[..<middle].joined(), letters[middle...].joined())
    let all = [
      ("plain", word), ("capitals", word.uppercased()),
      ("accents", letters.map { accents[$0] ?? $0 }.joined()),
      ("combining", letters.joined(separator: "\u{301}")),
      ("homoglyphs", letters.map { homoglyphs[$0] ?? $0 }.joined()),
      ("one homoglyph", word.replacing("o", with: "ο", maxReplacements: 1)),
      ("full width", wide.joined()),
      ("soft hyphen", halves.0 + "\u{AD}" + halves.1),
      ("hyphen", halves.0 + "-" + halves.1), ("no-break hyphen", halves.0 + "\u{2011}" + halves.1),
      ("points", letters.joined(separator: ".")), ("spelled", letters.joined(separator: " ")),
      ("quotes", "“\(word)”"), ("possessive", word + "’s"),
    ]
    return all.map { (name: $0.0, text: $0.1) }
  }

  mutating func wordMutants() -> [Mutant] {
    let words = MutantClinic.languages.flatMap { locale -> [String] in
      subject.edition.phrasebooks[locale]!.language.protectedWords
    }
    .filter { !$0.contains(" ") && !$0.contains("-") && $0.count > 3 }
    let disguised = some(words, 3).flatMap { word -> [Mutant] in
      Self.disguises(word).flatMap { disguise -> [Mutant] in
        speaking(
          Bool.random(using: &random) ? seen.heard[.closed] : seen.heard[.scheduling], 1
        ).map { node in
          let (line, locale) = (line(of: node)!, Bool.random(using: &random) ? "en" : "es")
          let clinic = changed { $0.say("\(disguise.text).", line, locale) }
          return Mutant(
            .wordBeforeIdentity, "\(word) (\(disguise.name)) in \(line) (\(locale))", clinic,
            say(node), spoken: true)
        }
      }
    }
    return disguised + splitWords() + everywhere() + clinicValues()
  }

  /// The phrase begins in one line and ends in the next.
  private mutating func splitWords() -> [Mutant] {
    speaking(seen.heard[.closed], 2).map { node in
      let (line, file) = (line(of: node)!, home(node))
      let clinic = changed { clinic in
        clinic.say("Mental", line, "en")
        clinic.set(file, ["nodes", node, "say"], .list([.text(line), .text("mutant.more")]))
        for locale in MutantClinic.languages {
          clinic.set(
            "locales/\(locale)/\(base.script).yaml", ["lines", "mutant.more"],
            .map([Tree.Entry("text", .text("Health, and so on."))]))
        }
      }
      return Mutant(
        .wordBeforeIdentity, "a phrase over two lines of \(node)", clinic, say(node), spoken: true)
    }
  }

  private mutating func everywhere() -> [Mutant] {
    let surfaces = [
      ("engine", ["lines", "engine.again", "text"]),
      ("messages", ["lines", "message.sms", "text"]),
      ("messages", ["lines", "message.email", "text"]), ("language", ["greetings", "12"]),
      ("language", ["without", "provider"]), ("language", ["parts", "morning"]),
    ]
    return surfaces.map { name, path in
      let file = "locales/es/\(name).yaml"
      return Mutant(
        .wordBeforeIdentity, "biopsia in \(path.joined(separator: "."))",
        changed { $0.set(file, path, .text("BIOPSIA")) }, .file(file))
    }
  }

  private func clinicValues() -> [Mutant] {
    var named = base
    named.policy.neutralName = "Lakeside Oncology"
    return [Mutant(.wordBeforeIdentity, "the clinic's name", named, .anywhere, spoken: true)]
  }

  // MARK: never

  mutating func neverMutants() -> [Mutant] {
    let texts = Fact.never.sorted().flatMap { fact in
      some(base.lines("en") + ["mutant.unused"], 2).map { line in
        let file = base.home(of: line, "en") ?? base.localeFiles("en")[0]
        return Mutant(
          .neverFact, "{\(fact)} in \(line)",
          changed { $0.set(file, ["lines", line, "text"], .text("So {\(fact)}.")) },
          .within(file, ["lines", line]))
      }
    }
    let portal = "locales/en/messages.yaml"
    let sent = Mutant(
      .neverFact, "{mrn} in the portal",
      changed { $0.set(portal, ["lines", "message.portal", "text"], .text("{mrn}")) },
      .within(portal, ["lines", "message.portal"]))
    let first = base.lines("en").first { subject.facts($0).contains(.clinicPhone) }
    return texts + [sent]
      + (first.map { line -> [Mutant] in
        var strict = base
        strict.policy.disclosure = ["clinic_phone": .never]
        return [
          Mutant(
            .neverFact, "a clinic that never says its number", strict,
            .within(base.home(of: line, "en")!, ["lines", line]))
        ]
      } ?? [])
  }
}

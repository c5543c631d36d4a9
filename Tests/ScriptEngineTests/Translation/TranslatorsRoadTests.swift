import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("The translator's road")
struct TranslatorsRoadTests {
  private func policy(_ languages: [String]) -> ClinicPolicy {
    var policy = ClinicPolicy(name: "Clinic")
    policy.languages = languages
    return policy
  }

  private func report(
    _ fixture: LocaleFixture, _ tag: String, offered: [String] = ["en", "es"]
  ) -> LocaleReport {
    let read = policy(offered.contains(tag) ? offered : offered + [tag])
    return LocaleReport(
      locale: tag, library: ScriptLibrary.read(files: fixture.sources, policy: read),
      offered: policy(offered))
  }

  @Test("a complete language has nothing to do next")
  func complete() {
    let report = report(LocaleFixture(), "es")
    #expect(report.missing == [] && report.stale == [])
    #expect(report.next == nil)
    #expect(report.translated == report.texts)
  }

  @Test("a new language is led from an empty folder to the clinic's list, step by step")
  func newLanguage() throws {
    var fixture = LocaleFixture()
    var seen: [String] = []
    for _ in 0..<200 {
      guard let step = report(fixture, "fr").next else { break }
      switch step {
      case .writeLanguageFile(let path, let text):
        seen.append("language")
        fixture.files[path] = text
      case .translate(let step):
        seen.append(step.address.file)
        write(step, into: &fixture)
      case .offer(let locale, let languages):
        #expect(locale == "fr" && languages == ["en", "es", "fr"])
        seen.append("offer")
      case .review, .clinicWords: Issue.record("no such step was due: \(step)")
      case .mend(let finding): Issue.record("\(finding.place): \(finding.message)")
      }
      if seen.last == "offer" || seen.last == nil { break }
    }
    #expect(seen.first == "language" && seen.last == "offer")
    #expect(Set(seen) == ["language", "shared", "visit", "engine", "messages", "console", "offer"])
    let done = report(fixture, "fr", offered: ["en", "es", "fr"])
    #expect(done.isComplete)
    #expect(done.findings.map(\.message) == [])
  }

  @Test("a language that is offered wants the clinic's own words in it, one key after the other")
  func clinicWords() {
    var offered = policy(["en", "es"])
    (offered.hours, offered.hoursByLanguage) = ("all day", ["en": "all day"])
    (offered.portal, offered.portalByLanguage) = ("the portal", ["en": "the portal"])
    offered.emergency.whoCalls911 = ["en": "the front desk", "fr": "l'accueil"]
    var seen: [String] = []
    while case .clinicWords("es", let key)? = LocaleReport(
      locale: "es", library: ScriptLibrary.read(files: LocaleFixture().sources, policy: offered),
      offered: offered
    ).next, seen.last != key {
      seen.append(key)
      switch key {
      case "hours": offered.hoursByLanguage["es"] = "todo el día"
      case "portal": offered.portalByLanguage["es"] = "el portal"
      default: offered.emergency.whoCalls911["es"] = "la recepción"
      }
    }
    #expect(seen == ["hours", "portal", "who_calls_911"])
  }

  /// What the step says, done by hand: the block under its section, `…` written over.
  private func write(_ step: LocaleStep.TextStep, into fixture: inout LocaleFixture) {
    let section = "\n\(step.address.section.rawValue):\n"
    var text = fixture.files[step.path] ?? "recall-locale: 1\nlocale: fr\n"
    #expect(step.fileExists == (fixture.files[step.path] != nil))
    if !text.contains(section) { text += section }
    let words = step.source.texts.joined(separator: " ").replacing("\"", with: "")
    var block = step.block
    if case .counted(_, let forms, let without) = step.source {
      for (category, form) in forms {
        block = block.replacing(
          "\(category.rawValue): \"…\"", with: "\(category.rawValue): \"\(form)\"")
      }
      block = block.replacing("without: \"…\"", with: "without: \"\(without ?? "")\"")
    }
    block = block.replacing("…", with: words)
    fixture.files[step.path] = text.replacing(section, with: section + block + "\n")
  }

  @Test("a stale text is named, shown and accepted; nothing else of the file changes")
  func stale() throws {
    let fixture = LocaleFixture().changing(
      "locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
    let stale = report(fixture, "es")
    #expect(stale.stale.map(\.description) == ["visit/lines/identity.ask"])
    guard case .review(let step)? = stale.next else {
      Issue.record("the next step is \(String(describing: stale.next))")
      return
    }
    #expect(step.path == "locales/es/visit.yaml")
    let review = try review(fixture, ["identity.ask"])
    let written = review.accepted(in: fixture.sources)
    #expect(written.accepted == stale.stale && written.failed == [])
    let (old, new) = (
      TranslationHash.of("May I ask your name?"), TranslationHash.of("May I have your name?")
    )
    #expect(
      written.files.map { String(decoding: $0.bytes, as: UTF8.self) }
        == [fixture.files["locales/es/visit.yaml"]!.replacing(old, with: new)])
  }

  @Test("every stale text is accepted when none is named, and what is fresh is left alone")
  func acceptAll() throws {
    let fixture = LocaleFixture()
      .changing("locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
      .changing("locales/en/shared.yaml", "Thank you.", "Thank you very much.")
    let written = try review(fixture, []).accepted(in: fixture.sources)
    #expect(
      written.accepted.map(\.description)
        == ["shared/lines/close.thanks", "visit/lines/identity.ask"])
    let fresh = try review(LocaleFixture(), ["identity.ask"])
    #expect(fresh.notStale.map(\.key) == ["identity.ask"])
    #expect(fresh.accepted(in: fixture.sources).files == [])
  }

  @Test("an unknown key is an error, with the one that was probably meant")
  func unknownKey() {
    #expect {
      _ = try review(LocaleFixture(), ["identty.ask"])
    } throws: { error in
      (error as? StaleReview.Unknown)?.message.contains("did you mean \"identity.ask\"") == true
    }
  }

  private func review(_ fixture: LocaleFixture, _ keys: [String]) throws -> StaleReview {
    let read = LocaleReader.read(fixture.sources, languages: ["en", "es"]).locales
    return try StaleReview(
      source: try #require(read["en"]), translation: try #require(read["es"]), keys: keys)
  }

  @Test("staff texts are looked at too: missing, other placeholders, plural forms, unused")
  func staff() {
    var fixture = LocaleFixture()
    fixture.files["locales/en/console.yaml"]! += """
      lines:
        a: { text: "Hello {name}" }
        b: { count: count, one: "one", other: "{count}" }
        c: "Bye"
      """
    fixture.files["locales/es/console.yaml"]! += """
      lines:
        a: { text: "Hola {nombre}" }
        b: { count: count, other: "{count}" }
        unused: "Nada"
      """
    let told = report(fixture, "es").findings.map { "\($0.rule.rawValue) \($0.message)" }
    #expect(
      told.sorted() == [
        "locale/missing line \"c\" is missing in \"es\"",
        "locale/orphan line \"unused\" in \"es\" has no text in the source",
        "locale/placeholders line \"a\" in \"es\" does not use \"name\", which its source does",
        "locale/placeholders line \"a\" in \"es\" uses \"nombre\", which its source does not",
        "locale/plural line \"b\" in \"es\" lacks the plural form \"one\"",
      ])
  }

  @Test("the shipped Spanish is complete")
  func shipped() throws {
    let report = LocaleReport(
      locale: "es",
      library: ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy(["en", "es"])),
      offered: policy(["en", "es"]))
    #expect(report.findings.map { "\($0.place): \($0.message)" } == [])
    #expect(report.isComplete)
  }
}

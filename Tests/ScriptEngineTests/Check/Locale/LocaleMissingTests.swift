import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/missing")
struct LocaleMissingTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"
  private let en = "locales/en/visit.yaml"

  @Test(
    "a line that is spoken and not translated is missing, at the lines of the file it belongs in")
  func missingLine() {
    let broken = clinic.changing("locales/es/shared.yaml", "close.thanks", "close.thank_you")
    #expect(
      broken.told().first { $0.hasPrefix("locale/missing") }
        == "locale/missing locales/es/shared.yaml:3 line \"close.thanks\", spoken at "
        + "scripts/shared.yaml:5:10, is missing in \"es\"")
    #expect(broken.told().filter { $0.hasPrefix("locale/missing") }.count == 1)
  }

  @Test("a line that only the translation has is missing in the source")
  func missingInSource() {
    let broken = clinic.changing(en, "identity.ask", "identity.asks")
    #expect(
      broken.findings().contains {
        $0.rule == .localeMissing && $0.message.hasSuffix("is missing in \"en\"")
      })
  }

  @Test("a line that is in no language is unknown, which is not this rule's")
  func unknownLine() {
    let broken = clinic.changing("scripts/shared.yaml", "close.thanks", "close.nothing")
    #expect(broken.findings().map(\.rule).allSatisfy { $0 == .localeOrphan })
  }

  @Test(
    "files, reasons, rehearsals, sentences and messages are missed",
    arguments: [
      ("engine", "line \"engine.resume\" is missing in \"es\""),
      ("messages", "line \"message.sms\" is missing in \"es\""),
      ("language", "file of the language \"es\" is missing"),
      ("visit", "reason \"default\" of script \"visit\" is missing in \"es\""),
      ("visit", "reason \"yearly\" is missing in \"es\""),
      ("visit", "rehearsal \"busy.says\" is missing in \"es\""),
    ])
  func missingFile(name: String, message: String) {
    let told = clinic.without("locales/es/\(name).yaml").findings()
    #expect(
      told.contains {
        $0.rule == .localeMissing && $0.message == message
          && $0.place == SourcePlace(file: "locales/es/\(name).yaml", line: 1, column: 1)
      })
  }

  @Test("an offered language without a folder misses everything, and says so")
  func missingFolder() {
    let scripts = ScriptReader.read(clinic.sources).scripts
    let read = LocaleReader.read(clinic.sources, languages: ["en", "fr"])
    let findings = LocaleCheck.findings(
      scripts: scripts, folders: read.locales, languages: ["en", "fr"])
    #expect(findings.contains { $0.message == "file of the language \"fr\" is missing" })
    #expect(
      findings.allSatisfy { $0.place.file.hasPrefix("locales/fr/") || $0.rule == .localeLabel })
  }

  @Test("a fact that a record may lack needs a neutral phrase where a line uses it")
  func neutralPhrase() {
    let broken = clinic.changing(
      "locales/es/language.yaml", "without: { provider: \"your doctor\" }", "")
    #expect(
      broken.told() == [
        "locale/missing locales/es/language.yaml:1 fact \"provider\" may be missing from a record "
          + "and has no phrase under \"without\" in \"es\", and line \"told.weeks\" uses it"
      ])
  }

  @Test("parts of the day need words where a line says when to call back")
  func parts() {
    let broken = clinic.changing("locales/es/language.yaml", ", evening: \"e\"", "")
    #expect(broken.findings().map(\.rule) == [.localeMissing])
    let unused = broken.changing("scripts/visit.yaml", "[told.weeks, told.when]", "told.weeks")
    #expect(unused.findings().allSatisfy { $0.rule == .localeOrphan })
  }
}

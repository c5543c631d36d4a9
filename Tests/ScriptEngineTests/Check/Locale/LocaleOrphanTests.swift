import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/orphan")
struct LocaleOrphanTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"
  private let en = "locales/en/visit.yaml"

  @Test(
    "what nothing uses is a warning with its place",
    arguments: [
      (
        "locales/en/visit.yaml", "lines:", "lines:\n  told.never: { text: \"x\" }",
        "line \"told.never\" in \"en\" is not used: no script speaks it"
      ),
      (
        "locales/es/shared.yaml", "lines:", "lines:\n  close.more: { text: \"x\" }",
        "line \"close.more\" in \"es\" has no text in the source"
      ),
      (
        "locales/en/visit.yaml", "labels:", "labels:\n  patients: \"x\"",
        "label \"patients\" in \"en\" is of no response; did you mean \"patient\"?"
      ),
      (
        "locales/en/engine.yaml", "lines:", "lines:\n  engine.more: { text: \"x\" }",
        "line \"engine.more\" in \"en\" is not used: the engine does not speak it"
      ),
    ])
  func orphan(path: String, old: String, new: String, message: String) {
    let findings = clinic.changing(path, old, new).findings()
    #expect(
      findings.contains {
        $0.rule == .localeOrphan && $0.severity == .warning && $0.message.hasPrefix(message)
          && $0.place.file == path
      })
  }

  @Test("a file of no script is an orphan as a whole")
  func orphanFile() {
    var more = clinic
    more.files["locales/en/vist.yaml"] = "recall-locale: 1\nlocale: en\n"
    #expect(
      more.told() == [
        "locale/orphan locales/en/vist.yaml:1 file \"locales/en/vist.yaml\" belongs to no script or "
          + "fragment in use"
      ])
  }

  @Test("while a script cannot be read, nothing is called unused")
  func notWhole() {
    let read = LocaleReader.read(clinic.sources, languages: ["en", "es"])
    #expect(
      LocaleCheck.findings(
        scripts: [], folders: read.locales, languages: ["en", "es"], whole: false) == [])
  }
}

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A language made by program")
struct PseudoLanguageTests {
  @Test("texts are accented, longer, in brackets; names in braces and braces stay")
  func text() {
    let text = PseudoLanguage.text("Hello {caller}, {{you}}")
    #expect(text.first == PseudoLanguage.open && text.last == PseudoLanguage.close)
    #expect(text.contains("Ĥéļļö {caller}, {{ýöû}}"))
    #expect(text.count > "Hello {caller}, {{you}}".count * 5 / 4)
  }

  @Test("it is a complete translation of its source, plural forms and all")
  func complete() throws {
    let fixture = LocaleFixture()
    let source = try #require(
      LocaleReader.read(fixture.sources, languages: ["en"]).locales["en"])
    let files = fixture.sources + PseudoLanguage.files(of: source)
    let languages = ["en", PseudoLanguage.tag]
    let read = LocaleReader.read(files, languages: languages)
    let findings = LocaleCheck.findings(
      scripts: ScriptReader.read(files).scripts, folders: read.locales, languages: languages)
    #expect((read.findings + findings).map(\.message) == [])
  }
}

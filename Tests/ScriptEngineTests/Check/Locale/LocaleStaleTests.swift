import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/stale")
struct LocaleStaleTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"
  private let en = "locales/en/visit.yaml"

  @Test("a changed source makes its translation stale, a changed note does not")
  func stale() {
    let changed = clinic.changing("locales/en/shared.yaml", "Thank you.", "Thank you so much.")
    let hash = TranslationHash.of("Thank you so much.")
    #expect(
      changed.told() == [
        "locale/stale locales/es/shared.yaml:4 line \"close.thanks\" in \"es\" translates an older "
          + "text; the source now reads as \"\(hash)\""
      ])
    let noted = clinic.changing(
      "locales/en/shared.yaml", "text: \"Thank you.\"", "text: \"Thank you.\", note: \"kind\"")
    #expect(noted.told() == [])
  }

  @Test("a translation without of: does not say what it translates")
  func noOf() {
    let path = "locales/es/shared.yaml"
    let of = "of: \"\(TranslationHash.of("Thank you."))\", "
    #expect(
      clinic.changing(path, of, "").told() == [
        "locale/stale locales/es/shared.yaml:4 line \"close.thanks\" in \"es\" does not say what it "
          + "translates: it has no \"of\""
      ])
  }

  @Test("a changed form makes a counted line stale, reasons and rehearsals too")
  func staleForms() {
    for (old, new) in [
      ("It has been a while", "It is a while"), ("a week,", "one week,"),
      ("I am at work.", "At work."),
      ("your yearly visit", "the yearly visit"),
    ] {
      #expect(clinic.changing(en, old, new).findings().map(\.rule) == [.localeStale])
    }
  }
}

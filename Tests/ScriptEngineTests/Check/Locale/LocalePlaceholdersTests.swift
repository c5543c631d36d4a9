import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/placeholders")
struct LocalePlaceholdersTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"
  private let en = "locales/en/visit.yaml"

  @Test(
    "a translation uses the facts of its source, in any order",
    arguments: [
      ("{greeting}, habla {caller}.", []),
      ("Habla {caller}. {greeting}. ¿Qué tal, {greeting}?", []),
      ("{greeting}.", ["does not use \"caller\", which its source does"]),
      ("{greeting}, {caller}, {clinic}.", ["uses \"clinic\", which its source does not"]),
    ])
  func placeholders(text: String, problems: [String]) {
    let changed = clinic.changing(es, "{greeting}, habla {caller}.", text)
    #expect(
      changed.told()
        == problems.map {
          "locale/placeholders locales/es/visit.yaml:4 line \"opening.greeting\" in \"es\" \($0)"
        })
  }

  @Test("a form may leave out what another form says, but not all of them")
  func formsTogether() {
    #expect(
      clinic.changing(es, "Hace una semana, dice {provider}.", "Hace una semana.").told() == [])
    let broken = clinic.changing(es, "Hace un tiempo, dice {provider}.", "Hace un tiempo.")
    #expect(
      broken.told() == [
        "locale/placeholders locales/es/visit.yaml:6 line \"told.weeks\" in \"es\" does not use "
          + "\"provider\", which its source does in the form \"without\""
      ])
  }

  @Test("a name that is no fact is a reference, with what was probably meant")
  func unknownName() {
    let broken = clinic.changing(en, "{callback_window}", "{calback_window}")
    #expect(
      broken.told().contains(
        "reference locales/en/visit.yaml:11 line \"told.when\" uses \"calback_window\", which is no "
          + "fact; did you mean \"callback_window\"?"))
    #expect(broken.told().filter { $0.hasPrefix("reference") }.count == 1)
    let translated = clinic.changing(es, "{greeting}, habla {caller}.", "{greeting}, {callr}.")
    #expect(
      translated.told() == [
        "locale/placeholders locales/es/visit.yaml:4 line \"opening.greeting\" in \"es\" does not "
          + "use \"caller\", which its source does",
        "reference locales/es/visit.yaml:4 line \"opening.greeting\" uses \"callr\", which is no "
          + "fact; did you mean \"caller\"?",
      ])
    let unclosed = clinic.changing(
      en, "I will call {callback_window}.", "I will call {callback_window")
    #expect(unclosed.findings().contains { $0.rule == .reference && $0.message.contains("brace") })
    let braces = clinic.changing(en, "May I ask your name?", "May I ask your {{name}}?")
    #expect(braces.findings().map(\.rule) == [.localeStale])
  }

  @Test("a never-fact is left to the rule that knows it")
  func neverFact() {
    let broken = clinic.changing(en, "{callback_window}", "{date_of_birth}")
    #expect(!broken.findings().contains { $0.rule == .reference })
  }
}

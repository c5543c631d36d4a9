import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/plural")
struct LocalePluralTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"

  @Test(
    "forms are exactly those that a count reaches",
    arguments: [
      ("    one: \"Hace una semana, dice {provider}.\"\n", "", "lacks the plural form \"one\""),
      (
        "    other: \"Hace {weeks_since_visit} semanas, dice {provider}.\"\n",
        "    many: \"Hace "
          + "{weeks_since_visit}, dice {provider}.\"\n", "lacks the plural form \"other\""
      ),
      (
        "    without:", "    many: \"{weeks_since_visit}\"\n    without:",
        "has the plural form \"many\", which no count from 1 to 520 reaches"
      ),
      (
        "    without: \"Hace un tiempo, dice {provider}.\"\n", "",
        "lacks the form \"without\" for a missing count"
      ),
      (
        "Hace un tiempo,", "Hace {weeks_since_visit},",
        "says the count \"weeks_since_visit\" in the form \"without\""
      ),
      (
        "Hace una semana,", "Hace {weeks_overdue},",
        "says the count \"weeks_overdue\", but is counted by \"weeks_since_visit\""
      ),
      (
        "¿Me dice su nombre?", "¿{weeks_overdue}?",
        "says the count \"weeks_overdue\" without \"count: weeks_overdue\""
      ),
    ])
  func plural(old: String, new: String, problem: String) {
    let told = clinic.changing(es, old, new).findings().filter { $0.rule == .localePlural }
    #expect(told.contains { $0.message.hasSuffix(" in \"es\" \(problem)") })
  }
}

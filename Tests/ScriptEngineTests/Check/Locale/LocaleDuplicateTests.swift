import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("a line of two files")
struct LocaleDuplicateTests {
  private let clinic = LocaleFixture()
  private let en = "locales/en/visit.yaml"

  @Test("a line that stands in two files of one script is an error")
  func twice() {
    let broken = clinic.changing(
      "locales/en/shared.yaml", "lines:",
      "lines:\n  told.when: { text: \"I will call {callback_window}.\" }")
    #expect(
      broken.findings().contains {
        $0.rule == .format && $0.message.hasPrefix("line \"told.when\" is written twice, first at")
      })
  }
}

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("locale/label")
struct LocaleLabelTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"

  @Test("each response has a label of its own or a common one")
  func responses() {
    let broken = clinic.changing(es, "  no_answer: \"nadie contesta\"\n", "")
    #expect(
      broken.told() == [
        "locale/label scripts/visit.yaml:11 response \"no_answer\" of node \"opening\" has no label in "
          + "\"es\""
      ])
    let named = clinic.changing(es, "  no_answer:", "  opening.no_answer:")
    #expect(named.told() == [])
  }

  @Test(
    "interrupts, queues, barriers and outcomes have labels",
    arguments: [
      "interrupt.stop_calling", "queue.front-desk", "barrier.busy", "outcome.no-answer",
    ])
  func shared(key: String) {
    let broken = clinic.changing("locales/es/console.yaml", "  \(key): \"x\"\n", "")
    #expect(
      broken.told() == [
        "locale/label locales/es/console.yaml:1 label \"\(key)\" is missing in \"es\""
      ])
  }
}

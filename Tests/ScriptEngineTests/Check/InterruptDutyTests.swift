import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("interrupt/duty")
struct InterruptDutyTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.interruptDuty)
  }

  @Test("stop_calling leads to nothing but do-not-contact")
  func stopCalling() {
    #expect(
      found { $0.interrupts[.stopCalling] = "decline" }
        == ["interrupt/duty @ declined: /stop_calling given"])
    #expect(
      found { $0.interrupts[.stopCalling] = "hesitant" }
        == [
          "interrupt/duty @ set: /stop_calling later given",
          "interrupt/duty @ number: /stop_calling later none",
          "interrupt/duty @ hesitant.go_on: /stop_calling go_on",
        ])
  }

  @Test(
    "each queue is owed",
    arguments: [
      (Interrupt.clinical, "question"), (.results, "question"), (.urgent, "question"),
      (.insurance, "insurance"), (.transport, "transport"), (.upset, "upset"),
    ])
  func queues(interrupt: Interrupt, node: NodeID) {
    let found = found {
      let act = $0.nodes[node]!.act
      $0.add("owing", act)
      $0.interrupts[interrupt] = "owing"
    }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains(": /\(interrupt.rawValue) given") })
  }

  @Test("language may resume without its queue, but not end without it")
  func language() {
    #expect(found { $0.add("language_way", .hear(["switched": "resume"])) } == [])
    #expect(
      found { $0.add("language_end", .end(.languageSupport), say: ["bye"]) }
        == ["interrupt/duty @ language_end: /language given later"])
  }

  @Test("passed once on the way is enough, and another interrupt has duties of its own")
  func close() {
    let found = found {
      $0.interrupts[.clinical] = "ask_first"
      $0.add("ask_first", .ask(.question, "then_route"))
      $0.add("then_route", .hear(["on": "resume"]), route: [.clinical])
    }
    #expect(found == [])
  }
}

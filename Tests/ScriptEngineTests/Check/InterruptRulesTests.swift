import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("interrupt/missing")
struct InterruptMissingTests {
  @Test("each interrupt of the closed list is required", arguments: Interrupt.allCases)
  func missing(interrupt: Interrupt) {
    var draft = Draft.sound
    draft.interrupts[interrupt] = nil
    let found = draft.report.findings.filter { $0.rule == .interruptMissing }
    #expect(found.map(\.message) == ["interrupt \"\(interrupt.rawValue)\" has no target"])
    #expect(found.map(\.place.description) == ["scripts/test.yaml:1:1"])
  }
}

@Suite("interrupt/resume")
struct InterruptResumeTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.interruptResume)
  }

  @Test("resume on the main road")
  func mainRoad() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "later": "callback", "back": "resume"]))
    }
    #expect(found == ["interrupt/resume @ reason.back: patient verified back"])
  }

  @Test("an interrupt's node that the main road also uses remembers nothing")
  func shared() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "doubts": "hesitant"]))
    }
    // Raised, it is entered as a node of the main road, and that forgets.
    #expect(found == ["interrupt/resume @ hesitant.go_on: /hesitant go_on"])
  }

  @Test("a verify that failed when it was run again has forgotten what it led to")
  func rerun() {
    let found = found {
      $0.interrupts[.context] = "who"
      $0.add("who", .verify(.identity, verified: "reason", failed: "resume", refused: "number"))
    }
    #expect(found == ["interrupt/resume @ who: /context verified /other_person back failed"])
  }

  @Test("taking up a call is the only way there: written /park")
  func park() {
    let found = found {
      $0.interrupts[.context] = "who"
      $0.add("who", .verify(.identity, verified: "reason", failed: "resume", refused: "number"))
      $0.interrupts = [.context: "who"]
    }
    #expect(found == ["interrupt/resume @ who: /context verified /park failed"])
  }

  @Test("an interrupt whose target is resume, and resume from one interrupt inside another")
  func close() {
    #expect(found { $0.interrupts[.hesitant] = .resume } == [])
    #expect(found { $0.interrupts[.busy] = .atMost(1, "hesitant", then: .resume) } == [])
  }
}

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

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct RaisingTests {
  @Test(
    "resume returns to the very node with a bridge phrase, its words and its level",
    arguments: Keeping.allCases)
  func resume(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.interrupted(.busy), .heard("go_on"))
    #expect(call.prompt == "reason" && call.run.gate.level == .open)
    #expect(call.words == ["engine.resume", "why"])
    #expect(call.path.suffix(2) == ["reason:/busy", "busy_ask:go_on"])
    #expect(call.run.barriers == [.busy])
  }

  @Test(
    "an interrupt inside an interrupt replaces it, and what is remembered stays",
    arguments: Keeping.allCases)
  func replaces(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.busy), .interrupted(.clinical), .answered(.question, nil))
    call.send(.heard("go_on"))
    #expect(call.prompt == "opening")
  }

  @Test("entering a node of the main road forgets what was remembered", arguments: Keeping.allCases)
  func forgets(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.busy), .heard("later"), .interrupted(.busy), .heard("go_on"))
    #expect(call.prompt == "callback")
  }

  @Test(
    "a higher level is regained through the verify that had raised it, and only so",
    arguments: Keeping.allCases)
  func throughTheGate(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.interrupted(.otherPerson), .heard("patient_back"))
    #expect(call.prompt == "full_name" && call.words == ["who"])
    #expect(call.run.gate.level == .closed)
    call.verify()
    #expect(call.prompt == "reason" && call.words == ["engine.resume", "why"])
    #expect(call.run.gate.level == .open)
  }

  @Test(
    "an interrupt at the prompts of that verify still remembers the same node",
    arguments: Keeping.allCases)
  func duringTheMove(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.interrupted(.otherPerson), .heard("patient_back"), .interrupted(.busy))
    call.send(.heard("go_on"))
    #expect(call.prompt == "full_name")
    call.verify()
    #expect(call.prompt == "reason")
  }

  @Test(
    "failed and refused forget the remembered node and lead to the verify's own targets",
    arguments: Keeping.allCases)
  func failedMove(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.interrupted(.otherPerson), .heard("patient_back"), .refused)
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
    call.send(.interrupted(.busy), .heard("go_on"))
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
  }

  @Test("a lower level closes the gate to it", arguments: Keeping.allCases)
  func lowerLevel(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("someone_else"), .interrupted(.context))
    call.verify()
    #expect(call.run.gate.level == .open)
    call.send(.heard("back"))
    #expect(call.prompt == "third" && call.run.gate.level == .closed)
  }

  @Test(
    "an interrupt at save reopens the call, and resume returns to its end",
    arguments: Keeping.allCases)
  func atSave(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("wrong"), .interrupted(.busy), .heard("go_on"))
    #expect(call.prompt == "save wrong-number/not-known")
    #expect(call.words == ["engine.resume", "sorry"])
  }

  @Test(
    "an opt-out is written at once and stands, of the number or of the patient",
    arguments: Keeping.allCases)
  func optOut(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.stopCalling))
    #expect(call.effects == [.optOut(patient: false)])
    call.send(.back)
    #expect(call.effects.isEmpty && call.run.optedOut)
    call.send(.heard("patient"))
    call.verify()
    call.send(.interrupted(.stopCalling))
    #expect(call.effects == [.optOut(patient: true)])
  }

  @Test(
    "once an emergency is raised nothing else is, and it ends in nothing else",
    arguments: Keeping.allCases)
  func emergency(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.emergency))
    #expect(call.effects == [.emergencyRaised] && call.run.emergency)
    for interrupt in Interrupt.allCases {
      #expect(call.refusal(of: .interrupted(interrupt)) == .emergencyStands)
    }
    #expect(call.refusal(of: .ended(Ending(.noAnswer, .dropped)!)) == .emergencyEndsOnly)
    #expect(
      call.refusal(of: .ended(.emergency))
        == .outcomeNeeds(.emergency, CallField.ofAnEmergency))
    call.send(.answered(.emergencyWords, .text("chest pain")))
    call.send(.answered(.emergencyLocation, .text("home")), .answered(.agreed911, .yes))
    call.send(.answered(.handedTo, nil))
    #expect(call.prompt == "save escalated/emergency")
  }

  @Test(
    "an emergency raised by mistake is withdrawn visibly, with its queue item",
    arguments: Keeping.allCases)
  func mistaken(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.emergency), .answered(.emergencyWords, .text("pain")), .back)
    #expect(call.effects == [.withdraw(.clinical)])
    call.send(.back)
    #expect(call.effects == [.emergencyWithdrawn])
    #expect(!call.run.emergency && call.prompt == "opening")
  }
}

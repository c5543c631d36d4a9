import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct ReturningTests {
  static let takenUp = CallEvent.takenUp(by: "ben", TestCall.permits())

  @Test(
    "back undoes the last answer; with nothing answered it is refused", arguments: Keeping.allCases)
  func back(_ keeping: Keeping) {
    var call = TestCall(keeping)
    #expect(call.refusal(of: .back) == .nothingToUndo)
    call.send(.heard("someone_else"), .back)
    #expect(call.prompt == "opening" && call.words == ["hi"] && call.path.isEmpty)
  }

  @Test(
    "an attempt that was never dialled is withdrawn only untouched", arguments: Keeping.allCases)
  func withdrawn(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("someone_else"))
    #expect(call.refusal(of: .withdrawn) == .notHere)
    call.send(.back, .withdrawn)
    #expect(call.prompt == "over")
    var opted = TestCall(keeping)
    opted.send(.interrupted(.stopCalling), .back)
    #expect(opted.refusal(of: .withdrawn) == .notHere)
  }

  @Test(
    "back over the gate goes through the gate again, and tries stay spent",
    arguments: Keeping.allCases)
  func backOverTheGate(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.send(.compared(.fullName, .mismatch))
    call.verify()
    call.send(.heard("later"), .back)
    #expect(call.prompt == "reason" && call.run.gate.level == .open)
    call.send(.interrupted(.otherPerson), .back)
    #expect(call.prompt == "full_name" && call.run.gate.level == .closed)
    call.verify()
    #expect(call.prompt == "reason" && call.words == ["why"])
    call.send(.back)
    #expect(call.prompt == "full_name" && call.run.tries == 1)
  }

  @Test(
    "an interrupt at the prompts of that verify remembers the place", arguments: Keeping.allCases)
  func interruptedMove(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.parked, Self.takenUp, .interrupted(.busy), .heard("go_on"))
    #expect(call.prompt == "full_name")
    call.verify()
    #expect(call.prompt == "reason" && call.run.gate.level == .open)
  }

  @Test(
    "a parked call takes nothing but taking up, and holds no open gate", arguments: Keeping.allCases
  )
  func parked(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.parked)
    #expect(call.run.gate.level == .closed && call.words.isEmpty)
    #expect(call.refusal(of: .heard("ready")) == .notHere)
  }

  @Test(
    "taking up returns to where the call stood, through the gate if it was above closed",
    arguments: Keeping.allCases)
  func takingUp(_ keeping: Keeping) {
    var closed = TestCall(keeping)
    closed.send(.heard("someone_else"), Self.takenUp)
    #expect(closed.prompt == "third" && closed.words == ["third"])
    var open = GateTests.atGate(keeping)
    open.verify()
    open.send(Self.takenUp)
    #expect(open.prompt == "full_name" && open.run.gate.level == .closed)
    open.send(.refused)
    #expect(open.prompt == "save no-answer/identity-not-confirmed")
  }

  @Test(
    "at save no verify is run, and an interrupt raised there finds the gate closed",
    arguments: Keeping.allCases)
  func atSave(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.heard("ready"), .booked(ActTests.slot), .parked, Self.takenUp)
    #expect(call.prompt == "save scheduled/booked" && call.run.gate.level == .closed)
    call.send(.interrupted(.busy))
    #expect(call.run.gate.level == .closed)
    call.send(.heard("go_on"))
    #expect(call.prompt == "full_name")
    call.verify()
    #expect(call.prompt == "save scheduled/booked")
    call.send(.saved)
    #expect(call.prompt == "over" && call.run.gate.level == .closed)
    #expect(call.run.ending == Ending(.scheduled, .booked))
  }

  @Test("what was left stays left after back", arguments: Keeping.allCases)
  func leftStays(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("machine"), .left, .back)
    #expect(call.prompt == "voicemail")
    call.send(.ended(Ending(.leftMessage, .voicemail)!))
    #expect(call.prompt == "save left-message/voicemail")
  }

  @Test("a newer saved form is refused, not guessed at")
  func newer() throws {
    let call = TestCall(.live)
    let data = try JSONEncoder().encode(SavedCall(call.run))
    let text = String(decoding: data, as: UTF8.self)
      .replacing("\"version\":1", with: "\"version\":2")
    #expect(throws: SavedCall.Problem.newerVersion(2)) {
      try JSONDecoder().decode(SavedCall.self, from: Data(text.utf8))
    }
  }
}

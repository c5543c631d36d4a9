import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct ActTests {
  static let slot = GivenAppointment(
    start: TestCall.noon + 86_400, provider: nil, slot: SlotID("s1"))

  @Test(
    "a call begins at the start, an inbound one at the inbound start", arguments: Keeping.allCases)
  func beginning(_ keeping: Keeping) {
    #expect(TestCall(keeping).prompt == "opening")
    let inbound = TestCall(keeping, start: TestCall.start(direction: .inbound))
    #expect(inbound.prompt == "full_name")
  }

  @Test("a response leads on by its name, and only by its name", arguments: Keeping.allCases)
  func hearing(_ keeping: Keeping) {
    var call = TestCall(keeping)
    #expect(call.refusal(of: .heard("nobody")) == .unknownResponse("nobody"))
    #expect(call.refusal(of: .left) == .notHere)
    call.send(.heard("someone_else"))
    #expect(call.prompt == "third")
    #expect(call.path == ["opening:someone_else"])
  }

  @Test("an unnamed end says its line", arguments: Keeping.allCases)
  func unnamedEnd(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("wrong"))
    #expect(call.prompt == "save wrong-number/not-known")
    #expect(call.words == ["sorry"])
  }

  @Test(
    "a bounded edge leads to its node so many times, then to its then", arguments: Keeping.allCases)
  func boundedEdge(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("again"))
    #expect(call.prompt == "opening")
    call.send(.heard("again"))
    #expect(call.prompt == "save no-answer/technical")
    #expect(call.path == ["opening:again", "opening:again:then"])
  }

  @Test("practice may use up a bounded edge to replay a conversation", arguments: Keeping.allCases)
  func usedUp(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.usedUp(edge: "opening.again"), .heard("again"))
    #expect(call.prompt == "save no-answer/technical")
  }

  @Test("a message is shown only where the record permits one", arguments: Keeping.allCases)
  func leaving(_ keeping: Keeping) {
    var permitted = TestCall(keeping)
    permitted.send(.heard("machine"))
    #expect(permitted.prompt == "voicemail")
    #expect(permitted.words == ["beep"])
    permitted.send(.left)
    #expect(permitted.prompt == "save left-message/voicemail")

    var barred = TestCall(
      keeping, start: TestCall.start(permits: TestCall.permits(voicemail: false)))
    barred.send(.heard("machine"))
    #expect(barred.prompt == "save no-answer/machine")
    #expect(barred.words.isEmpty)
    #expect(barred.path == ["opening:machine", "voicemail:not_permitted"])
  }

  @Test("a message is queued on the consented channel, once a call", arguments: Keeping.allCases)
  func sending(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("patient"))
    call.verify()
    call.send(.heard("text"))
    #expect(call.effects == [.queueMessage(.sms)])
    #expect(call.words == ["sending", "bye"])
    #expect(call.run.message(for: .sms)?.text == "Call Lakeside Clinic.")
    call.send(.back)
    #expect(call.effects.isEmpty)
    call.send(.heard("text"))
    #expect(call.effects.isEmpty)

    var barred = TestCall(keeping, start: TestCall.start(permits: TestCall.permits(message: nil)))
    barred.send(.heard("patient"))
    barred.verify()
    barred.send(.heard("text"))
    #expect(barred.prompt == "save callback-requested/patient-will-call")
  }

  @Test(
    "a booking holds its slot, and a second one releases the first", arguments: Keeping.allCases)
  func booking(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("patient"))
    call.verify()
    call.send(.heard("ready"), .booked(Self.slot))
    #expect(call.effects == [.hold(Self.slot)])
    #expect(call.run.appointment == Self.slot)
    #expect(call.prompt == "save scheduled/booked")
    call.send(.back)
    #expect(call.effects == [.release(Self.slot)])
    #expect(call.prompt == "offer")
    #expect(call.run.appointment == nil)
    call.send(.noneSuit)
    #expect(call.prompt == "callback")
  }

  @Test("an appointment makes the call scheduled and keeps what was said beside it")
  func settled() {
    let later = Ending(.callbackRequested, .anyTime)!
    let booked = SettledEnding(said: later, bookedInCall: true, bookedBefore: false)
    #expect(booked.ending == Ending(.scheduled, .booked) && booked.also == later)
    let before = SettledEnding(said: later, bookedInCall: false, bookedBefore: true)
    #expect(before.ending == Ending(.scheduled, .alreadyBooked) && before.also == later)
    let plain = SettledEnding(
      said: Ending(.scheduled)!, bookedInCall: true, bookedBefore: true)
    #expect(plain.also == nil)
    for detail in [OutcomeDetail.emergency, .deceased] {
      let said = Ending(.escalated, detail)!
      #expect(SettledEnding(said: said, bookedInCall: true, bookedBefore: true).ending == said)
    }
  }

  @Test("a second answer to a verbatim field is appended", arguments: Keeping.allCases)
  func appended(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.clinical), .answered(.question, .text("May I eat?")))
    call.send(.interrupted(.clinical), .answered(.question, .text("And drink?")))
    #expect(call.run.fields[.question] == .text("May I eat? / And drink?"))
  }

  @Test("asking again without an answer voids what was given", arguments: Keeping.allCases)
  func voided(_ keeping: Keeping) {
    var call = TestCall(keeping, lines: ["at": "then {callback_window}"])
    let window = CallbackWindow(
      date: CivilDate(year: 2026, month: 11, day: 25)!, moment: .part(.afternoon))
    call.send(.interrupted(.busy), .heard("later"), .answered(.callbackWindow, .window(window)))
    #expect(call.words == ["then Wednesday, November 25 in the afternoon"])
    call.send(.interrupted(.busy), .heard("later"), .answered(.callbackWindow, nil))
    #expect(call.run.fields[.callbackWindow] == .some(nil))
    #expect(
      call.refusal(of: .ended(Ending(.callbackRequested, .atTime)!))
        == .outcomeNeeds(Ending(.callbackRequested, .atTime)!, [.callbackWindow]))
  }

  @Test(
    "words of passed nodes come first, each at the level it was passed at",
    arguments: Keeping.allCases)
  func passedWords(_ keeping: Keeping) {
    var call = TestCall(keeping, lines: ["passed": "with {provider}"])
    call.send(.heard("patient"))
    call.verify()
    call.send(.heard("straight"))
    #expect(call.words == ["with Dr. Okafor", "third"])
  }

  @Test("a line that the gate forbids is withheld, and staff are told", arguments: Keeping.allCases)
  func withheld(_ keeping: Keeping) {
    var call = TestCall(keeping, lines: ["third": "about {provider}"])
    call.send(.heard("someone_else"))
    #expect(call.words.isEmpty)
    #expect(call.run.withheld == ["third"])
  }

  @Test("the bridge phrase comes first, in the patient's language", arguments: Keeping.allCases)
  func bridge(_ keeping: Keeping) {
    let call = TestCall(keeping, start: TestCall.start(bridge: true))
    #expect(call.words == ["es:engine.bridge", "hi"])
  }

  @Test("the language changes in mid-call and stays after back", arguments: Keeping.allCases)
  func languages(_ keeping: Keeping) {
    var call = TestCall(keeping)
    #expect(call.refusal(of: .locale("fr")) == .languageNotOffered("fr"))
    call.send(.heard("someone_else"), .locale("es"), .remark("speaks softly"))
    #expect(call.words == ["es:third"])
    #expect(call.run.words(in: "en").map(\.text) == ["third"])
    call.send(.back)
    #expect(call.prompt == "opening" && call.run.locale == "es")
    #expect(call.run.remarks == ["speaks softly"])
    #expect(call.run.spokenLanguages == ["en", "es"])
  }

  @Test("an event survives its payload")
  func payload() throws {
    let events: [CallEvent] = [
      .began(TestCall.start()), .compared(.mrn, .loose), .answered(.question, nil),
      .booked(Self.slot), .interrupted(.busy), .takenUp(by: "ben", TestCall.permits()),
    ]
    for event in events { #expect(try CallEvent(payload: event.payload) == event) }
  }
}

import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("What is changed in a call about how the patient is reached")
struct ContactTests {
  private let silence = ContactChange.consent(
    [.voicemail], at: "+16175550175", allowed: false)
  private let texts = ContactChange.consent([.sms], at: nil, allowed: true)

  private func contact(_ change: ContactChange, message: ContactMethod? = .sms) -> CallEvent {
    .contact(change, TestCall.permits(message: message))
  }

  @Test("a no at this number holds at once, at any gate", arguments: Keeping.allCases)
  func silenced(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(
      .contact(silence, TestCall.permits(voicemail: false, withPerson: false)))
    #expect(call.effects == [.changeContact(silence, number: 1)])
    #expect(call.prompt == "opening")
    call.send(.heard("machine"))
    #expect(call.prompt == "save no-answer/machine")
    #expect(call.run.contactChanges == [silence])
  }

  @Test("what is the patient's own to say needs the gate open")
  func gate() {
    var call = TestCall(.live)
    for change in [
      texts, .only(number: "+16175550175"), .prefer(.portal), .need(.relay, false),
      .consent([.sms], at: nil, allowed: false),
    ] {
      #expect(call.refusal(of: contact(change)) == .contactNeedsGate(change))
    }
    call.send(contact(.need(.relay, true)))
    call.send(.heard("patient"))
    call.verify()
    call.send(contact(texts))
    #expect(call.effects == [.changeContact(texts, number: 2)])
    #expect(call.run.contactChanges == [.need(.relay, true), texts])
  }

  @Test("a consent given aloud lets the message go in the same call", arguments: Keeping.allCases)
  func consented(_ keeping: Keeping) {
    var call = TestCall(keeping, start: TestCall.start(permits: TestCall.permits(message: nil)))
    call.send(.heard("patient"))
    call.verify()
    call.send(contact(texts, message: .sms), .heard("text"))
    #expect(call.effects == [.queueMessage(.sms)])
  }

  @Test("/back takes a change back first, and permits what was permitted before it")
  func undone() {
    var call = TestCall(.live, start: TestCall.start(permits: TestCall.permits(message: nil)))
    call.send(.heard("patient"))
    call.verify()
    let (before, words) = (call.prompt, call.words)
    call.send(contact(texts), contact(.prefer(.sms)))
    call.send(.back)
    #expect(call.effects == [.takeBackContact(number: 2)])
    call.send(.back)
    #expect(call.effects == [.takeBackContact(number: 1)])
    #expect(call.prompt == before && call.words == words)
    #expect(call.run.contactChanges.isEmpty)
    call.send(.heard("text"))
    #expect(call.prompt == "save callback-requested/patient-will-call")
    call.send(.back, contact(texts))
    #expect(call.effects == [.changeContact(texts, number: 3)])
  }

  @Test("an opt-out stays, whatever is undone after it")
  func stays() {
    var call = TestCall(.live)
    call.send(
      .heard("machine"), .back,
      .contact(silence, TestCall.permits(voicemail: false, withPerson: false)))
    #expect(call.refusal(of: .back) == .nothingToUndo)
    call.send(.heard("machine"), .back)
    #expect(call.run.contactChanges == [silence])
    call.send(.heard("machine"))
    #expect(call.prompt == "save no-answer/machine")
  }

  @Test("asked for no word while its words are on the screen, the call goes on without them")
  func atLeave() {
    var call = TestCall(.live)
    call.send(.heard("machine"))
    #expect(call.words == ["beep"])
    call.send(.contact(silence, TestCall.permits(voicemail: false, withPerson: false)))
    #expect(call.prompt == "save no-answer/machine")
    #expect(call.words.isEmpty)
  }

  @Test("a number whose wish was written down was dialled: the attempt is not withdrawn")
  func withdrawn() {
    var call = TestCall(.live)
    call.send(.contact(silence, TestCall.permits(voicemail: false, withPerson: false)))
    #expect(call.refusal(of: .withdrawn) == .notHere)
    var need = TestCall(.live)
    need.send(contact(.need(.hardOfHearing, true)))
    #expect(need.run.canGoBack)
    need.send(.back)
    #expect(!need.run.canGoBack)
    need.send(.withdrawn)
  }

  @Test("the event is read back from the journal as it was written")
  func coding() throws {
    for change in [
      silence, texts, .only(number: nil), .only(number: "+16175550199"), .need(.relay, true),
      .prefer(.email),
    ] {
      let event = contact(change, message: nil)
      #expect(try CallEvent(payload: event.payload) == event)
      #expect(event.kind == "contact")
    }
  }

  @Test("who has left word with a machine leaves none with a person in the same call")
  func oneWord() {
    var call = TestCall(.live)
    call.send(.heard("machine"), .left, .back)
    #expect(call.prompt == "voicemail")
    #expect(call.run.permits(.voicemail))
    #expect(!call.run.permits(.withPerson))
  }
}

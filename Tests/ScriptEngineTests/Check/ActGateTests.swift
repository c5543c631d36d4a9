import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("act/gate")
struct ActGateTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.actGate)
  }

  @Test("booking straight from the opening")
  func opening() {
    let found = found {
      $0.add("opening", .hear(["patient": "identity", "books": "offer", "machine": "voicemail"]))
    }
    #expect(found == ["act/gate @ offer: books"])
  }

  @Test("booking after an identity that failed")
  func failed() {
    let found = found { $0.add("identity", .verify(.identity, "reason", else: "offer")) }
    #expect(found == ["act/gate @ offer: patient failed"])
  }

  @Test("booking from an interrupt, which may be raised before anybody is verified")
  func interrupt() {
    let found = found { $0.interrupts[.busy] = "offer" }
    #expect(found == ["act/gate @ offer: /busy"])
  }

  @Test("booking with somebody who took the phone")
  func otherPerson() {
    let found = found {
      $0.add("other", .hear(["back": "resume", "helper": "helper", "new": "offer"]))
      $0.add("fresh", .go("identity!"))
    }
    #expect(found == ["act/gate @ offer: /other_person new"])
  }

  @Test("a helper whom the patient allowed may book, and resume brings the gate back")
  func close() { #expect(Draft.sound.found == []) }
}

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("outcome/missing-field")
struct OutcomeMissingFieldTests {
  private func found(_ change: (inout Draft) -> Void) -> [String] {
    var draft = Draft.sound
    change(&draft)
    return draft.found(.outcomeMissingField)
  }

  @Test("a callback at a time needs the time, not only the question")
  func window() {
    let found = found { $0.add("callback", .ask(.callbackWindow, "set")) }
    #expect(found == ["outcome/missing-field @ set: /busy none"])
  }

  @Test("asked again without an answer, what was given is given no more")
  func askedAgain() {
    let found = found {
      $0.add("callback", .ask(.callbackWindow, given: "sure", none: "number"))
      $0.add("sure", .hear(["yes": "set", "other": "once_more"]))
      $0.add("once_more", .ask(.callbackWindow, "set"))
    }
    #expect(found == ["outcome/missing-field @ set: /busy given other none"])
  }

  @Test("declining without the reason asked")
  func declined() {
    let found = found { $0.interrupts[.declines] = "declined" }
    #expect(found == ["outcome/missing-field @ declined: /declines"])
  }

  @Test("each thing that an emergency must ask is found by itself")
  func emergency() {
    let found = found {
      $0.add("where", .ask(.emergencyLocation, "emergency_end"))
    }
    let one = "outcome/missing-field @ emergency_end: /emergency given given"
    #expect(found == [one, one])
  }

  @Test("a message left with a person is not one on a machine")
  func message() {
    let found = found {
      $0.add("left", .end(.leftMessage, .withPerson), say: ["bye"])
    }
    #expect(found == ["outcome/missing-field @ left: machine left"])
  }

  @Test("a booking offered and not taken")
  func booking() {
    let found = found {
      $0.add("offer", .book(booked: "confirm", noneSuit: "confirm", clinicBooks: "desk"))
    }
    #expect(found == ["outcome/missing-field @ confirm: patient verified ready none_suit"])
  }

  @Test("what was asked before an interrupt still counts after it; an empty answer was asked")
  func close() {
    let found = found {
      $0.add("reason", .hear(["ready": "offer", "no": "why"]), say: ["reason"])
      $0.add("why", .ask(.declineReason, "sure"))
      $0.add("sure", .hear(["yes": "declined"]))
    }
    #expect(found == [])
  }
}

@Suite("outcome/missing-field, for what the clinic wants asked besides")
struct WantedFieldTests {
  private func findings(_ change: (inout Draft) -> Void) -> [Finding] {
    var draft = Draft.sound
    draft.clinic.wanted = [Ending(.declined, .forNow)!: [.newNumber, .declineReason]]
    change(&draft)
    return draft.report.findings.filter { $0.rule == .outcomeMissingField }
  }

  @Test("an end that can be reached without it is a warning, and the caller is asked at save")
  func warned() {
    let found = findings { _ in }
    #expect(found.allSatisfy { $0.severity == .warning })
    #expect(found.allSatisfy { $0.message.hasPrefix("the clinic wants \"new_number\" asked") })
    #expect(!found.isEmpty)
  }

  @Test("a script that asks it on every way there has nothing to mend")
  func asked() {
    let found = findings {
      $0.clinic.wanted = [Ending(.declined, .forNow)!: [.declineReason]]
    }
    #expect(found.isEmpty)
  }
}

import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("How a patient is reached, changed in a call")
struct ContactTests {
  private let verified = ["next", "", "patient", "y", "1961-03-04"]

  private func record(_ day: ConsoleDay) throws -> Patient {
    try #require(try day.store.candidate(RecallID("r-1"))).patient
  }

  /// The screen as one line.
  private func flat(_ call: Transcript) -> String {
    call.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "a consent is on the record at once, on the card, and in the note", arguments: ["en", "es"])
  func consent(_ locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let call = day.run(verified + ["/contact sms yes", "/card"])
    #expect(try record(day).permissions.sms == true)
    let kept = try record(day).permissions.consents.first { $0.channel == .sms }
    #expect(kept?.on == CivilDate(year: 2026, month: 11, day: 24) && kept?.source == "call")
    #expect(call.problems.isEmpty)
    let said = locale == "en" ? "Agreed to text messages." : "Aceptó mensajes de texto."
    #expect(flat(call).contains(said))
    #expect(flat(call).contains(locale == "en" ? "text yes" : "mensaje de texto sí"))
  }

  @Test("the note says it, and what was taken back is not in it")
  func note() throws {
    let day = try ConsoleDay()
    _ = day.run(
      verified + [
        "/contact need relay", "/contact prefer portal", "/back", "/contact voicemail no", "later",
        "tomorrow 3pm", "", "quit",
      ])
    let note = try #require(day.notes.first)
    #expect(
      note.contactChanges == [
        .need(.relay, true),
        .consent([.voicemail], at: nil, allowed: false),
      ])
    #expect(note.summary.contains("Needs relay calls (711)."))
    #expect(note.summary.contains("Wants no voicemail; it is in force."))
    #expect(!note.summary.contains("Prefers"))
    let patient = try record(day)
    #expect(patient.needs == [.relay] && patient.permissions.voicemail == false)
    #expect(patient.contactMethod == nil)
    #expect(try day.store.check() == [])
  }

  @Test("a stranger silences the number they answer, and nothing else")
  func stranger() throws {
    let day = try ConsoleDay { patient, _ in patient.permissions.voicemail = true }
    let call = day.run(["next", "", "/contact email no", "/contact voicemail no", "voicemail", ""])
    #expect(call.problems.contains("Only the patient, once verified"))
    let permissions = try record(day).permissions
    #expect(permissions.allows(.voicemail, at: "+16175550142") == false)
    #expect(permissions.allows(.voicemail, at: "+16175550177") == true)
    #expect(permissions.email == nil)
    #expect(day.notes.first?.ending == Ending(.noAnswer, .machine))
  }

  @Test("the one number that a patient asks for is the one the next call dials")
  func onlyNumber() throws {
    let day = try ConsoleDay()
    _ = day.run(verified + ["/contact only 2", "later", "tomorrow 3pm", "", "quit"])
    day.now += 24.75 * 3600
    let card = flat(day.run(["next"]))
    #expect(card.contains("dial +1 617 555 0177"))
    #expect(!card.contains("555 0142"))
    #expect(card.contains("asked for this number alone"))
  }

  @Test("needs stand on the card before anything is dialled")
  func needs() throws {
    let day = try ConsoleDay { patient, _ in
      patient.needs = Set(ContactNeed.allCases)
      patient.representatives = [
        Representative(name: "Elena Ruiz", relationship: "daughter", isGuardian: false)
      ]
    }
    let card = flat(day.run(["next"]))
    for words in [
      "before you dial", "dial 711 first", "speak slowly", "interpreter",
      "Elena Ruiz (daughter) takes the calls",
    ] {
      #expect(card.contains(words), "\(words)")
    }
  }

  @Test("at dial it shows what is on record, and changes nothing")
  func atDial() throws {
    let call = try ConsoleDay().run(["next", "/contact", "/contact sms yes"])
    #expect(flat(call).contains("text messages not asked yet"))
    #expect(call.problems.contains("has not begun"))
  }

  @Test("words that sound like a wish for no more calls make the console suggest the key")
  func suggested() throws {
    let day = try ConsoleDay()
    let call = day.run(verified + ["/note please stop calling me", "/note no me mande textos"])
    #expect(flat(call).contains("st puts it in force"))
    #expect(flat(call).contains("/contact sms no"))
    #expect(try record(day).permissions.doNotContact == false)
    let near = try ConsoleDay().run(verified + ["/note wants to quit smoking", "/note don't stop"])
    #expect(!near.output.contains("puts it in force"))
  }

  @Test("a call taken up again keeps what was changed in it, and takes it back too")
  func takenUp() throws {
    let day = try ConsoleDay()
    _ = day.run(verified + ["/contact sms yes", "/park", "quit"])
    let again = day.run(["resume", "/back", "/card"])
    #expect(flat(again).contains("Taken back"))
    #expect(try record(day).permissions.sms == nil)
    #expect(flat(again).contains("messages no"))
  }
}

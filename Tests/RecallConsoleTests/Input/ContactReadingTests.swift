import RecallDomain
import Testing

@testable import RecallConsole

@Suite("What is typed after /contact")
struct ContactReadingTests {
  private static let line = "+16175550142"
  private static let home = "+16175550177"

  private func read(_ text: String, gate: GateLevel = .open) -> ContactReading.Answer {
    ContactReading(
      number: Self.line,
      numbers: [
        PatientPhone(number: Self.line, kind: .mobile, rank: 1),
        PatientPhone(number: Self.home, kind: .home, rank: 2),
      ], gate: gate, typed: ClinicFolder.typed
    ).read(text)
  }

  @Test(
    "a channel, yes or no, and perhaps the number",
    arguments: [
      ("sms yes", .consent([.sms], at: nil, allowed: true)),
      ("text no", .consent([.sms], at: nil, allowed: false)),
      ("voicemail no this", .consent([.voicemail], at: line, allowed: false)),
      ("vm no 2", .consent([.voicemail], at: home, allowed: false)),
      ("buzón no", .consent([.voicemail], at: nil, allowed: false)),
      ("sms yes (617) 555-0177", .consent([.sms], at: home, allowed: true)),
      ("email yes", .consent([.email], at: nil, allowed: true)),
      ("correo sí", .consent([.email], at: nil, allowed: true)),
      ("po n", .consent([.portal], at: nil, allowed: false)),
      ("mail no", .consent([.mail], at: nil, allowed: false)),
      ("all no", .consent([.voicemail, .sms, .email, .portal], at: nil, allowed: false)),
    ] as [(String, ContactChange)])
  func channels(_ text: String, _ change: ContactChange) {
    #expect(read(text) == .change(change))
  }

  @Test("before the gate is open a no concerns the number on the line")
  func closed() {
    #expect(
      read("sms no", gate: .closed) == .change(.consent([.sms], at: Self.line, allowed: false)))
    #expect(
      read("all no", gate: .closed)
        == .change(.consent([.voicemail, .sms], at: Self.line, allowed: false)))
    #expect(read("sms yes", gate: .closed) == .change(.consent([.sms], at: nil, allowed: true)))
  }

  @Test(
    "one number alone, needs and the preferred way",
    arguments: [
      ("only 2", .only(number: home)), ("only this", .only(number: line)),
      ("solo este", .only(number: line)), ("only off", .only(number: nil)),
      ("only 617 555 0199", .only(number: "+16175550199")),
      ("need relay", .need(.relay, true)), ("need relay off", .need(.relay, false)),
      ("need hard of hearing", .need(.hardOfHearing, true)),
      ("necesita intérprete", .need(.interpreter, true)),
      ("need caregiver", .need(.caregiverFirst, true)),
      ("prefer portal", .prefer(.portal)), ("prefiere correo", .prefer(.email)),
      ("prefer em", .prefer(.email)),
    ] as [(String, ContactChange)])
  func others(_ text: String, _ change: ContactChange) {
    #expect(read(text) == .change(change))
  }

  @Test("no calls at all is another key")
  func calls() {
    #expect(read("calls no") == .noCalls)
    #expect(read("llamadas no") == .noCalls)
  }

  @Test(
    "what cannot be read says what is missing",
    arguments: [
      ("", "contact.usage"), ("weather", "contact.usage"), ("sms", "contact.yes-or-no"),
      ("sms maybe", "contact.yes-or-no"), ("sms no 7", "contact.no-such-number"),
      ("email no 2", "contact.no-such-number"), ("only", "contact.no-such-number"),
      ("only 9", "contact.no-such-number"), ("need wings", "contact.needs"),
      ("prefer pigeon", "contact.methods"),
    ])
  func problems(_ text: String, _ key: String) { #expect(read(text) == .problem(key)) }

  @Test("Tab offers what may follow")
  func completion() {
    let words = CompletionWords(segments: [], languages: [])
    let offered = { (line: String) in
      CompletionWords.fitting(words.words(for: .inCall(line)), line)
    }
    #expect(offered("/conta") == ["/contact"])
    #expect(offered("/contact ").contains("voicemail"))
    #expect(offered("/contact sms ") == ["yes", "no"])
    #expect(offered("/contact sms no ") == ["this"])
    #expect(offered("/contact need h") == ["hard-of-hearing"])
    #expect(offered("/contact only ") == ["this", "off"])
    #expect(offered("/contact prefer p") == ["portal"])
  }
}

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("privacy/fact-before-identity")
struct FactBeforeIdentityTests {
  private let rule = RuleID.factBeforeIdentity

  @Test("a protected fact in the opening is shown with an empty conversation")
  func opening() {
    var draft = Draft.sound
    draft.add("opening", .hear(["patient": "identity", "machine": "voicemail"]), say: ["hello"])
    draft.texts["hello"] = "About {reason}."
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ opening.say: "])
  }

  @Test("one language alone breaks it, and the message names that language")
  func oneLanguage() {
    var draft = Draft.sound
    draft.add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["sorry"])
    draft.translations["es"] = ["sorry": "Sobre {specialty}."]
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ sorry.say: patient failed"])
    #expect(draft.report.findings[0].message.contains("\"sorry\" (es) says \"specialty\""))
  }

  @Test("a line's count is a use, and so is the form without it")
  func count() {
    var draft = Draft.sound
    let forms = [PluralCategory.one: Template("A week."), .other: Template("Weeks.")]
    draft.phrases["sorry"] = Phrase(
      body: .counted(.weeksOverdue, forms: forms, without: nil),
      place: SourcePlace(file: "locales/en/test.yaml", line: 1, column: 1))
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ sorry.say: patient failed"])
  }

  @Test("scheduling is not enough for what needs the open gate, and a helper must come later")
  func helper() {
    var draft = Draft.sound
    draft.add(
      "offer", .book(booked: "confirm", noneSuit: "callback", clinicBooks: "desk"), say: ["offer"])
    draft.texts["offer"] = "With {provider}."
    #expect(draft.found == [])
    draft.texts["offer"] = "With {provider} about {reason}."
    let told = "patient verified /other_person helper verified"
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ offer.say: \(told)"])
  }

  @Test("an identity that is verified already is not asked, so its words are not spoken")
  func atOnce() {
    var draft = Draft.sound
    draft.add("again", .verify(.identity, "offer", else: "sorry"), say: ["again"])
    draft.add("reason", .hear(["ready": "again", "later": "callback"]), say: ["reason"])
    draft.texts["again"] = "About {reason}."
    // Reached with the gate open only: nothing is said. Run again it never is, for it raised nothing.
    #expect(draft.found == [])
  }

  @Test("a new listener closes the gate before the words")
  func newListener() {
    var draft = Draft.sound
    draft.add("reason", .hear(["ready": "offer", "son": "told!"]), say: ["reason"])
    draft.add("told", .hear(["later": "callback"]), say: ["reason"])
    #expect(
      draft.found(rule) == ["privacy/fact-before-identity @ told.say: patient verified son"])
  }

  @Test("the words of a verify are judged where resume runs it again")
  func rerun() {
    var draft = Draft.sound
    draft.add("helped", .verify(.identity, "reason", else: "sorry"), say: ["helped"])
    draft.texts["helped"] = "With {provider}."
    draft.add("offer", .book(booked: "confirm", noneSuit: "callback", clinicBooks: "helped"))
    draft.add("desk", .end(.callbackRequested, .clinicWillCall), say: ["bye"])
    draft.add("reason", .hear(["ready": "offer", "desk": "desk"]), say: ["reason"])
    let told =
      "patient verified /other_person helper verified clinic_books verified /other_person back"
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ helped.say: \(told)"])
  }

  @Test("a clinic may tighten a fact, never loosen it")
  func disclosure() {
    var draft = Draft.sound
    draft.texts["sorry"] = "Goodbye, {patient_name}."
    #expect(draft.found == [])
    draft.disclosure = ["patient_first": .open]
    #expect(draft.found(rule) == ["privacy/fact-before-identity @ sorry.say: patient failed"])
  }

  @Test("engine sentences, SMS and e-mail are judged closed, portal texts open, reasons bare")
  func surfaces() {
    var draft = Draft.sound
    let whole = "{clinic}, {clinic_phone}, STOP."
    draft.messages = [
      "message.portal": "{clinic}, {clinic_phone}, {reason}: in the portal's settings.",
      "message.sms": whole,
    ]
    #expect(draft.found == [])
    draft.messages["message.email"] = "About {specialty}."
    draft.engine = ["engine.resume": "As I said, {due}."]
    draft.reasons["check"] = "a check by {caller}"
    #expect(draft.found(rule).count == 3)
    #expect(draft.report.findings.allSatisfy { $0.conversation == nil })
  }
}

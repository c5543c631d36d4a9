import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("privacy/word-before-identity")
struct WordBeforeIdentityTests {
  private let rule = RuleID.wordBeforeIdentity

  /// The sound script; `sorry` is said with the gate closed, `reason` with it open.
  private func draft(_ text: String, in locale: String = "en") -> Draft {
    var draft = Draft.sound
    draft.languages["en"] = Draft.language(protected: [
      "HIV", "biopsy", "follow-up", "blood work", "mental health", "cancer", "result",
    ])
    draft.languages["es"] = Draft.language(protected: ["cáncer", "diagnóstico", "sida", "análisis"])
    draft.translations["es"] = [:]
    if locale == "en" {
      draft.texts["sorry"] = text
    } else {
      draft.translations[locale] = ["sorry": text]
    }
    return draft
  }

  @Test(
    "a protected word is found however it is written",
    arguments: [
      "About your biopsy.", "About your BIOPSY.", "About your bíopsy.", "About your bi\u{AD}opsy.",
      "About your bio\u{200B}psy.", "About your ｂｉｏｐｓｙ.", "About your \u{202E}biopsy.",
      "Your follow-up.", "Your Follow Up.", "Your follow\u{A0}up.", "Your follow–up.",
      "Blood work.", "Blood\n  work.", "An HIV test.", "An H.I.V. test.", "An H I V test.",
      "A bi-opsy.", "A bi\u{2011}opsy.", "A b.iop.sy.", "A fol-low up.", "Men-tal hea-lth.",
      "A bi\u{43E}psy.", "A B\u{406}\u{41E}PS\u{423}.", "A bi\u{3BF}psy.", "A b\u{131}opsy.",
      "A BIOPS\u{4AE}.", "HI\u{3BD}.", "A bi\u{585}psy.", "A bi\u{29F}opsy, a bio\u{2BC}psy.",
      "A ʙɪᴏᴘꜱʏ.", "A 🅑🅘🅞🅟🅢🅨.", "A 🇧🇮🇴🇵🇸🇾.", "A bio\u{2B9}psy.", "A \u{3F2}ancer.",
      "The biopsy's date.", "(Biopsy)", "un diagnostico", "el cáncer",
    ])
  func found(text: String) {
    #expect(
      draft(text).found(rule) == ["privacy/word-before-identity @ sorry.say: patient failed"])
  }

  @Test(
    "other words that hold one, or look like one, are not found",
    arguments: [
      "We keep an archivo.", "Biopsychology.", "Follow us up the stairs.", "Bloodwork is art.",
      "I considered it, and I resided there.", "The results.", "Mentally healthy.", "Hi, Vera.",
      "Bi opsy.", "Bi, opsy.", "A bio-psychologist.", "Hi-vera.",
      "A bloody good work.", "This is high.",
    ])
  func nearMiss(text: String) {
    #expect(draft(text).found(rule) == [])
  }

  @Test("the words of every offered language apply in each of them")
  func everyLanguage() {
    #expect(draft("Sobre su SIDA.", in: "es").found(rule).count == 1)
    #expect(draft("Sobre su biopsy.", in: "es").found(rule).count == 1)
    #expect(draft("Sobre su analisis.", in: "es").found(rule).count == 1)
    #expect(draft("Su consideración y su lado.", in: "es").found(rule) == [])
    let message = draft("El diagnóstico.", in: "es").report.findings[0].message
    #expect(
      message == "line \"sorry\" (es) says the protected word \"diagnóstico\""
        + " and can be spoken with the gate at \"closed\"")
  }

  @Test("with the gate open it may be said, and at scheduling it may not")
  func levels() {
    var draft = draft("Goodbye.")
    draft.texts["reason"] = "About your biopsy."
    #expect(draft.found(rule) == [])
    draft.add(
      "offer", .book(booked: "confirm", noneSuit: "callback", clinicBooks: "desk"), say: ["offer"])
    draft.texts["offer"] = "For the biopsy."
    let told = "patient verified /other_person helper verified"
    #expect(draft.found(rule) == ["privacy/word-before-identity @ offer.say: \(told)"])
  }

  @Test("a list of lines is read as one, and the finding stands where the phrase begins")
  func list() {
    var draft = draft("Goodbye.")
    draft.add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["sorry", "a", "b", "c"])
    draft.texts["a"] = "It is about your mental"
    draft.texts["b"] = "health, and more."
    draft.texts["c"] = "Goodbye."
    #expect(draft.report.findings.map(\.rule) == [rule])
    #expect(draft.report.findings[0].message.hasPrefix("line \"a\" (en)"))
    draft.texts["b"] = "and other health."
    #expect(draft.found(rule) == [])
  }

  @Test("the clinic's name, hours, portal and providers are filled in")
  func clinicValues() {
    var draft = draft("This is {clinic}.")
    draft.clinic.neutralName = "Lakeside Clinic"
    #expect(draft.found(rule) == [])
    draft.clinic.neutralName = "Lakeside Cancer Clinic"
    #expect(draft.found(rule).count == 1)
    draft.clinic.neutralName = "Lakeside Mental"
    draft.texts["sorry"] = "This is {clinic} Health."
    #expect(draft.found(rule).count == 1)
    draft.texts["sorry"] = "Open {clinic_hours}, or use {portal}."
    draft.clinic.hours = "after blood work hours"
    #expect(draft.found(rule).count == 1)
    draft.clinic.hoursByLanguage = ["en": "from 9 to 5"]
    draft.clinic.portalByLanguage = ["en": "the portal"]
    #expect(draft.found(rule) == [])
    draft.texts["confirm"] = "With {provider} on {appointment}."
    draft.clinic.providers = ["Dr. Biopsy", "Dr. Plain"]
    #expect(draft.found(rule).count == 1)
  }

  @Test("what only a record knows joins no words")
  func recordValues() {
    #expect(draft("Blood {patient_first} work.").found(rule) == [])
  }

  @Test("engine sentences, greetings, SMS, e-mail and phrases without are judged, portal texts not")
  func surfaces() {
    var draft = draft("Goodbye.")
    draft.messages["message.portal"] = "About your biopsy."
    draft.reasons["check"] = "a biopsy"
    #expect(draft.found(rule) == [])
    draft.messages["message.sms"] = "Your biopsy."
    draft.messages["message.email"] = "Your biopsy."
    draft.engine["engine.again"] = "Your biopsy, again?"
    // These three in both languages, and two phrases of English.
    draft.languages["en"] = Draft.language(
      greetings: [0: "Biopsy day"],
      without: [.provider: "the biopsy team", .specialty: "the biopsy clinic"],
      protected: ["biopsy"])
    #expect(draft.found(rule).count == 8)
  }

  @Test("what dates and times are said with, and what stands over an e-mail, is judged too")
  func patterns() {
    var draft = draft("Goodbye.")
    draft.languages["en"] = Draft.language(protected: ["biopsy"], at: "for your biopsy at")
    #expect(draft.found(rule).count == 1)
    #expect(draft.report.findings[0].message.hasPrefix("key \"at\" (en) says"))
    draft.languages["en"] = Draft.language(protected: ["biopsy"], date: "EEEE' biopsy', d")
    #expect(draft.found(rule).count == 1)
    draft.languages["en"] = Draft.language(
      protected: ["biopsy", "EEEE"], date: "EEEE, d 'of' MMMM", at: "at")
    #expect(draft.found(rule) == [])
    draft.clinic.subjects = ["en": "Your biopsy", "fr": "Your biopsy"]
    #expect(draft.found(rule).count == 1)
    draft.clinic.subjects = ["en": "A message from your clinic"]
    draft.clinic.senders = ["Lakeside Biopsy Center"]
    #expect(draft.found(rule).count == 2)
  }

  @Test("every plural form counts")
  func plural() {
    var draft = draft("Goodbye.")
    draft.phrases["reason"] = Phrase(
      body: .counted(
        .weeksOverdue, forms: [.one: Template("A biopsy."), .other: Template("Visits.")],
        without: nil), place: SourcePlace(file: "locales/en/test.yaml", line: 1, column: 1))
    draft.add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["reason"])
    #expect(draft.found(rule).count == 1)
  }
}

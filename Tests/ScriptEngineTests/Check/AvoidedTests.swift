import Testing

@testable import ScriptEngine

@Suite("tone/avoid")
struct AvoidedTests {
  private let rule = RuleID.toneAvoid

  private func draft(_ text: String, in locale: String = "en") -> Draft {
    var draft = Draft.sound
    draft.languages["en"] = Draft.language(avoid: [
      ("you are overdue", "your care team would like to see you"), ("you're overdue", nil),
      ("you missed", nil), ("I do not know, you need to call", nil),
    ])
    draft.languages["es"] = Draft.language(avoid: [("no se presentó", nil), ("es normal", nil)])
    draft.translations["es"] = [:]
    if locale == "en" {
      draft.texts["sorry"] = text
    } else {
      draft.translations[locale] = ["sorry": text]
    }
    return draft
  }

  @Test(
    "a phrase is found without case, accents, white space and punctuation",
    arguments: [
      "Well, YOU  are\n overdue.", "You’re overdue!", "you're overdue", "You, missed it.",
      "I do not know. You need to call.", "I do not know — you need to call them.",
    ])
  func found(text: String) {
    #expect(draft(text).found(rule).count == 1)
  }

  @Test(
    "other words, and words of two sentences, are not the phrase",
    arguments: [
      "You are overdued.", "Thank you. Missed calls are fine.",
      "Are you overdue?", "You {patient_first} missed.", "Your overdue.",
    ])
  func nearMiss(text: String) {
    #expect(draft(text).found(rule) == [])
  }

  @Test("each language has a list of its own")
  func languages() {
    #expect(draft("Usted NO se presento.", in: "es").found(rule).count == 1)
    #expect(draft("Es normalmente así.", in: "es").found(rule) == [])
    #expect(draft("You missed it.", in: "es").found(rule) == [])
  }

  @Test(
    "an obligation that is denied presses nobody",
    arguments: [
      ("No tiene que programar ahora.", 0), ("Usted no está obligado a decirlo.", 0),
      ("Si no tiene que llamar, mejor.", 0), ("Tiene que programar ahora.", 1),
      ("No, tiene que programar ahora.", 1), ("¿No? Tiene que programar ahora.", 1),
      ("No deje de tomar nada.", 1), ("No puede: tiene que programar.", 1),
    ])
  func denied(text: String, count: Int) {
    var draft = draft(text, in: "es")
    draft.languages["es"] = Draft.language(avoid: [
      ("tiene que programar", nil), ("tiene que llamar", nil), ("está obligado", nil),
      ("deje de tomar", nil),
    ])
    #expect(draft.found(rule).count == count)
  }

  @Test("the finding stands at the text and says what to say instead")
  func message() {
    let finding = draft("You are overdue.").report.findings[0]
    #expect(finding.place.file == "locales/x.yaml")
    #expect(
      finding.message == "line \"sorry\" (en) says \"you are overdue\", which is to be avoided;"
        + " say \"your care team would like to see you\" instead")
  }

  @Test("clinic values are filled in, and every surface counts, used or not")
  func surfaces() {
    var draft = draft("You {clinic}.")
    draft.clinic.neutralName = "Missed"
    draft.texts["unused"] = "You missed."
    draft.messages["message.portal"] = "You missed."
    draft.engine["engine.again"] = "You missed."
    draft.reasons["check"] = "a visit you missed"
    // The line that says the reason is one more.
    #expect(draft.found(rule).count == 6)
  }
}

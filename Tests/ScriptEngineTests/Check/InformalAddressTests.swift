import Testing

@testable import ScriptEngine

@Suite("tone/register")
struct InformalAddressTests {
  private let rule = RuleID.toneRegister

  private func draft(_ text: String) -> Draft {
    var draft = Draft.sound
    draft.languages["es"] = Draft.language(
      register: Language.Register(
        formal: "usted",
        refuse: ["tú", "tu", "te", "ti", "contigo", "podrías", "cómo estás", "llámanos", "os"]))
    draft.translations["es"] = ["sorry": text]
    return draft
  }

  @Test(
    "informal address is found, also where accents are left out",
    arguments: [
      "¿Puede venir contigo?", "TÚ decides.", "Tu cita.", "¿Podrías venir?",
      "¿Podrias venir mañana?",
      "Llámanos.", "Llamanos al 1.", "Hola, ¿cómo estás?", "Hola, como estas", "Os llamamos.",
      "Te\u{200B} llamo.",
    ])
  func found(text: String) {
    #expect(draft(text).found(rule).count == 1)
  }

  @Test(
    "formal Spanish is not, nor words that only look alike",
    arguments: [
      "¿Le ofrezco un té?", "Estas llamadas son breves, ¿verdad? Sí.",
      "Llamadas como estas son muy útiles.", "¿Cómo está usted?", "Llámenos.", "Su actitud.",
      "Nos vemos.", "¿Podría venir?", "El tutor y los demás.", "Tía y tío.",
    ])
  func nearMiss(text: String) {
    #expect(draft(text).found(rule) == [])
  }

  @Test("a language without a formal register, or another language, is not judged")
  func others() {
    var draft = draft("Hola.")
    draft.texts["sorry"] = "Tu te podrías."
    #expect(draft.found(rule) == [])
  }

  @Test("the message names the form and the register")
  func message() {
    #expect(
      draft("Es tu cita.").report.findings.first { $0.rule == rule }?.message
        == "line \"sorry\" (es) says \"tu\", and this language addresses people as \"usted\"")
  }
}

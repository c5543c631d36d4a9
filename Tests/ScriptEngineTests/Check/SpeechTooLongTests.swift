import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("speech/too-long")
struct SpeechTooLongTests {
  private let rule = RuleID.speechTooLong

  private func draft(_ text: String, seconds: Double) -> Draft {
    var draft = Draft.sound
    draft.texts["sorry"] = text
    draft.limit("sorry", seconds: seconds)
    return draft
  }

  @Test("as long as allowed passes, a syllable more does not")
  func limit() {
    #expect(draft("one two three four five", seconds: 1).found(rule) == [])
    let found = draft("one two three four five six", seconds: 1)
    #expect(found.found(rule) == ["speech/too-long @ sorry"])
    #expect(
      found.report.findings[0].message
        == "node \"sorry\" takes about 1.2 s in \"en\" at its longest, and may take 1 s")
  }

  @Test("a node that says nothing of its time may take any")
  func undeclared() {
    var draft = Draft.sound
    draft.texts["sorry"] = String(repeating: "and on ", count: 500)
    #expect(draft.found(rule) == [])
  }

  @Test("the start node must declare it")
  func start() {
    var draft = Draft.sound
    draft.limit("opening", seconds: nil)
    #expect(draft.found(rule) == ["speech/too-long @ opening"])
  }

  @Test("a start that goes straight on has the words of the next node too")
  func straightOn() {
    var draft = Draft.sound
    draft.add("zero", .go("greet"))
    draft.add("greet", .go("opening"), say: ["bye"])
    draft.start = "zero"
    draft.texts["bye"] = "one two three four five six"
    draft.limit("zero", seconds: 1)
    #expect(draft.found(rule) == ["speech/too-long @ zero"])
    draft.texts["bye"] = "one two three four five"
    #expect(draft.found(rule) == [])
  }

  @Test("each language is judged by its own rate, the lines of a list together")
  func languages() {
    var draft = draft("one two three", seconds: 1.2)
    draft.add("sorry", .end(.noAnswer, .identityNotConfirmed), say: ["sorry", "bye"])
    draft.limit("sorry", seconds: 1.2)
    draft.texts["bye"] = "four five six"
    #expect(draft.found(rule) == [])
    draft.languages["es"] = Draft.language(rate: 2)
    draft.translations["es"] = ["sorry": "una cita", "bye": "adiós"]
    #expect(draft.found(rule) == ["speech/too-long @ sorry"])
    #expect(draft.report.findings.contains { $0.message.contains("in \"es\"") })
  }

  @Test("the worst plural form and the longest values count")
  func worst() {
    var draft = draft("{clinic}", seconds: 1)
    draft.clinic.neutralName = "Clinic"
    #expect(draft.found(rule) == [])
    draft.clinic.neutralName = "Massachusetts Medical Center"
    #expect(draft.found(rule).count == 1)
    draft = self.draft("", seconds: 1)
    let forms = [PluralCategory.one: Template("one"), .other: Template("{weeks_overdue} now")]
    draft.phrases["sorry"] = Phrase(
      body: .counted(.weeksOverdue, forms: forms, without: nil),
      place: SourcePlace(file: "locales/en/test.yaml", line: 1, column: 1))
    #expect(draft.found(rule).count == 1)
  }

  @Test(
    "English syllables",
    arguments: [
      ("Please call us.", 3), ("appointment", 3), ("schedule a time", 4), ("table", 2),
      ("Good afternoon", 4), ("called", 1), ("wanted", 2), ("times", 1), ("places", 2),
      ("911", 3), ("617-555-0100", 14), ("21", 3), ("PM", 2), ("clinic's", 2), ("you’re", 1),
      ("", 0),
    ])
  func english(text: String, syllables: Int) {
    #expect(Syllables(locale: "en").count(text) == syllables)
  }

  @Test(
    "Spanish syllables",
    arguments: [
      ("clínica", 3), ("Buenos días", 4), ("cita", 2), ("¿Podría hablar?", 5), ("ahora", 3),
      ("quiere", 2), ("reír", 2), ("muy", 1), ("hoy", 1), ("y", 1), ("yo", 1), ("médico", 3),
      ("país", 2), ("Ruiz", 1), ("averigüé", 4), ("21", 3), ("911", 6), ("lee", 2),
    ])
  func spanish(text: String, syllables: Int) {
    #expect(Syllables(locale: "es").count(text) == syllables)
  }
}

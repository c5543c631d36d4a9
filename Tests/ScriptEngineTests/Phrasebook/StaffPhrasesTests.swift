import Testing

@testable import ScriptEngine

@Suite("What staff read")
struct StaffPhrasesTests {
  private let english = StaffPhrases(
    locale: "en", language: BookFixture.english,
    texts: [
      "hello": .plain("hello {name}, {count} left"),
      "ready": .counted([.one: "{count} patient ready", .other: "{count} patients ready"]),
      "only.here": .plain("only in the source"), "until": .plain("by {time}."),
      "dots": .plain("{name}..."),
    ], labels: ["outcome.no-answer": "No answer", "queue.clinical": "Clinical"])
  private var spanish: StaffPhrases {
    StaffPhrases(
      locale: "es", language: BookFixture.spanish,
      texts: ["ready": .counted([.one: "{count} paciente", .other: "{count} pacientes"])],
      labels: ["queue.clinical": "Clínica"], source: english)
  }

  @Test("names in braces are filled once, and a name without a value stays visible")
  func filling() {
    #expect(english.text("hello", ["name": "{count}"], count: 3) == "hello {count}, 3 left")
    #expect(english.text("hello", [:]) == "hello {name}, {count} left")
  }

  @Test("a value with a full stop of its own ends the sentence")
  func fullStop() {
    #expect(english.text("until", ["time": "2:30 p.m."]) == "by 2:30 p.m.")
    #expect(english.text("until", ["time": "2:30 PM"]) == "by 2:30 PM.")
    #expect(english.text("dots", ["name": "Jr."]) == "Jr....")
  }

  @Test("a count takes its plural form")
  func plural() {
    #expect(english.text("ready", count: 1) == "1 patient ready")
    #expect(english.text("ready", count: 0) == "0 patients ready")
    #expect(spanish.text("ready", count: 1) == "1 paciente")
    #expect(spanish.text("ready", ["count": "14"], count: 14) == "14 pacientes")
  }

  @Test("a missing text falls back to the source language, and then to its key")
  func fallback() {
    #expect(spanish.text("only.here") == "only in the source")
    #expect(spanish.text("nowhere.at.all") == "nowhere.at.all")
    #expect(spanish.keys == ["ready"])
  }

  @Test("a label falls back too, and a detail has that of its outcome")
  func labels() {
    #expect(spanish.label("queue.clinical") == "Clínica")
    #expect(spanish.label("outcome.no-answer.busy-signal") == "No answer")
    #expect(spanish.label("queue.records") == nil)
  }
}

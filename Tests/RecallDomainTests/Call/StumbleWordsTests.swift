import RecallDomain
import Testing

@Suite("words about a line")
struct StumbleWordsTests {
  private let names = ["Rosa", "Delgado de la Ruiz", "Sam O'Neil"]

  @Test(
    "may say what is wrong with it",
    arguments: [
      "too long before the question", "trips over “calling about”", "sounds like 911",
      "10 to 15 words too many", "demasiado larga", "la, de: not clear",
    ])
  func taken(_ words: String) {
    #expect(StumbleWords.refusal(of: words, naming: names) == nil)
  }

  @Test(
    "carry no name of the call, in whatever letters",
    arguments: [
      ("Rosa laughed at it", "Rosa"), ("for ROSA it is too fast", "ROSA"),
      ("Rosa's mother did not follow", "Rosa's"), ("mrs. delgado again", "delgado"),
      ("Délgado asked twice", "Délgado"), ("O'Neil did not get it", "O'Neil"),
      ("Delgado-Ruiz", "Delgado-Ruiz"),
    ])
  func names(_ words: String, _ name: String) {
    #expect(StumbleWords.refusal(of: words, naming: names) == .names(name))
  }

  @Test(
    "carry no number, date or address",
    arguments: ["call 617 555 0142", "born 3/4/1961", "in 2026", "write to r@example.org"])
  func numbers(_ words: String) {
    #expect(StumbleWords.refusal(of: words, naming: names) == .numbers)
  }

  @Test("are words, and not a letter")
  func shape() {
    #expect(StumbleWords.refusal(of: " . ", naming: []) == .empty)
    let long = String(repeating: "a ", count: StumbleWords.most)
    #expect(StumbleWords.refusal(of: long, naming: []) == .tooLong)
  }
}

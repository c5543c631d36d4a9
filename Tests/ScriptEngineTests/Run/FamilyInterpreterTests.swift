import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A relative offers to interpret")
struct FamilyInterpreterTests {
  /// What is said then, as far as it tells that the offer is declined kindly, and why.
  private static let declining = [
    "en": ["kind of you", "our own interpreters", "private"],
    "es": ["muy amable", "nuestros propios intérpretes", "privacidad"],
  ]

  @Test(
    "every script declines it with thanks, wherever it comes up, and turns to our own interpreters",
    arguments: ["en", "es"])
  func declined(_ locale: String) throws {
    let library = ShippedRehearsals.library
    #expect(library.editions.count == 7)
    for (script, edition) in library.editions {
      let start = PracticeCall.start(script: script, policy: library.policy, locale: locale)
      var run = CallRun(edition: edition)
      for event: CallEvent in [
        .began(start), .heard("patient"), .interrupted(.otherPerson), .heard("interprets"),
      ] { _ = try run.handle(event, at: PracticeCall.moment) }
      let said = run.words().map(\.text).joined(separator: " ")
      for words in Self.declining[locale] ?? [] {
        #expect(said.contains(words), "\(script): \(said)")
      }
      guard case .ask(_, .language) = run.prompt else {
        Issue.record("\(script) does not ask for the language")
        continue
      }
      _ = try run.handle(.answered(.language, .language("vi")), at: PracticeCall.moment)
      guard case .hear(_, let ways) = run.prompt else { return }
      // A qualified speaker, an interpreter of ours, or a call back with one: no relative.
      #expect(
        ways.map(\.name) == [
          "switched", "interpreter_here", "interpreter_later", "bilingual_later",
        ])
      #expect(run.gate.level == .closed)
    }
  }
}

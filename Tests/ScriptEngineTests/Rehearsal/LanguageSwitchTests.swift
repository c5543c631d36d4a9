import RecallDomain
import Testing

@testable import ScriptEngine

/// Issue: a caller may change the spoken language at any moment, and nothing but the words changes.
@Suite("a switch of language at every prompt of every rehearsal")
struct LanguageSwitchTests {
  /// Everything of a call that its note and its queues are made of, but for the languages.
  private struct Kept: Equatable {
    let path: [String]
    let fields: [CallField: FieldValue?]
    let barriers: [Barrier]
    let ending: Ending?
    let identity: CallNote.Identity
    let routed: [QueueName]
    let optedOut: Bool
    let emergency: Bool

    init(_ run: CallRun) {
      path = run.path.map { "\($0.node):\($0.answer)" }
      fields = run.fields
      barriers = run.barriers
      ending = run.ending
      identity = run.identity
      routed = run.routed
      optedOut = run.optedOut
      emergency = run.emergency
    }
  }

  @Test("the same path, note and effects; the words are said again in the other language")
  func everywhere() throws {
    let library = ShippedRehearsals.library
    for rehearsal in library.rehearsals {
      let edition = try #require(library.editions[rehearsal.script])
      for (locale, other) in [("en", "es"), ("es", "en")] {
        let led = FollowedRehearsal(
          rehearsal, edition: edition, policy: library.policy, locale: locale)
        try switchEverywhere(led.run.journal, edition, to: other, kept: Kept(led.run), rehearsal.id)
      }
    }
  }

  /// The language is switched once in each walk, before one of the events.
  private func switchEverywhere(
    _ journal: [TimedEvent], _ edition: Edition, to other: String, kept: Kept, _ name: String
  ) throws {
    var before = CallRun(edition: edition)
    _ = try before.handle(journal[0].event, at: journal[0].at)
    for place in 1...journal.count {
      var run = before
      let words = run.sayAgain().count
      let effects = try run.handle(.locale(other), at: journal[place - 1].at)
      #expect(effects == [], "\(name) at \(place)")
      #expect(run.words().count == words && run.withheld.isEmpty, "\(name) at \(place)")
      #expect(run.locale == other && run.prompt == before.prompt, "\(name) at \(place)")
      for next in journal.dropFirst(place) { _ = try run.handle(next.event, at: next.at) }
      #expect(Kept(run) == kept, "\(name) at \(place)")
      guard place < journal.count else { return }
      _ = try before.handle(journal[place].event, at: journal[place].at)
    }
  }
}

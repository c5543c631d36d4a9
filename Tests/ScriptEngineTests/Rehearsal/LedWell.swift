import RecallDomain
import Testing

@testable import ScriptEngine

/// A rehearsal played with a patient who speaks, each turn answered by its best.
struct LedWell {
  let heard: [Saying]
  let review: RehearsalReview

  init(_ library: ScriptLibrary, _ rehearsal: Rehearsal, seed: UInt64, locale: String) throws {
    let edition = try #require(library.editions[rehearsal.script])
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: library.policy, locale: locale, at: TestCall.noon)
    var call = try Rehearsing(library, rehearsal, seed: seed, locale: locale)
    for event in led.run.journal.dropFirst() { try call.answer(event.event) }
    heard = call.heard
    review = call.review
  }
}

import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@testable import RecallConsole

@Suite("a console whose clock is behind what the store has recorded")
struct BehindTests {
  /// Three days on, at another desk; then this console, which had stood still, goes on.
  private let later = InstantText.read("2026-11-27T14:05:00-05:00")!

  @Test("counts a call that was dialled already on the day on which its patient was taken")
  func held() throws {
    let day = try ConsoleDay()
    _ = try day.store.claimNext(
      by: "ana", segment: nil, at: later, lease: 1800
    ) { _ in .callable(number: "+16175550142") }
    let transcript = day.run(["next", "y", "no_answer", "", "quit"])
    #expect(transcript.code == 0)
    let note = try #require(day.notes.first)
    #expect(note.started == later && note.ended == later)
    let candidate = try #require(try day.store.candidate(note.recall))
    #expect(candidate.attempts.map(\.started) == [later])
  }

  @Test("takes a call up no earlier than its last answer")
  func takenUp() throws {
    let day = try ConsoleDay()
    day.now = later
    _ = day.run(["next", "", "patient", "/park", "quit"])
    day.now = ConsoleDay.now
    _ = day.run(["resume", "/back", "no_answer", "", "quit"])
    let note = try #require(day.notes.first)
    #expect(note.started == later && note.ended >= later)
  }

  @Test("a clock that was never behind is not moved")
  func ahead() {
    let clock = Clock(standingAt: later)
    clock.catchUp(with: later.addingTimeInterval(-60))
    #expect(clock.now() == later)
    clock.catchUp(with: later.addingTimeInterval(60))
    clock.catchUp(with: later.addingTimeInterval(30))
    #expect(clock.now() == later.addingTimeInterval(60))
  }
}

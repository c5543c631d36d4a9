import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("what a rehearsal says about its caller")
struct RehearsalScoreTests {
  private static let library = ShippedRehearsals.library

  private static func rehearsal(_ id: String) throws -> Rehearsal {
    try #require(library.rehearsals.first { $0.id == id })
  }

  private static func led(_ rehearsal: Rehearsal) throws -> FollowedRehearsal {
    FollowedRehearsal(
      rehearsal, edition: try #require(library.editions[rehearsal.script]), policy: library.policy,
      locale: "en", at: TestCall.noon)
  }

  /// The rehearsal led well, but for what `change` makes of its events.
  private static func score(
    _ id: String, _ change: (inout [CallEvent]) -> Void = { _ in }
  ) throws -> RehearsalScore {
    let rehearsal = try rehearsal(id)
    let led = try led(rehearsal)
    var events = led.run.journal.dropFirst().map(\.event)
    change(&events)
    var call = try Rehearsing(library, rehearsal, seed: 1, locale: "en")
    for event in events { try call.answer(event) }
    return RehearsalScore(call.review, run: call.run, led: led)
  }

  @Test("whoever leads every shipped rehearsal well has every part whole")
  func whole() throws {
    for rehearsal in Self.library.rehearsals {
      let score = try Self.score(rehearsal.id)
      #expect(score.parts.values.allSatisfy { $0.isWhole }, "\(rehearsal.id): \(score.parts)")
      #expect(score.privacySlips.isEmpty && score.missingFields.isEmpty)
      #expect(score.parts[.responses]?.possible == rehearsal.turns.count, "\(rehearsal.id)")
    }
  }

  @Test("a part that did not come up is not there")
  func absent() throws {
    let score = try Self.score("glad-to-come")
    #expect(score.parts[.emergency] == nil && score.parts[.privacy] == nil)
    #expect(score.parts[.identity] == RehearsalScore.Count(reached: 1, possible: 1))
    #expect(try Self.score("pressure-in-my-chest").parts[.emergency]?.isWhole == true)
  }

  @Test("taking somebody else for the patient is a slip")
  func stranger() throws {
    let score = try Self.score("husband-picks-up") { $0 = [.heard("patient")] }
    #expect(score.privacySlips.map(\.did) == ["patient"])
    #expect(score.parts[.privacy] == RehearsalScore.Count(reached: 0, possible: 1))
    #expect(score.parts[.outcome]?.reached == 0)
  }

  @Test("going on when somebody else has taken the phone is a slip; stopping is none")
  func takenPhone() throws {
    let until = { (last: CallEvent) in
      { (events: inout [CallEvent]) in
        let place = events.firstIndex(of: .interrupted(.otherPerson))!
        events = Array(events.prefix(place)) + [last]
      }
    }
    #expect(try Self.score("daughter-gives-back", until(.heard("ready"))).privacySlips.count == 1)
    #expect(
      try Self.score("daughter-gives-back", until(.interrupted(.busy))).privacySlips.isEmpty)
  }

  @Test("an emergency that is not raised at once, and what is then not passed on, are told")
  func emergency() throws {
    let score = try Self.score("pressure-in-my-chest") { events in
      events = [events[0], .compared(.fullName, .match), .interrupted(.emergency)]
    }
    // The name alone is no answer yet: the first answer is the emergency.
    #expect(score.parts[.emergency]?.isWhole == true)
    #expect(score.missingFields.count == 4)
    let late = try Self.score("pressure-in-my-chest") { events in
      events = [events[0], .interrupted(.busy)]
    }
    #expect(late.parts[.emergency] == RehearsalScore.Count(reached: 0, possible: 1))
    #expect(late.missingQueues == [.clinical])
  }

  @Test("a birth date that was typed wrongly counts against the gate")
  func identity() throws {
    let score = try Self.score("glad-to-come") { events in
      let place = events.firstIndex {
        if case .compared(.dateOfBirth, _) = $0 { true } else { false }
      }
      events.insert(.compared(.dateOfBirth, .mismatch), at: place!)
    }
    #expect(score.parts[.identity] == RehearsalScore.Count(reached: 1, possible: 2))
  }

  @Test("an answer that was taken back counts neither way")
  func back() throws {
    let score = try Self.score("glad-to-come") { events in
      events = [.heard("voicemail"), .back] + events
    }
    #expect(score.parts.values.allSatisfy { $0.isWhole })
  }

  @Test("passed: nothing that may never happen did, the end is right, four answers in five fitted")
  func passes() throws {
    #expect(try Self.score("husband-picks-up").isPassed)
    #expect(try !Self.score("husband-picks-up") { $0 = [.heard("patient")] }.isPassed)
    // Left in the middle.
    #expect(try !Self.score("glad-to-come") { $0.removeLast() }.isPassed)
  }

  @Test("the pace counts the answers that were timed, and is no part where none was")
  func pace() throws {
    let rehearsal = try Self.rehearsal("glad-to-come")
    let led = try Self.led(rehearsal)
    let review = RehearsalReview(
      moments: [], missed: [], expectedEnd: rehearsal.ends, ending: nil, hungUp: false)
    let score = RehearsalScore(review, run: led.run, led: led, inTime: [true, false, true])
    #expect(score.parts[.pace] == RehearsalScore.Count(reached: 2, possible: 3))
    #expect(RehearsalScore(review, run: led.run, led: led).parts[.pace] == nil)
  }

  @Test("more words, and a slower language, leave more time to answer")
  func allowed() throws {
    let edition = try #require(Self.library.editions["overdue-follow-up"])
    let language = try #require(edition.phrasebooks["en"]?.language)
    let seconds = { (words: [String], heard: String?) in
      Pace.allowed(words: words, heard: heard, in: language, locale: "en")
    }
    #expect(seconds([], nil) == Pace.thought)
    #expect(seconds(["Good afternoon."], nil) > Pace.thought)
    #expect(seconds(["Good afternoon."], "Who is this?") > seconds(["Good afternoon."], nil))
  }
}

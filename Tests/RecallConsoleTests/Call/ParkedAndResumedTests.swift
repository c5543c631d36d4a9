import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("A call that was left and taken up again comes to the same as one that was not")
struct ParkedAndResumedTests {
  /// How a call ends, from `opening` to `save`.
  enum Way: String, CaseIterable {
    case noAnswer, busy, machine, dropped, declined, anyTime, atTime, complaint, clinical
    case unknown, disconnected, willCall

    var typed: [String] {
      switch self {
      case .noAnswer: ["no_answer"]
      case .busy: ["/end no-answer busy-signal"]
      case .machine: ["/end no-answer machine"]
      case .dropped: ["/end no-answer dropped"]
      case .declined: ["/end declined for-now", "cost"]
      case .anyTime: ["/end callback-requested any-time"]
      case .atTime: ["/end callback-requested at-time", "tomorrow 3pm"]
      case .complaint: ["/end escalated complaint", "the wait"]
      case .clinical: ["/end clinical-question routine", "may I eat?"]
      case .unknown: ["/end wrong-number not-known"]
      case .disconnected: ["/end wrong-number disconnected"]
      case .willCall: ["/end callback-requested patient-will-call"]
      }
    }
  }

  /// Where it is left, and by what.
  enum Break: String, CaseIterable {
    case parkedAtOpening, endOfInputAtSave, killedAtOpening, takenOver
  }

  @Test("whatever its outcome", arguments: Way.allCases, Break.allCases)
  func same(_ way: Way, _ left: Break) throws {
    let straight = try ConsoleDay()
    _ = straight.run(["next", ""] + way.typed + ["", "quit"])
    let other = try ConsoleDay()
    broken(way, left, other)
    try expectSame(straight, other)
  }

  @Test("after earlier attempts too", arguments: [Way.noAnswer, .machine, .busy, .clinical])
  func later(_ way: Way) throws {
    let days = [try ConsoleDay(), try ConsoleDay()]
    for day in days {
      _ = day.run(["next", "", "no_answer", "", "quit"])
      day.now += 20 * 3600
    }
    _ = days[0].run(["open r-1", ""] + way.typed + ["", "quit"])
    _ = days[1].run(["open r-1", ""] + way.typed)
    _ = days[1].run(["resume", "", "quit"])
    #expect(days[0].notes.count == 2)
    try expectSame(days[0], days[1])
  }

  private func broken(_ way: Way, _ left: Break, _ day: ConsoleDay) {
    switch left {
    case .parkedAtOpening:
      _ = day.run(["next", "", "/park", "resume"] + way.typed + ["", "quit"])
    case .endOfInputAtSave:
      _ = day.run(["next", ""] + way.typed)
      _ = day.run(["resume", "", "quit"])
    case .killedAtOpening:
      _ = day.run(events: [.line("next"), .line(""), .terminated(15)])
      _ = day.run(["resume"] + way.typed + ["", "quit"])
    case .takenOver:
      let first = day.caller
      _ = day.run(["next", "", "/park", "quit"])
      day.caller = StaffMember(
        id: "ben", name: "Ben", roles: [.caller], languages: ["en", "es"])
      _ = day.run(["resume 1"] + way.typed + ["", "quit"])
      day.caller = first
    }
  }

  private func expectSame(_ straight: ConsoleDay, _ other: ConsoleDay) throws {
    let note = try #require(straight.notes.last)
    let again = try #require(other.notes.last)
    #expect(again.attempt == note.attempt)
    #expect((again.next.kind, again.next.at) == (note.next.kind, note.next.at))
    #expect(again.ending == note.ending)
    let one = try #require(try straight.store.candidate(RecallID("r-1")))
    let two = try #require(try other.store.candidate(RecallID("r-1")))
    #expect(two.entry.state == one.entry.state)
    #expect((two.entry.nextAction, two.entry.nextAt) == (one.entry.nextAction, one.entry.nextAt))
    #expect(two.entry.callback == one.entry.callback)
    #expect(two.contactsByNumber == one.contactsByNumber)
    #expect(two.items.map(\.queue) == one.items.map(\.queue))
    #expect(try other.store.check() == [])
  }
}

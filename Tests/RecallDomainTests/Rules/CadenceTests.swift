import Foundation
import Testing

@testable import RecallDomain

@Suite("The cadence")
struct CadenceTests {
  let cadence = Cadence(clinic(), of: "overdue")

  func next(
    _ attempts: [AttemptSummary], at now: String = "2026-11-24 10:00", canMessage: Bool = false
  ) -> CadenceNext {
    cadence.next(
      from: cadence.position(after: attempts, zone: boston), at: at(now), canMessage: canMessage,
      zones: [boston], state: "MA")
  }

  func number(_ attempts: [AttemptSummary], canMessage: Bool = false) -> Int {
    cadence.attemptNumber(next(attempts, canMessage: canMessage))
  }

  @Test("begins with a call at any time of day")
  func first() {
    #expect(next([]) == .call(attempt: 1, notBefore: nil, by: nil, parts: nil))
    #expect(cadence.attemptsMax == 4)
  }

  @Test("goes on with another part of the day within two business days")
  func second() {
    let tried = [attempt("2026-11-24 10:00", .rangOut)]
    #expect(
      next(tried)
        == .call(
          attempt: 2, notBefore: at("2026-11-24 10:00"), by: at("2026-11-27 19:00"),
          parts: [.afternoon, .evening]))
  }

  let two = [attempt("2026-11-09 10:00", .rangOut), attempt("2026-11-10 13:00", .rangOut)]

  @Test("then a message, if the patient consented to one, and a last call a week after it")
  func message() {
    #expect(
      next(two, at: "2026-11-11 10:00", canMessage: true)
        == .message(
          attempt: 3, at: at("2026-11-13 00:00"), lapses: at("2026-11-20 00:00")))
    let sent = two + [attempt("2026-11-13 09:00", Ending(.leftMessage, .sent)!)]
    #expect(
      next(sent, canMessage: true)
        == .call(
          attempt: 4, notBefore: at("2026-11-20 00:00"), by: nil, parts: [.evening]))
  }

  @Test("a message that nobody sent lapses: the last call comes all the same")
  func lapsed() {
    #expect(
      next(two, at: "2026-11-20 00:00", canMessage: true)
        == .call(
          attempt: 4, notBefore: at("2026-11-20 00:00"), by: nil, parts: [.evening]))
  }

  @Test("without consent the message is passed over and not waited for")
  func noConsent() {
    #expect(
      next(two)
        == .call(
          attempt: 4, notBefore: at("2026-11-17 00:00"), by: nil, parts: [.evening]))
  }

  @Test("is exhausted after the last call, and closes ten days later")
  func exhausted() {
    let three = two + [attempt("2026-11-17 17:00", .rangOut)]
    #expect(next(three) == .exhausted(closes: at("2026-11-27 00:00")))
  }

  @Test("calls that came in, wrong and dead numbers use up nothing")
  func free() {
    #expect(
      number([
        attempt("2026-11-24 09:00", .wrong),
        attempt("2026-11-24 09:05", .rangOut, direction: .inbound),
        attempt("2026-11-24 09:10", Ending(.wrongNumber, .disconnected)!),
      ]) == 1)
  }

  @Test("an engaged, failed or broken dial uses up a step the second time in a day")
  func engaged() {
    #expect(number([attempt("2026-11-24 09:00", .engaged)]) == 1)
    #expect(
      number([attempt("2026-11-24 09:00", .engaged), attempt("2026-11-24 09:30", .engaged)]) == 2)
    #expect(
      number([attempt("2026-11-23 09:00", .dropped), attempt("2026-11-24 09:30", .engaged)]) == 1)
  }

  @Test("a call that keeps a promise uses up nothing, and after two misses the cadence goes on")
  func promises() {
    let asked = [attempt("2026-11-23 10:00", .atTime)]
    #expect(number(asked) == 2)
    let missed = asked + [attempt("2026-11-23 15:00", .rangOut)]
    #expect(number(missed) == 2)
    #expect(cadence.position(after: missed, zone: boston).promiseMisses == 1)
    let twice = missed + [attempt("2026-11-24 15:00", .rangOut)]
    #expect(number(twice) == 2)
    #expect(cadence.position(after: twice, zone: boston).promiseMisses == nil)
    #expect(number(twice + [attempt("2026-11-25 10:00", .rangOut)], canMessage: true) == 3)
  }

  @Test("where the hours offer no other part of the day, any part will do")
  func onlyMornings() {
    var policy = clinic()
    policy.calling.weekday = window("09:00-12:00")
    policy.calling.saturday = nil
    let mornings = Cadence(policy, of: "overdue")
    let position = mornings.position(after: [attempt("2026-11-24 10:00", .rangOut)], zone: boston)
    let next = mornings.next(
      from: position, at: at("2026-11-24 11:00"), canMessage: false, zones: [boston], state: "MA")
    #expect(
      next
        == .call(
          attempt: 2, notBefore: at("2026-11-24 10:00"), by: at("2026-11-27 12:00"), parts: nil))
  }

  @Test("with several zones, a part of the day in which not all are open is not waited for")
  func zones() {
    let honolulu = Zone("Pacific/Honolulu")!
    let tried = cadence.position(after: [attempt("2026-11-24 15:00", .rangOut)], zone: boston)
    let next = cadence.next(
      from: tried, at: at("2026-11-25 10:00"), canMessage: false, zones: [boston, honolulu],
      state: nil)
    // Nine in Honolulu is two in the afternoon here: the evening is left, the morning never comes.
    guard case .call(_, _, _, let parts) = next else { return #expect(Bool(false)) }
    #expect(parts == [.evening])
    let both = cadence.position(
      after: [attempt("2026-11-24 15:00", .rangOut), attempt("2026-11-25 17:00", .rangOut)],
      zone: boston)
    let last = cadence.next(
      from: both, at: at("2026-12-07 15:00"), canMessage: false, zones: [boston, honolulu],
      state: nil)
    guard case .call(_, _, _, nil) = last else { return #expect(Bool(false), "\(last)") }
  }

  @Test("a clinic's own steps are counted alike", arguments: [0, 1, 2, 3, 4, 5, 6])
  func own(_ calls: Int) {
    var policy = clinic()
    policy.cadence = Array(repeating: CadenceStep(.call(.best), afterDays: 1), count: 5)
    let own = Cadence(policy, of: "overdue")
    let attempts = (0..<calls).map { attempt("2026-11-0\($0 + 1) 10:00", .rangOut) }
    let next = own.next(
      from: own.position(after: attempts, zone: boston), at: at("2026-11-24 10:00"),
      canMessage: true, zones: [boston], state: nil)
    if calls < 5 {
      #expect(own.attemptNumber(next) == calls + 1)
    } else {
      #expect(next == .exhausted(closes: at("2026-11-0\(calls) 10:00")))
    }
  }
}

@Suite("What counts as a contact")
struct ContactTests {
  let limits = ContactLimits()

  @Test("dead, engaged and failed dials are none; everything else is one", arguments: everyEnding)
  func contacts(_ ending: Ending) {
    let none: [OutcomeDetail] = [.busySignal, .technical, .notKnown, .disconnected, .notAPerson]
    #expect(
      ending.isContact == !none.contains(ending.detail),
      "\(ending): Contacts.swift says whether it is one, and this list which are none")
  }

  @Test("a call that came in is none; a call without an outcome yet is one")
  func direction() {
    #expect(!attempt("2026-11-24 10:00", .voicemail, direction: .inbound).isContact)
    #expect(attempt("2026-11-24 10:00", nil).isContact)
  }

  @Test("one contact a day, three in any seven days, by the calendar of the person called")
  func caps() {
    let free = { (days: [String], now: String) in
      wall(limits.earliest(after: days.map { at($0) }, from: at(now), zones: [boston]))
    }
    #expect(free([], "2026-11-24 10:00") == "2026-11-24 10:00")
    #expect(free(["2026-11-24 09:00"], "2026-11-24 18:00") == "2026-11-25 00:00")
    #expect(
      free(["2026-11-18 09:00", "2026-11-20 09:00", "2026-11-22 09:00"], "2026-11-24 18:00")
        == "2026-11-25 00:00")
    #expect(
      free(["2026-11-20 09:00", "2026-11-21 09:00", "2026-11-23 09:00"], "2026-11-24 18:00")
        == "2026-11-27 00:00")
  }

  @Test("with two candidate zones the caps hold on both calendars")
  func zones() {
    let contact = at("2026-11-24 23:30")
    let free = limits.earliest(
      after: [contact], from: at("2026-11-25 00:10"), zones: [boston, chicago])
    #expect(wall(free) == "2026-11-25 01:00")
  }

  @Test("caps of none at all permit nothing")
  func none() {
    #expect(
      ContactLimits(contactsPerDay: 0, contactsPerWeek: 3).earliest(
        after: [], from: at("2026-11-24 10:00"), zones: [boston]) == nil)
  }
}

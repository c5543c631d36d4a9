import Foundation
import Testing

@testable import RecallDomain

@Suite("What the end of a command says of its message")
struct HandOverTests {
  @Test(
    "by the exit codes of sysexits.h",
    arguments: [
      (CommandEnd.exit(0), HandOver.sent), (.exit(75), .later), (.exit(69), .later),
      (.exit(71), .later), (.exit(64), .outOfOrder), (.exit(78), .outOfOrder),
      (.exit(127), .outOfOrder), (.notStarted, .outOfOrder), (.exit(65), .dead(.refused)),
      (.exit(67), .dead(.badAddress)), (.exit(68), .dead(.badAddress)),
      (.exit(1), .dead(.unclear)), (.exit(74), .dead(.unclear)), (.signal(9), .dead(.killed)),
      (.outOfTime, .dead(.outOfTime)),
    ])
  func codes(_ end: CommandEnd, _ handOver: HandOver) {
    #expect(HandOver(end) == handOver)
  }

  @Test("what may have gone out is dead at once, and what certainly has not is tried again")
  func certainty() {
    let plan = SendingPlan(attempts: 6, isIdempotent: false)
    let now = at("2026-11-24 10:00")
    for failure in MessageFailure.allCases {
      #expect(plan.after(.dead(failure), tries: 1, at: now) == .dead(failure))
    }
    #expect(plan.after(.sent, tries: 6, at: now) == .sent)
  }

  @Test("again after 1, 5 and 30 minutes, 2 hours and a day, and then no more")
  func rests() {
    let plan = SendingPlan(attempts: 6, isIdempotent: false)
    let now = at("2026-11-24 10:00")
    let minutes = [1.0, 5, 30, 120, 1_440]
    for (index, minutes) in minutes.enumerated() {
      #expect(
        plan.after(.later, tries: index + 1, at: now)
          == .again(at: now.addingTimeInterval(minutes * 60)))
    }
    #expect(plan.after(.later, tries: 6, at: now) == .dead(.gaveUp))
  }

  @Test("a command that is not in order costs no message its tries")
  func outOfOrder() {
    let plan = SendingPlan(attempts: 2, isIdempotent: false)
    let now = at("2026-11-24 10:00")
    let tomorrow = now.addingTimeInterval(86_400)
    #expect(plan.after(.outOfOrder, tries: 9, at: now) == .again(at: tomorrow))
  }

  @Test("a command that keeps the key gets a message again whose end nobody knows")
  func idempotent() {
    let plan = SendingPlan(attempts: 2, isIdempotent: true)
    let now = at("2026-11-24 10:00")
    #expect(plan.after(.dead(.lost), tries: 1, at: now) == .again(at: now.addingTimeInterval(60)))
    #expect(plan.after(.dead(.lost), tries: 2, at: now) == .dead(.lost))
    #expect(plan.after(.dead(.badAddress), tries: 1, at: now) == .dead(.badAddress))
  }
}

@Suite("An e-mail address that can stand in a head")
struct MailAddressTests {
  @Test(arguments: ["rosa@example.org", "r.o+x@mail.example.org", "a@b", "o'hara@example.org"])
  func good(_ text: String) { #expect(MailAddress.isAddress(text)) }

  @Test(
    arguments: [
      "", "rosa", "rosa@", "@example.org", "rosa@example.org\nBcc: x@example.org",
      "rosa@example.org, x@example.org", "rosa @example.org", "a..b@example.org",
      "ro\r@example.org",
      "\"a b\"@example.org", "a@-b.org", "niña@example.org", "a@b@c.org", "rosa@example.org\0",
    ])
  func bad(_ text: String) { #expect(!MailAddress.isAddress(text)) }

  @Test("with a name, or alone")
  func named() {
    #expect(MailAddress("a@b.org") == MailAddress(address: "a@b.org"))
    #expect(MailAddress("Clínica <a@b.org>") == MailAddress(name: "Clínica", address: "a@b.org"))
    #expect(MailAddress("\"A, B\" <a@b.org>") == MailAddress(name: "A, B", address: "a@b.org"))
    #expect(MailAddress("A <a b>") == nil)
    #expect(MailAddress("A\n <a@b.org>") == nil)
  }
}

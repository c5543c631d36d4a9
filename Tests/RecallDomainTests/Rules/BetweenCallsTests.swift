import Foundation
import Testing

@testable import RecallDomain

@Suite("What becomes of a recall between calls")
struct BetweenCallsTests {
  let now = at("2026-11-24 10:00")
  let between = BetweenCalls(policy: clinic())

  let three = [
    attempt("2026-11-02 10:00", .rangOut), attempt("2026-11-03 13:00", .rangOut),
    attempt("2026-11-10 17:00", .rangOut),
  ]

  func booking(_ start: String, provider: String? = "Dr. Okafor") -> BookedAppointment {
    BookedAppointment(
      id: "a", patient: PatientID("p1"), start: at(start), provider: provider, specialty: nil,
      status: .booked)
  }

  @Test("a booking found later schedules it, one for something else does not")
  func booking() {
    let found = candidate {
      $0.entry.provider = "Dr. Okafor"
      $0.appointments = [booking("2026-12-01 09:00")]
    }
    #expect(between.overtaken(found, at: now)?.end == .scheduled)
    #expect(between.overtaken(found, at: now)?.state == .scheduled)
    var other = found
    other.appointments = [booking("2026-12-01 09:00", provider: "Dr. Else")]
    #expect(between.overtaken(other, at: now) == nil)
    var asked = found
    asked.items = [item(.clinical)]
    #expect(between.overtaken(asked, at: now)?.next.owner == "clinical")
  }

  @Test("an opt-out, a death, a patient who left close it; a sensitive one is reviewed first")
  func facts() {
    let end = { (change: (inout Candidate) -> Void) in
      between.overtaken(candidate(change), at: now)
    }
    #expect(end { $0.patient.permissions.doNotContact = true }?.end == .optedOut)
    #expect(end { $0.patient.inactive = true }?.end == .inactive)
    #expect(end { $0.patient.deceased = true }?.end == .deceased)
    let told = end {
      $0.patient.deceased = true
      $0.heldForDeath = true
    }
    #expect(told == nil, "a death that was only told is confirmed first")
    let sensitive = end {
      $0.patient.permissions.doNotContact = true
      $0.patient.sensitive = true
    }
    #expect(sensitive?.state == .review && sensitive?.opens == [.clinical])
  }

  @Test("used-up attempts close it ten days after the last, unless somebody is owed something")
  func exhausted() {
    let end = { (now: String, change: (inout Candidate) -> Void) in
      let used = candidate {
        $0.attempts = three
        change(&$0)
      }
      return between.overtaken(used, at: at(now))
    }
    #expect(end("2026-11-19 23:59") { _ in } == nil)
    #expect(end("2026-11-20 00:00") { _ in }?.end == .attemptsExhausted)
    #expect(end("2026-11-24 10:00") { $0.items = [item(.insurance)] } == nil)
    #expect(end("2026-11-24 10:00") { $0.unfinishedBy = "ana" } == nil)
    let promised = CallbackWindow(date: day("2026-11-30"), moment: .part(.morning))
    #expect(end("2026-11-24 10:00") { $0.entry.callback = promised } == nil)
    #expect(end("2026-11-24 10:00") { $0.attempts = Array($0.attempts.prefix(2)) } == nil)
  }

  @Test("an answer makes the patient callable again, also when the attempts were used up")
  func answered() {
    var asked = three
    asked[2].ending = Ending(.clinicalQuestion)
    let waiting = candidate {
      $0.attempts = asked
      $0.entry.state = .review
      $0.items = [item(.clinical, .answered)]
      $0.items[0].call = asked[2].call
    }
    let again = between.answered(.clinical, .callAgain, waiting, at: now)
    #expect(again.state == .open)
    #expect(again.next == NextAction(kind: .call, at: now))
    var open = waiting
    open.entry.state = .open
    let rules = CallRules(policy: clinic())
    #expect(
      rules.judge(open, at: now, caller: nil, scripts: ["overdue"])
        == .callable(number: "+16175550175"))
    // It is tried on two days.
    open.attempts += [
      attempt("2026-11-24 10:00", .rangOut), attempt("2026-11-25 10:00", .rangOut),
    ]
    #expect(
      rules.judge(open, at: at("2026-11-27 10:00"), caller: nil, scripts: ["overdue"])
        == .excluded(.attemptsExhausted, until: nil))
  }

  @Test("a queue may close it; a sensitive one only the clinical team")
  func closes() {
    let open = candidate { $0.items = [item(.records, .closed)] }
    #expect(between.answered(.records, .close, open, at: now).end == .answered)
    let sensitive = candidate {
      $0.patient.sensitive = true
      $0.items = [item(.records, .closed)]
    }
    #expect(between.answered(.records, .close, sensitive, at: now).state == .review)
    #expect(between.answered(.clinical, .close, sensitive, at: now).end == .answered)
  }

  @Test("another queue that has not answered yet still keeps it back")
  func another() {
    let two = candidate { $0.items = [item(.insurance, .answered), item(.clinical)] }
    let decision = between.answered(.insurance, .callAgain, two, at: now)
    #expect(decision.state == .review)
    #expect(decision.next.owner == "clinical")
  }
}

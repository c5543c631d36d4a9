import Foundation
import Testing

@testable import RecallDomain

@Suite("A cadence that begins with a message")
struct MessageFirstTests {
  let policy = clinic {
    $0.segments["overdue"]?.leadDays = 7
    $0.segments["overdue"]?.cadence = [
      CadenceStep(.message), CadenceStep(.call(.best), afterDays: 2),
      CadenceStep(.close, afterDays: 10),
    ]
  }

  /// Tuesday morning; due in eight days, with seven days of lead.
  let tuesday = at("2026-11-24 10:00")

  func new(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.patient.permissions.sms = true
      change(&$0)
    }
  }

  func verdict(_ candidate: Candidate, _ now: Date) -> MessageStepVerdict {
    MessageStep(rules: CallRules(policy: policy)).verdict(
      candidate, at: now, scripts: ["overdue"])
  }

  func judge(_ candidate: Candidate, _ now: Date) -> Callability {
    CallRules(policy: policy).judge(candidate, at: now, caller: nil, scripts: ["overdue"])
  }

  /// Waiting for its message since then.
  func waiting(since: String, _ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    new {
      ($0.entry.nextAction, $0.entry.nextAt) = (.message, at(since))
      change(&$0)
    }
  }

  @Test("writes before anybody calls, as the first attempt, though nothing precedes it")
  func first() {
    #expect(
      judge(new(), tuesday) == .excluded(.withinCadence, until: at("2026-11-27 09:00")))
    guard case .write(let plan) = verdict(new(), tuesday) else {
      Issue.record("it is due")
      return
    }
    #expect(plan.attempt == 1 && plan.key == "message/r1/1")
  }

  @Test("not before its first day, in its hours, within the caps")
  func bounds() {
    let later = new { $0.entry.due = day("2026-12-02") }
    #expect(verdict(later, tuesday) == .wait(.notYetDue, until: at("2026-11-25 09:00")))
    #expect(judge(later, tuesday) == .excluded(.notYetDue, until: at("2026-11-27 09:00")))
    #expect(
      verdict(new(), at("2026-11-24 20:00")) == .wait(.outsideHours, until: at("2026-11-25 09:00")))
    let called = new { $0.otherContacts = [at("2026-11-24 09:10")] }
    #expect(verdict(called, tuesday) == .wait(.capReached, until: at("2026-11-25 09:00")))
  }

  @Test("nobody who may be written to: the call after it is next, at once")
  func nobody() {
    let silent = candidate { _ in }
    #expect(judge(silent, tuesday) == .callable(number: "+16175550175"))
    #expect(verdict(silent, tuesday) == .notNext)
    let waited = waiting(since: "2026-11-24 09:00") { $0.patient.permissions.sms = false }
    #expect(verdict(waited, tuesday) == .passedOver(NextAction(kind: .call, at: nil)))
  }

  @Test("consent may still come before its first day: until then it is not passed over")
  func beforeItsDay() {
    let later = waiting(since: "2026-11-24 09:00") {
      $0.patient.permissions.sms = nil
      $0.entry.due = day("2026-12-02")
    }
    #expect(verdict(later, tuesday) == .wait(.notYetDue, until: at("2026-11-25 00:00")))
  }

  @Test("it is waited for three days, not for ever; a closed day is none of them")
  func lapses() {
    let waited = waiting(since: "2026-11-24 09:00")
    #expect(
      judge(waited, at("2026-11-26 18:00"))
        == .excluded(.withinCadence, until: at("2026-11-27 09:00")))
    #expect(judge(waited, at("2026-11-27 09:00")) == .callable(number: "+16175550175"))
    #expect(
      verdict(waited, at("2026-11-27 09:00"))
        == .passedOver(NextAction(kind: .call, at: at("2026-11-26 00:00"))))
    // Its first day counts, not the day on which the list came in.
    let ahead = waiting(since: "2026-11-02 09:00") { $0.entry.due = day("2026-12-01") }
    #expect(judge(ahead, at("2026-11-26 12:00")) != .callable(number: "+16175550175"))
  }

  @Test("once it is sent the call comes after its days")
  func afterwards() {
    let sent = new { $0.attempts = [attempt("2026-11-24 10:00", Ending(.leftMessage, .sent)!)] }
    #expect(
      judge(sent, at("2026-11-25 10:00"))
        == .excluded(.withinCadence, until: at("2026-11-27 09:00")))
    #expect(judge(sent, at("2026-11-27 09:00")) == .callable(number: "+16175550175"))
    #expect(verdict(sent, at("2026-11-25 10:00")) == .notNext)
  }

  @Test("a promise that stands no more does not make the message be written for ever")
  func beforeAPromise() {
    // A booking had closed the recall, and the promise with it; then the booking was gone.
    let reopened = new {
      $0.attempts = [
        attempt("2026-11-10 10:00", .atTime, direction: .inbound),
        attempt("2026-11-24 10:00", Ending(.leftMessage, .sent)!),
      ]
    }
    #expect(verdict(reopened, at("2026-11-25 10:00")) == .notNext)
  }

  @Test("is no contradiction in clinic.yaml")
  func contradictions() { #expect(policy.contradictions == []) }
}

@Suite("A message that was stopped before it left")
struct StoppedMessageTests {
  /// Two calls; the message after them was written on Saturday and stopped.
  func stopped(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.attempts = [attempt("2026-11-16 10:00", .rangOut), attempt("2026-11-18 13:00", .rangOut)]
      $0.contactsByNumber = ["+16175550175": $0.attempts.map(\.started)]
      $0.stoppedMessages = [CallID("message/r1/3")]
      ($0.entry.nextAction, $0.entry.nextAt) = (.call, at("2026-11-28 00:00"))
      change(&$0)
    }
  }

  func verdict(_ candidate: Candidate, _ now: String) -> MessageStepVerdict {
    MessageStep(rules: CallRules(policy: clinic())).verdict(
      candidate, at: at(now), scripts: ["overdue"])
  }

  @Test("without consent the step is passed over, and the next call is not put off by it")
  func passedOver() {
    #expect(verdict(stopped(), "2026-11-23 10:00") == .notNext)
    #expect(
      CallRules(policy: clinic()).judge(
        stopped { $0.entry.nextAt = nil }, at: at("2026-11-25 16:30"), caller: nil,
        scripts: ["overdue"])
        == .callable(number: "+16175550175"))
  }

  @Test("consent given again makes it the next step again, under a name of its own")
  func again() throws {
    let consented = stopped { $0.patient.permissions.sms = true }
    guard case .write(let plan) = verdict(consented, "2026-11-23 10:00") else {
      Issue.record("consent is on record, and the next call is days away")
      return
    }
    #expect(plan.key == "message/r1/3.2" && plan.attempt == 3)
    // And by another way, when only that is permitted.
    let byPortal = stopped { $0.patient.permissions.portal = true }
    guard case .write(let other) = verdict(byPortal, "2026-11-23 10:00") else {
      Issue.record("the portal is consented to")
      return
    }
    #expect(other.way.channel == .portal)
  }

  @Test("not any more when the call after it is due, or was made")
  func tooLate() {
    #expect(
      verdict(stopped { $0.patient.permissions.sms = true }, "2026-11-30 10:00") == .notNext)
    let called = stopped {
      $0.patient.permissions.sms = true
      $0.attempts.append(attempt("2026-11-23 17:00", .rangOut))
    }
    #expect(verdict(called, "2026-11-24 10:00") == .notNext)
  }

  @Test("one that left is never written again, whatever is consented to afterwards")
  func once() {
    let sent = stopped {
      $0.stoppedMessages = []
      $0.attempts.append(attempt("2026-11-21 11:00", Ending(.leftMessage, .sent)!))
      $0.patient.permissions.sms = true
    }
    #expect(verdict(sent, "2026-11-23 10:00") == .notNext)
  }
}

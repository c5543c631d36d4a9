import Foundation
import Testing

@testable import RecallDomain

@Suite("When the message step comes")
struct MessageTimingTests {
  let rules = CallRules(policy: clinic())
  let two = [attempt("2026-11-16 10:00", .rangOut), attempt("2026-11-17 13:00", .rangOut)]

  func verdict(_ now: String, _ change: (inout Candidate) -> Void = { _ in }) -> MessageStepVerdict
  {
    MessageStep(rules: rules).verdict(
      candidate {
        $0.attempts = two
        $0.patient.permissions.sms = true
        change(&$0)
      }, at: at(now), scripts: ["overdue"])
  }

  @Test("is due three days after the second call, in the hours, to the consented number")
  func due() {
    #expect(verdict("2026-11-18 10:00") == .wait(.withinCadence, until: at("2026-11-20 09:00")))
    #expect(verdict("2026-11-20 08:59") == .wait(.outsideHours, until: at("2026-11-20 09:00")))
    guard case .write(let plan) = verdict("2026-11-20 09:00") else {
      Issue.record("it is due")
      return
    }
    #expect(plan.way == MessageWay(channel: .sms, address: "+16175550175"))
  }

  @Test("keeps the caps of the patient and of the number")
  func caps() {
    let week = [at("2026-11-18 10:00"), at("2026-11-19 10:00")]
    #expect(
      verdict("2026-11-20 10:00") { $0.otherContacts = week }
        == .wait(.capReached, until: at("2026-11-24 09:00")))
    #expect(
      verdict("2026-11-20 10:00") {
        $0.contactsByNumber = ["+16175550175": [at("2026-11-20 09:30")]]
      }
        == .wait(.capReached, until: at("2026-11-21 10:00")))
  }

  @Test("is not written without consent, before its step, beside a promise, or over an opt-out")
  func none() {
    #expect(verdict("2026-11-20 10:00") { $0.patient.permissions.sms = nil } == .notNext)
    #expect(verdict("2026-11-20 10:00") { $0.attempts = [] } == .notNext)
    let promised = CallbackWindow(date: day("2026-11-30"), moment: .part(.morning))
    #expect(verdict("2026-11-20 10:00") { $0.entry.callback = promised } == .notNext)
    #expect(
      verdict("2026-11-20 10:00") { $0.patient.permissions.doNotContact = true }
        == .wait(.doNotContact, until: nil))
    #expect(
      verdict("2026-11-20 10:00") { $0.items = [item(.clinical)] }
        == .wait(.waitingOnQueue, until: nil))
    #expect(verdict("2026-11-20 10:00") { $0.heldBy = "ana" } == .wait(.claimed, until: nil))
  }
}

@Suite("A promise while queues answer")
struct PromiseBetweenCallsTests {
  let window = CallbackWindow(date: day("2026-11-24"), moment: .time(TimeOfDay("15:00")!))

  @Test("an answer of one queue does not put it off for another that need not answer first")
  func another() {
    let promised = candidate {
      ($0.entry.callback, $0.entry.nextAction) = (window, .call)
      $0.items = [item(.insurance, .answered), item(.language)]
    }
    let decision = BetweenCalls(policy: clinic()).answered(
      .insurance, .callAgain, promised, at: at("2026-11-24 10:00"))
    #expect(decision.callback == window)
    #expect(decision.next.kind == .call)
    #expect(decision.next.at == at("2026-11-24 14:45"))
  }

  @Test("a due time of a queue is no time to call")
  func dueTime() {
    let promised = candidate {
      ($0.entry.callback, $0.entry.nextAction) = (window, .review)
      $0.entry.nextAt = at("2026-11-27 19:00")
    }
    #expect(
      CallRules(policy: clinic()).judge(
        promised, at: at("2026-11-24 15:00"), caller: nil, scripts: ["overdue"])
        == .callable(number: "+16175550175"))
  }
}

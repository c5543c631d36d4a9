import Foundation
import Testing

@testable import RecallDomain

@Suite("The cadence's message step")
struct MessageStepTests {
  let saturday = at("2026-11-21 11:00")

  /// Two calls without an answer, Monday and Wednesday; a message is due on Saturday.
  func due(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.attempts = [attempt("2026-11-16 10:00", .rangOut), attempt("2026-11-18 13:00", .rangOut)]
      $0.contactsByNumber = ["+16175550175": $0.attempts.map(\.started)]
      $0.entry.nextAction = .message
      $0.entry.nextAt = at("2026-11-21 00:00")
      $0.patient.permissions.sms = true
      $0.patient.permissions.email = true
      $0.patient.email = "rosa@example.org"
      change(&$0)
    }
  }

  func verdict(
    _ candidate: Candidate, _ now: Date, policy: ClinicPolicy = clinic(),
    scripts: Set<String> = ["overdue"]
  ) -> MessageStepVerdict {
    MessageStep(rules: CallRules(policy: policy)).verdict(candidate, at: now, scripts: scripts)
  }

  func written(_ verdict: MessageStepVerdict) -> MessagePlan? {
    if case .write(let plan) = verdict { return plan }
    return nil
  }

  @Test("due, consented and within hours it is written, as the third attempt of this recall")
  func writes() throws {
    let plan = try #require(written(verdict(due(), saturday)))
    #expect(plan.way == MessageWay(channel: .sms, address: "+16175550175"))
    #expect(plan.attempt == 3)
    #expect(plan.key == "message/r1/3")
    #expect(plan.localDate == day("2026-11-21"))
  }

  @Test("on the channel that the patient prefers, when it is consented to")
  func preferred() {
    let email = due { $0.patient.contactMethod = .email }
    #expect(written(verdict(email, saturday))?.way.channel == .email)
    let portal = due {
      $0.patient.contactMethod = .portal
      $0.patient.permissions.portal = false
    }
    #expect(written(verdict(portal, saturday))?.way.channel == .sms)
  }

  @Test("not before its day, and not outside calling hours where the patient is")
  func timing() {
    #expect(
      verdict(due(), at("2026-11-20 15:00"))
        == .wait(.withinCadence, until: at("2026-11-21 10:00")))
    #expect(
      verdict(due(), at("2026-11-21 09:00")) == .wait(.outsideHours, until: at("2026-11-21 10:00")))
    #expect(
      verdict(due(), at("2026-11-21 17:00")) == .wait(.outsideHours, until: at("2026-11-23 09:00")))
    let later = due { $0.entry.due = day("2026-12-01") }
    #expect(verdict(later, saturday) == .wait(.notYetDue, until: at("2026-12-01 09:00")))
  }

  @Test("it is a contact like a call: the caps of the patient count")
  func patientCap() {
    let called = due { $0.attempts.append(attempt("2026-11-21 10:30", .engaged)) }
    #expect(written(verdict(called, saturday)) != nil)
    let full = clinic { $0.limits = ContactLimits(contactsPerDay: 1, contactsPerWeek: 2) }
    #expect(
      verdict(due(), saturday, policy: full) == .wait(.capReached, until: at("2026-11-23 09:00")))
  }

  @Test("a text also counts for its number, whomever else was called there; an e-mail does not")
  func numberCap() {
    let household = due { $0.contactsByNumber["+16175550175"]?.append(at("2026-11-21 10:10")) }
    #expect(
      verdict(household, saturday) == .wait(.capReached, until: at("2026-11-23 09:00")))
    var byMail = household
    byMail.patient.contactMethod = .email
    #expect(written(verdict(byMail, saturday)) != nil)
  }

  @Test("of a number that gets a text the law's caps hold, however high the clinic's own are")
  func lawfulCap() {
    let generous = clinic { $0.limits = ContactLimits(contactsPerDay: 9, contactsPerWeek: 9) }
    let called = due { $0.contactsByNumber["+16175550175"]?.append(at("2026-11-21 10:10")) }
    #expect(
      verdict(called, saturday, policy: generous)
        == .wait(.capReached, until: at("2026-11-23 09:00")))
  }

  @Test("without consent to any channel the step is passed over, and the call after it is next")
  func passedOver() {
    let silent = due {
      $0.patient.permissions.settle(Consent(.sms, allowed: false))
      $0.patient.permissions.settle(Consent(.email, allowed: false))
    }
    #expect(
      verdict(silent, saturday)
        == .passedOver(NextAction(kind: .call, at: at("2026-11-25 00:00"))))
    let situation = CallSituation(silent, at: saturday, rules: CallRules(policy: clinic()))
    #expect(situation.passesOverMessage)
    let item = Worklist(rules: CallRules(policy: clinic()), scripts: ["overdue"], caller: nil)
      .why(silent, at: at("2026-11-27 10:00"))
    #expect(item.contains(.messagePassedOver))
  }

  @Test("an opt-out of the last second counts, and so does everything that keeps a call back")
  func keptBack() {
    let changes: [(ExclusionReason, (inout Candidate) -> Void)] = [
      (.doNotContact, { $0.patient.permissions.doNotContact = true }),
      (.deceased, { $0.patient.deceased = true }), (.inactive, { $0.patient.inactive = true }),
      (.closed, { $0.entry.state = .closed }), (.claimed, { $0.heldBy = "ben" }),
      (.needsOutcome, { $0.unfinishedBy = "ben" }), (.clinicalReview, { $0.entry.state = .review }),
      (.waitingOnQueue, { $0.items = [item(.clinical)] }),
      (.duplicate, { $0.duplicateOf = PatientID("p0") }),
      (.noGuardian, { $0.patient.dateOfBirth = day("2015-01-01") }),
      (
        .alreadyScheduled,
        {
          $0.appointments = [
            BookedAppointment(
              id: "a", patient: PatientID("p1"), start: at("2026-12-01 10:00"), provider: nil,
              specialty: nil, status: .booked)
          ]
        }
      ),
    ]
    for (reason, change) in changes {
      #expect(verdict(due(change), saturday) == .wait(reason, until: nil), "\(reason)")
    }
    #expect(verdict(due(), saturday, scripts: []) == .wait(.noScript, until: nil))
  }

  @Test("a time promised to the patient goes before it")
  func promised() {
    let promised = due {
      $0.entry.callback = CallbackWindow(date: day("2026-11-23"), moment: .part(.morning))
    }
    #expect(verdict(promised, saturday) == .notNext)
  }

  @Test("once it is sent, the next step is the call after it")
  func afterwards() {
    let call = FinishedCall(
      call: CallID("message/r1/3"), caller: MessageStep.author, number: "+16175550175",
      direction: .outbound, started: saturday, ended: saturday,
      ending: Ending(.leftMessage, .sent)!,
      gate: .closed)
    let after = AfterCall(policy: clinic()).decide(call, due())
    #expect(after.state == .open)
    #expect(after.next.kind == .call)
    #expect(after.next.at.map { $0 >= at("2026-11-28 00:00") } == true)
    #expect(after.numberStatus == nil)
  }
}

import Foundation
import Testing

@testable import RecallDomain

@Suite("What follows a call")
struct AfterCallTests {
  let ended = at("2026-11-24 14:10")

  func call(
    _ ending: Ending, gate: GateLevel = .closed, _ change: (inout FinishedCall) -> Void = { _ in }
  )
    -> FinishedCall
  {
    var call = FinishedCall(
      call: CallID("c"), caller: "ana", number: "+16175550175", direction: .outbound,
      started: at("2026-11-24 14:05"), ended: ended, ending: ending, gate: gate)
    change(&call)
    return call
  }

  func decide(
    _ call: FinishedCall, _ candidate: Candidate = candidate(), policy: ClinicPolicy = clinic()
  ) -> AfterCallDecision {
    AfterCall(policy: policy).decide(call, candidate)
  }

  /// Whether the recall will come up again by itself or is somebody's task, or has ended.
  func isLooseEnd(_ decision: AfterCallDecision) -> Bool {
    switch (decision.state, decision.next.kind) {
    case (.scheduled, _), (.closed, .none): false
    case (.open, .call), (.open, .message): decision.next.at == nil
    case (.open, .review), (.review, .review): decision.next.owner == nil || decision.next.at == nil
    case (.open, .none): decision.next.at == nil
    default: true
    }
  }

  @Test(
    "every outcome, detail and gate leaves the recall to somebody, by a time",
    arguments: everyEnding)
  func total(_ ending: Ending) {
    for gate in GateLevel.allCases {
      for sensitive in [false, true] {
        for history in 0...3 {
          let attempts = (0..<history).map { attempt("2026-11-\(10 + $0) 10:00", .rangOut) }
          let decision = decide(
            call(ending, gate: gate),
            candidate {
              $0.patient.sensitive = sensitive
              $0.attempts = attempts
            })
          #expect(!isLooseEnd(decision), "\(ending) \(gate) \(history): \(decision)")
          #expect(!(sensitive && decision.state == .closed), "\(ending) closes a sensitive recall")
          #expect(decision.heldForDeath == (ending.detail == .deceased))
          if let at = decision.next.at { #expect(at >= ended) }
        }
      }
    }
  }

  @Test("nothing is called after the last attempt")
  func last() {
    let attempts = ["2026-11-02 10:00", "2026-11-03 13:00"].map { attempt($0, .rangOut) }
    let plain = decide(call(.rangOut), candidate { $0.attempts = attempts })
    #expect(plain.state == .open)
    #expect(plain.next == NextAction(kind: .none, at: at("2026-12-04 00:00")))
    let sensitive = decide(
      call(.rangOut),
      candidate {
        $0.attempts = attempts
        $0.patient.sensitive = true
      })
    #expect(sensitive.state == .review)
    #expect(sensitive.opens == [.clinical])
  }

  @Test("no answer: the next step, at another part of the day, when caps and hours permit")
  func nextStep() {
    #expect(decide(call(.rangOut)).next == NextAction(kind: .call, at: at("2026-11-25 09:00")))
    let friday = decide(
      call(.rangOut) {
        ($0.started, $0.ended) = (at("2026-11-25 10:00"), at("2026-11-25 10:01"))
      })
    #expect(friday.next == NextAction(kind: .call, at: at("2026-11-27 12:00")))
  }

  @Test("after the second call a message is next where the patient consented")
  func message() {
    let consented = candidate {
      $0.attempts = [attempt("2026-11-23 10:00", .rangOut)]
      $0.patient.permissions.sms = true
    }
    #expect(
      decide(call(.rangOut), consented).next
        == NextAction(kind: .message, at: at("2026-11-27 00:00")))
  }

  @Test("engaged: half an hour later, another number at once, and only once a day")
  func engaged() {
    #expect(decide(call(.engaged)).next.at == at("2026-11-24 14:40"))
    let two = candidate {
      $0.patient.phones.append(phone("+16175550176", rank: 2))
    }
    #expect(decide(call(.engaged), two).next.at == ended)
    let again = candidate { $0.attempts = [attempt("2026-11-24 13:30", .engaged)] }
    #expect(decide(call(.engaged), again).next.at == at("2026-11-24 16:00"))
  }

  @Test("broken off: called back at once")
  func dropped() {
    let decision = decide(call(.dropped, gate: .open))
    #expect(decision.next == NextAction(kind: .call, at: ended))
  }

  @Test("a promised time is kept by the caller who promised it")
  func promise() {
    let window = CallbackWindow(date: day("2026-11-25"), moment: .time(TimeOfDay("15:00")!))
    let decision = decide(call(.atTime, gate: .open) { $0.callback = window })
    #expect(decision.state == .open)
    #expect(decision.callback == window)
    #expect(decision.next == NextAction(kind: .call, owner: "ana", at: at("2026-11-25 15:00")))
  }

  @Test("a missed promise is tried once more on the next day; then the cadence goes on")
  func missed() {
    let window = CallbackWindow(date: day("2026-11-24"), moment: .time(TimeOfDay("14:00")!))
    let promised = candidate {
      ($0.entry.callback, $0.entry.owner) = (window, "ana")
      $0.attempts = [attempt("2026-11-23 10:00", .atTime)]
    }
    let once = decide(call(.rangOut), promised)
    #expect(once.callback?.date == day("2026-11-25"))
    #expect(once.next == NextAction(kind: .call, owner: "ana", at: at("2026-11-25 14:00")))
    var again = promised
    again.attempts.append(attempt("2026-11-23 15:00", .rangOut))
    let twice = decide(call(.rangOut), again)
    #expect(twice.callback == nil)
    #expect(twice.next.kind == .call)
    let engaged = decide(call(.engaged), promised)
    #expect(engaged.callback == window)
    #expect(engaged.next.at == at("2026-11-24 14:40"))
  }

  @Test("a time given before the line dropped, or beside an insurance question, still stands")
  func promiseBeside() {
    let window = CallbackWindow(date: day("2026-11-25"), moment: .part(.afternoon))
    for ending in [Ending(.noAnswer, .hungUp)!, Ending(.authorizationReview)!] {
      let decision = decide(call(ending, gate: .open) { $0.callback = window })
      #expect(decision.callback == window, "\(ending)")
      #expect(decision.next.at == at("2026-11-25 12:00"))
    }
    #expect(decide(call(Ending(.authorizationReview)!)).opens == [.insurance])
    #expect(decide(call(Ending(.authorizationReview)!) { $0.routed = [.insurance] }).opens == [])
  }

  @Test("declined with the gate closed is soft: a week's rest, and the recall stays open")
  func declined() {
    for ending in [Ending(.declined, .forNow)!, Ending(.declined, .careElsewhere)!] {
      let decision = decide(call(ending))
      #expect(decision.state == .open)
      #expect(decision.next == NextAction(kind: .call, at: at("2026-12-01 09:00")))
      #expect(decision.numberStatus == nil)
    }
    #expect(decide(call(Ending(.declined, .careElsewhere)!, gate: .open)).state == .closed)
    #expect(decide(call(Ending(.declined, .final)!, gate: .open)).state == .closed)
  }

  @Test("no more calls: below the open gate it silences the number, with it open the patient")
  func doNotContact() {
    let ending = Ending(.declined, .doNotContact)!
    for gate in [GateLevel.closed, .scheduling] {
      let number = decide(call(ending, gate: gate))
      #expect(number.numberStatus == .silenced)
      #expect(number.state == .open)
      #expect(number.opens == [.records])
    }
    let two = candidate { $0.patient.phones.append(phone("+16175550176", rank: 2)) }
    #expect(decide(call(ending), two).next == NextAction(kind: .call, at: at("2026-12-01 09:00")))
    let patient = decide(call(ending, gate: .open))
    #expect(patient.numberStatus == nil)
    #expect(patient.state == .closed)
    #expect(
      decide(call(ending, gate: .open), candidate { $0.patient.sensitive = true }).state == .review)
  }

  @Test("a wrong or dead number: the next one at once, else records find one")
  func wrong() {
    let two = candidate { $0.patient.phones.append(phone("+16175550176", rank: 2)) }
    for (detail, status) in [
      (OutcomeDetail.notKnown, PatientPhone.Status.wrong), (.notAPerson, .wrong),
      (.disconnected, .disconnected),
    ] {
      let ending = Ending(.wrongNumber, detail)!
      #expect(decide(call(ending), two).next == NextAction(kind: .call, at: ended))
      #expect(decide(call(ending), two).numberStatus == status)
      #expect(decide(call(ending)).opens == [.records])
      #expect(decide(call(ending)).next.owner == "records")
    }
  }

  @Test("a number that called in is never marked by the outcome")
  func inbound() {
    let decision = decide(call(.wrong) { $0.direction = .inbound })
    #expect(decision.numberStatus == nil)
  }

  @Test(
    "facts come first: a booking, an opt-out, an open clinical question", arguments: everyEnding)
  func facts(_ ending: Ending) {
    let isApart = ending.detail == .deceased || ending == .emergency
    let booked = decide(
      call(ending, gate: .open) {
        $0.holdsAppointment = true
        $0.patientOptedOut = true
        $0.routed = [.clinical]
      })
    #expect(booked.state == (isApart ? .review : .scheduled))
    guard !isApart, ending.outcome != .scheduled else { return }
    #expect(
      decide(
        call(ending, gate: .open) {
          $0.patientOptedOut = true
          $0.routed = [.clinical]
        }
      ).state == .review)
    let isClinical = ending.followUp(gate: .open) == .clinicalReview
    let silenced = decide(call(ending, gate: .open) { $0.patientOptedOut = true })
    #expect(silenced.state == (isClinical ? .review : .closed))
    let asked = decide(call(ending) { $0.routed = [.clinical] })
    #expect(asked.state == .review)
    #expect(
      asked.next
        == NextAction(
          kind: .review, owner: "clinical",
          at: ending.detail == .urgent
            ? at("2026-11-24 14:40") : at("2026-11-24 19:00")))
  }

  @Test("a clinical item of an earlier call counts until it is answered")
  func earlierItem() {
    #expect(
      decide(call(.rangOut), candidate { $0.items = [item(.clinical, .taken)] }).state == .review)
    #expect(
      decide(call(.rangOut), candidate { $0.items = [item(.clinical, .answered)] }).state == .open)
  }

  @Test("a death told holds everything until records confirm it, whatever else is true")
  func death() {
    let decision = decide(call(Ending(.escalated, .deceased)!) { $0.holdsAppointment = true })
    #expect(decision.heldForDeath)
    #expect(decision.state == .review)
    #expect(decision.opens == [.records])
  }

  @Test("the second call in which nobody could be confirmed goes to the supervisor")
  func unconfirmed() {
    let ending = Ending(.noAnswer, .identityNotConfirmed)!
    #expect(decide(call(ending)).opens == [])
    let again = candidate { $0.attempts = [attempt("2026-11-20 10:00", ending)] }
    #expect(decide(call(ending), again).opens == [.supervisor])
  }

  @Test("the queue's own owner is the next action's owner")
  func owner() {
    let policy = clinic { $0.queues[.insurance] = QueuePolicy(due: .businessDays(2), owner: "Bea") }
    let decision = decide(call(Ending(.authorizationReview)!), policy: policy)
    #expect(decision.next == NextAction(kind: .review, owner: "Bea", at: at("2026-11-27 19:00")))
  }
}

import Foundation
import Testing

@testable import RecallDomain

@Suite("What becomes of a promise")
struct PromiseAftermathTests {
  let window = CallbackWindow(date: day("2026-11-27"), moment: .time(TimeOfDay("15:00")!))

  func promised(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      ($0.entry.callback, $0.entry.owner) = (window, "ana")
      ($0.entry.nextAt, $0.entry.nextAction) = (at("2026-11-27 15:00"), .call)
      $0.attempts = [attempt("2026-11-23 10:00", .atTime)]
      change(&$0)
    }
  }

  func decide(
    _ ending: Ending, at time: String, _ candidate: Candidate, gate: GateLevel = .closed,
    direction: CallDirection = .outbound, number: String = "+16175550175"
  ) -> AfterCallDecision {
    AfterCall(policy: clinic()).decide(
      FinishedCall(
        call: CallID("c"), caller: "ben", number: number, direction: direction,
        started: at(time), ended: at(time), ending: ending, gate: gate), candidate)
  }

  @Test(
    "a call that came in and broke off leaves it standing",
    arguments: [
      Ending(.noAnswer, .hungUp)!, .dropped, Ending(.noAnswer, .identityNotConfirmed)!,
    ])
  func inbound(_ ending: Ending) {
    let decision = decide(ending, at: "2026-11-24 11:00", promised(), direction: .inbound)
    #expect(decision.callback == window)
    #expect(decision.next == NextAction(kind: .call, owner: "ana", at: at("2026-11-27 15:00")))
  }

  @Test("a clinical item that is still open keeps it for afterwards")
  func clinical() {
    let asked = promised { $0.items = [item(.clinical)] }
    let decision = decide(
      Ending(.noAnswer, .hungUp)!, at: "2026-11-24 11:00", asked, direction: .inbound)
    #expect(decision.state == .review && decision.callback == window)
  }

  @Test("a wrong number, or one that its holder silences, does not end it where there is another")
  func another() {
    let two = promised { $0.patient.phones.append(phone("+16175550176", rank: 2)) }
    for ending in [Ending.wrong, Ending(.declined, .doNotContact)!] {
      let decision = decide(ending, at: "2026-11-27 15:00", two)
      #expect(decision.callback == window, "\(ending)")
      #expect(decision.next.at == at("2026-11-27 15:00"))
    }
    let one = decide(.wrong, at: "2026-11-27 15:00", promised())
    #expect(one.opens == [.records] && one.callback == window)
  }

  @Test("given beside another outcome it may be missed twice all the same")
  func beside() {
    var asked = attempt("2026-11-23 10:00", Ending(.authorizationReview))
    asked.gaveTime = true
    let once = decide(.rangOut, at: "2026-11-27 15:00", promised { $0.attempts = [asked] })
    #expect(once.callback?.date == day("2026-11-28"))
    let first = attempt("2026-11-27 15:00", .rangOut)
    let twice = decide(
      .rangOut, at: "2026-11-28 15:00", promised { $0.attempts = [asked, first] })
    #expect(twice.callback == nil)
  }

  @Test("a call that broke off in a promised conversation is made again at once")
  func dropped() {
    let decision = decide(.dropped, at: "2026-11-27 15:00", promised(), gate: .open)
    #expect(decision.callback == window)
    #expect(decision.next.at == at("2026-11-27 15:00"))
  }

  @Test("who asked to be called at any time is called once more than the cadence has")
  func anyTime() {
    let used = candidate {
      $0.attempts = [
        attempt("2026-11-02 10:00", .rangOut), attempt("2026-11-03 13:00", .rangOut),
      ]
    }
    let decision = decide(
      Ending(.callbackRequested, .anyTime)!, at: "2026-11-10 17:00", used, gate: .open)
    #expect(decision.next == NextAction(kind: .call, owner: "ben", at: at("2026-11-12 09:00")))
  }
}

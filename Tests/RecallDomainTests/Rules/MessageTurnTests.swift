import Foundation
import Testing

@testable import RecallDomain

@Suite("A written message, judged once more when it is to leave")
struct MessageTurnTests {
  let saturday = at("2026-11-21 11:00")

  func step(_ key: String = "message/r1/3", queued: String = "2026-11-21 10:30") -> OutboxItem {
    OutboxItem(
      key: key, recall: RecallID("r1"), patient: PatientID("p1"), channel: .sms,
      address: "+16175550175", text: "Please call.", language: "en", queued: at(queued),
      state: .waiting, isStep: true)
  }

  func asked(queued: String = "2026-11-21 10:30") -> OutboxItem {
    var message = step("c9-sms", queued: queued)
    message.isStep = false
    return message
  }

  /// The step is written: its attempt counts as a contact already.
  func written(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.attempts = [attempt("2026-11-16 10:00", .rangOut), attempt("2026-11-18 13:00", .rangOut)]
      $0.contactsByNumber = ["+16175550175": $0.attempts.map(\.started)]
      $0.attempts.append(
        AttemptSummary(
          call: CallID("message/r1/3"), number: "+16175550175", started: at("2026-11-21 10:30"),
          caller: MessageStep.author, direction: .outbound, ending: Ending(.leftMessage, .sent)))
      $0.contactsByNumber["+16175550175"]?.append(at("2026-11-21 10:30"))
      $0.patient.permissions.sms = true
      change(&$0)
    }
  }

  func verdict(
    _ message: OutboxItem, _ candidate: Candidate, _ now: Date, policy: ClinicPolicy = clinic()
  ) -> MessageTurnVerdict {
    MessageTurn(rules: CallRules(policy: policy)).verdict(message, candidate, at: now)
  }

  @Test("consented, open, and within hours and caps it leaves; its own attempt is no obstacle")
  func leaves() {
    #expect(verdict(step(), written(), saturday) == .send(on: day("2026-11-21")))
  }

  @Test("an opt-out, a silenced number, a death, a departure, a strict reason stop it")
  func stops() {
    #expect(
      verdict(step(), written { $0.patient.permissions.sms = false }, saturday) == .stop(.optedOut))
    #expect(
      verdict(step(), written { $0.patient.permissions.doNotContact = true }, saturday)
        == .stop(.optedOut))
    #expect(
      verdict(step(), written { $0.patient.phones[0].status = .silenced }, saturday)
        == .stop(.optedOut))
    #expect(
      verdict(step(), written { $0.patient.strict = true }, saturday) == .stop(.optedOut))
    #expect(verdict(step(), written { $0.patient.deceased = true }, saturday) == .stop(.deceased))
    #expect(verdict(step(), written { $0.patient.inactive = true }, saturday) == .stop(.inactive))
  }

  @Test("a booking, an end of the recall, another attempt since overtake it")
  func moot() {
    #expect(verdict(step(), written { $0.entry.state = .scheduled }, saturday) == .stop(.booked))
    #expect(verdict(step(), written { $0.entry.state = .closed }, saturday) == .stop(.closed))
    let later = written { $0.attempts.append(attempt("2026-11-21 10:45", .rangOut)) }
    #expect(verdict(step(), later, saturday) == .stop(.overtaken))
  }

  @Test("what the patient asked for in a call leaves also when the call closed the recall")
  func asAsked() {
    let closed = written { $0.entry.state = .closed }
    #expect(verdict(asked(), closed, saturday) == .send(on: day("2026-11-21")))
    let later = written {
      $0.entry.state = .closed
      $0.attempts.append(attempt("2026-11-21 10:45", .rangOut))
    }
    #expect(verdict(asked(), later, saturday) == .stop(.closed))
  }

  @Test("outside hours it waits until they open; what was asked for may follow within the hour")
  func hours() {
    let night = at("2026-11-21 21:30")
    guard case .wait(.outsideHours, let opens) = verdict(step(), written(), night) else {
      Issue.record("it does not wait")
      return
    }
    #expect(opens > night)
    #expect(
      verdict(asked(queued: "2026-11-21 21:10"), written(), night) == .send(on: day("2026-11-21")))
    guard case .wait(.outsideHours, _) = verdict(asked(), written(), night) else {
      Issue.record("it does not wait")
      return
    }
  }

  @Test("a contact of today, for whichever recall, keeps it back until there is room")
  func caps() {
    let other = written { $0.otherContacts = [at("2026-11-21 09:30")] }
    guard case .wait(.capReached, let until) = verdict(step(), other, saturday) else {
      Issue.record("it does not wait")
      return
    }
    #expect(until > saturday)
    #expect(verdict(asked(), other, saturday) == .send(on: day("2026-11-21")))
  }

  @Test("while a colleague has the patient, or a question is open, it waits a little")
  func waits() {
    let soon = saturday.addingTimeInterval(600)
    #expect(
      verdict(step(), written { $0.heldBy = "ben" }, saturday) == .wait(.claimed, until: soon))
  }

  @Test("words that could not leave for a week are no longer good")
  func old() {
    #expect(
      verdict(step(queued: "2026-11-13 10:30"), written(), saturday) == .stop(.tooOld))
    #expect(
      verdict(asked(queued: "2026-11-13 10:30"), written(), saturday) == .stop(.tooOld))
  }
}

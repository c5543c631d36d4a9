import Foundation
import RecallDomain
import Testing

/// Messages that were written and are not to be sent any more; and message steps that nothing
/// precedes.
extension StoreContract {
  static let stoppedMessages: [StoreClause] = [
    StoreClause("a cadence that begins with a message is picked up as soon as it is in the list") {
      bench throws in
      _ = try bench.store.importList(
        ImportBatch(source: "test", rows: [Clinic.consenting(1)]), at: Clinic.now, hours: nil
      ) { _ in .excluded(.withinCadence, until: Clinic.minutes(4320)) }
      let came = try bench.writeMessages()
      #expect(came.written == 1)
      #expect(try bench.store.outbox([.waiting]).map(\.text) == ["r1"])
      #expect(try bench.writeMessages() == MessagesWritten())
    },
    StoreClause("so is one that next finds waiting when its own time has come, and only then") {
      bench throws in
      try bench.bring(Clinic.consenting(1))
      #expect(try bench.writeMessages().written == 0)
      _ = try bench.next { _ in .excluded(.notYetDue, until: Clinic.minutes(60)) }
      #expect(try bench.writeMessages(at: Clinic.minutes(61)).written == 0)
      _ = try bench.store.settleDue(at: Clinic.minutes(61)) { _ in
        .excluded(.withinCadence, until: Clinic.minutes(4320))
      }
      #expect(try bench.writeMessages(at: Clinic.minutes(61)).written == 1)
    },
    StoreClause("where the message is not next after all, it is not asked for again") {
      bench throws in
      try bench.bring(Clinic.consenting(1))
      _ = try bench.next { _ in .excluded(.withinCadence, until: Clinic.minutes(60)) }
      let came = try bench.store.writeDueMessages(at: Clinic.now, limit: 9) { _ in .nothing }
      #expect(came.none == 1 && came.isDone)
      let again = try bench.store.writeDueMessages(at: Clinic.minutes(9), limit: 9) { _ in
        Issue.record("nothing has changed")
        return .nothing
      }
      #expect(again == MessagesWritten())
    },
    StoreClause("kept back, the entry waits for its message from then on") { bench throws in
      try bench.bring(Clinic.consenting(1))
      _ = try bench.next { _ in .excluded(.withinCadence, until: Clinic.minutes(60)) }
      _ = try bench.store.writeDueMessages(at: Clinic.now, limit: 9) { _ in
        .wait(until: Clinic.minutes(30))
      }
      let entry = try bench.store.candidate(RecallID("r1"))?.entry
      #expect(entry?.nextAction == .message && entry?.nextAt == Clinic.now)
      #expect(try bench.writeMessages(at: Clinic.minutes(29)).written == 0)
      #expect(try bench.writeMessages(at: Clinic.minutes(30)).written == 1)
    },
    StoreClause("a message stopped before it left was no attempt and no contact, and stays so") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      try bench.refuse(1)
      #expect(try bench.store.outbox([.failed]).map(\.reason) == ["opted-out"])
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.attempts.isEmpty)
      #expect(candidate.contactsByNumber.values.flatMap { $0 }.isEmpty)
      #expect(candidate.stoppedMessages == [CallID("message/r1/3")])
    },
    StoreClause("consent given again: the step is looked at again, and written once more at most") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      try bench.refuse(1)
      _ = try bench.store.writeDueMessages(at: Clinic.minutes(9), limit: 9) { _ in .nothing }
      try bench.bring(Clinic.consenting(1))
      for minutes in [10.0, 11, 99] {
        _ = try bench.store.writeDueMessages(at: Clinic.minutes(minutes), limit: 9) { candidate in
          candidate.attempts.isEmpty ? .write(Clinic.writing(candidate)) : .nothing
        }
      }
      let box = try bench.store.outbox(Set(OutboxItem.State.allCases))
      #expect(box.map(\.state) == [.failed, .waiting])
      #expect(box.map(\.key) == ["message/r1/3", "message/r1/3.2"])
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
    },
    StoreClause("a change of the record stops what it does not permit any more, and nothing else") {
      bench throws in
      try bench.waitForMessage(1...3)
      _ = try bench.writeMessages()
      var other = Clinic.consenting(1)
      other.patient.phones = [PatientPhone(number: "+16175550299", kind: .mobile, rank: 1)]
      var dead = Clinic.consenting(2)
      dead.patient.deceased = true
      try bench.bring(other, dead, Clinic.consenting(3))
      let stopped = try bench.store.outbox([.failed])
      #expect(Set(stopped.map(\.reason)) == ["opted-out", "deceased"])
      #expect(try bench.store.outbox([.waiting]).map(\.text) == ["r3"])
    },
    StoreClause("a number found wrong gets no text that was waiting for it") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let (ticket, number) = try bench.call(at: Clinic.minutes(60))
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.wrongNumber)!, numberStatus: .wrong),
        under: ticket, at: Clinic.minutes(61))
      #expect(try bench.store.outbox([.waiting]).isEmpty)
    },
  ]
}

extension Clinic {
  /// As `messageRow`, with a call as the next step.
  static func consenting(_ number: Int, sms: Bool = true) -> ImportRow {
    var row = messageRow(number)
    row.entry?.nextAction = .call
    row.patient.permissions.sms = sms
    return row
  }
}

extension StoreBench {
  fileprivate func refuse(_ number: Int) throws {
    try bring(Clinic.consenting(number, sms: false))
  }
}

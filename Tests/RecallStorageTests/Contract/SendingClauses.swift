import Foundation
import RecallDomain
import Testing

/// Messages on their way out: in one sender's hands, settled once, never sent twice by themselves.
extension StoreContract {
  static let sending: [StoreClause] = [
    StoreClause("a message is in one sender's hands, and is sent once") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      #expect(taken.attempt == 1 && taken.message.token?.isEmpty == false)
      #expect(try bench.take(in: bench.another()) == nil)
      #expect(try bench.store.outbox([.sending]).map(\.sender) == ["ana"])
      for _ in 1...2 { try bench.settle(taken, .sent) }
      #expect(try bench.store.outbox([.sent]).map(\.key) == ["message/r1/3"])
      #expect(try bench.take(at: Clinic.minutes(9_999)) == nil)
      // The step stays done.
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
    },
    StoreClause("what is not permitted when it is to leave is stopped, and was no contact") {
      bench throws in
      try bench.waitForMessage(1...2)
      _ = try bench.writeMessages()
      let taken = try bench.take { message, _ in
        message.text == "r1" ? .stop(.booked) : .send(on: Clinic.today)
      }
      #expect(taken?.message.text == "r2")
      #expect(try bench.store.outbox([.failed]).map(\.reason) == ["booked"])
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.isEmpty == true)
    },
    StoreClause("what is kept back is looked at again then, with the reason on record") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let none = try bench.take { _, _ in .wait(.outsideHours, until: Clinic.minutes(60)) }
      #expect(none == nil)
      #expect(try bench.store.outbox([.waiting]).map(\.reason) == ["outside-hours"])
      #expect(try bench.take(at: Clinic.minutes(59)) == nil)
      #expect(try bench.take(at: Clinic.minutes(60))?.attempt == 1)
    },
    StoreClause("an opt-out before it is taken stops it; on the way back it is judged again") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      try bench.bring(Clinic.consenting(1, sms: false))
      // It was in the sender's hands; nothing can call it back. But it was not taken by the command.
      #expect(try bench.store.outbox([.sending]).count == 1)
      try bench.settle(taken, .again(at: Clinic.minutes(1)))
      let rules = CallRules(policy: ClinicPolicy(name: "Clinic"))
      let again = try bench.take(at: Clinic.minutes(2)) { message, candidate in
        MessageTurn(rules: rules).verdict(message, candidate, at: Clinic.minutes(2))
      }
      #expect(again == nil)
      #expect(try bench.store.outbox([.failed]).map(\.reason) == ["opted-out"])
    },
    StoreClause("the command would not have it now: again later, and each try is counted") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let first = try #require(try bench.take())
      try bench.settle(first, .again(at: Clinic.minutes(5)), code: 75)
      #expect(try bench.take(at: Clinic.minutes(4)) == nil)
      let second = try #require(try bench.take(at: Clinic.minutes(5)))
      #expect(second.attempt == 2 && second.message.token == first.message.token)
      // The first try's word comes too late to say anything but that it was sent.
      try bench.settle(first, .dead(.refused))
      #expect(try bench.store.outbox([.sending]).map(\.tries) == [2])
      try bench.settle(second, .dead(.gaveUp), code: 75)
      let letter = try #require(try bench.store.outbox([.failed]).first)
      #expect(letter.failure == .gaveUp && letter.code == 75)
    },
    StoreClause("what was certainly not taken uses up no cap, and is not written anew") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let contacts = { try bench.store.candidate(RecallID("r1"))?.contactsByNumber ?? [:] }
      try bench.settle(try #require(try bench.take()), .dead(.refused), code: 65)
      #expect(try contacts().isEmpty)
      // The step stays done: the next run writes no other.
      let attempt = try #require(try bench.store.candidate(RecallID("r1"))?.attempts.first)
      #expect(attempt.reachedNobody && !attempt.isContact)
      _ = try bench.writeMessages()
      #expect(try bench.store.outbox(Set(OutboxItem.State.allCases)).count == 1)
      // Sent again, it is a contact; laid aside before that, it is none and stays the step.
      let key = attempt.call.rawValue
      try bench.store.retryMessage(key, by: "lee", at: Clinic.minutes(2))
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
      let again = try #require(try bench.take(at: Clinic.minutes(2)))
      #expect(try contacts().count == 1)
      try bench.settle(again, .again(at: Clinic.minutes(5)), code: 75)
      try bench.store.dropMessage(key, by: "lee", at: Clinic.minutes(3))
      #expect(try contacts().isEmpty)
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.map(\.reachedNobody) == [true])
    },
    StoreClause("what the patient may have from an earlier try stays a contact") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      try bench.settle(taken, .dead(.unclear), code: 1)
      try bench.store.retryMessage(taken.message.key, by: "lee", at: Clinic.minutes(2))
      let again = try #require(try bench.take(at: Clinic.minutes(2)))
      try bench.settle(again, .dead(.refused), code: 65)
      #expect(try bench.store.candidate(RecallID("r1"))?.contactsByNumber.count == 1)
    },
    StoreClause("whose sender is gone is lost, and not sent again; late news of it counts") {
      bench throws in
      try bench.waitForMessage(1...2)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      // It asks again: the answer to its COMMIT was lost. It has this very one in hand.
      #expect(try bench.take()?.message.key == taken.message.key)
      _ = try bench.take(by: "ben")
      #expect(try bench.settleLost(at: Clinic.minutes(1)) == 0)
      #expect(try bench.settleLost(at: Clinic.minutes(3)) == 2)
      #expect(try bench.take(at: Clinic.minutes(9_999)) == nil)
      #expect(try bench.store.outbox([.failed]).map(\.failure) == [.lost, .lost])
      // It may have gone out: it stays an attempt and a contact.
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
      try bench.settle(taken, .sent)
      #expect(try bench.store.outbox([.sent]).map(\.key) == [taken.message.key])
    },
    StoreClause("where nobody is reached, nothing more goes, and the step is looked at again") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      var neighbour = Clinic.messageRow(2)
      neighbour.patient.phones = [PatientPhone(number: "+16175550201", kind: .mobile, rank: 1)]
      try bench.bring(neighbour)
      _ = try bench.store.writeDueMessages(at: Clinic.now, limit: 9) {
        .write(Clinic.writing($0))
      }
      let taken = try #require(try bench.take())
      try bench.settle(taken, .dead(.badAddress), code: 67)
      #expect(
        try bench.store.outbox([.failed]).map(\.reason) == ["bad-address", "bad-address"])
      for recall in ["r1", "r2"] {
        #expect(ContactRules.textNumber(try bench.patient(recall)) == nil)
        #expect(try bench.store.candidate(RecallID(recall))?.attempts.isEmpty == true)
      }
      // A person who knows better.
      try bench.store.retryMessage(taken.message.key, by: "lee", at: Clinic.minutes(9))
      #expect(ContactRules.textNumber(try bench.patient("r1")) == "+16175550201")
      #expect(try bench.take(at: Clinic.minutes(9))?.attempt == 2)
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
    },
    StoreClause("a person sends a dead letter again, or lays it aside, and nothing else") {
      bench throws in
      try bench.waitForMessage(1...2)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      for key in [taken.message.key, "message/r2/3", "nothing"] {
        #expect(throws: StoreFailure.notFound) {
          try bench.store.retryMessage(key, by: "lee", at: Clinic.now)
        }
      }
      #expect(throws: StoreFailure.notFound) {
        try bench.store.dropMessage(taken.message.key, by: "lee", at: Clinic.now)
      }
      try bench.settle(taken, .dead(.unclear), code: 1)
      try bench.store.retryMessage(taken.message.key, by: "lee", at: Clinic.minutes(2))
      let again = try #require(
        try bench.take(at: Clinic.minutes(2)) { message, _ in
          message.key == taken.message.key
            ? .send(on: Clinic.today) : .wait(.outsideHours, until: Clinic.minutes(99))
        })
      try bench.settle(again, .dead(.unclear), code: 1)
      try bench.store.dropMessage(again.message.key, by: "lee", at: Clinic.minutes(3))
      try bench.store.dropMessage("message/r2/3", by: "lee", at: Clinic.minutes(3))
      #expect(
        try bench.store.outbox([.failed]).map(\.reason) == ["dropped", "dropped"])
      #expect(throws: StoreFailure.notFound) {
        try bench.store.dropMessage(again.message.key, by: "lee", at: Clinic.minutes(4))
      }
    },
    StoreClause("one that leaves on a later day is a contact of that day") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let late = Clinic.minutes(1_440)
      let taken = try bench.take(at: late) { _, _ in .send(on: Clinic.today.adding(days: 1)) }
      #expect(taken != nil)
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.attempts.map(\.started) == [late])
      #expect(candidate.contactsByNumber.values.flatMap { $0 } == [late])
    },
    StoreClause("no text comes to a telephone on which a colleague is speaking") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      var same = Clinic.row("call", of: Clinic.patient("x", numbers: ["+16175550201"]))
      same.entry?.priority = 1
      try bench.bring(same)
      _ = try bench.store.claim(
        RecallID("call"), by: "ben", at: Clinic.now, lease: 900, judge: Clinic.anyone)
      #expect(try bench.take() == nil)
      #expect(try bench.store.outbox([.waiting]).map(\.reason) == ["claimed"])
    },
    StoreClause("what was promised in a call and given up is somebody's to see to, once") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let taken = try #require(try bench.take())
      let item = QueueItem(
        id: QueueItemID("undelivered/x"), queue: .frontDesk, recall: RecallID("r1"),
        patient: PatientID("p1"), call: nil, opened: Clinic.now, due: nil, verified: false)
      for _ in 1...2 {
        try bench.store.settleMessage(
          taken, .dead(.unclear), code: 1, items: [item], at: Clinic.now)
      }
      #expect(try bench.store.queueItems(.frontDesk).map(\.id) == [item.id])
    },
  ]
}

extension StoreBench {
  func take(
    by sender: String = "ana", at now: Date = Clinic.now, in store: (any RecallStore)? = nil,
    decide: (OutboxItem, Candidate) -> MessageTurnVerdict = { _, _ in .send(on: Clinic.today) }
  ) throws -> TakenMessage? {
    try (store ?? self.store).takeMessage(Self.terms(sender), at: now, decide: decide)
  }

  static func terms(_ sender: String) -> SendingTerms {
    SendingTerms(
      sender: sender, channels: [.sms, .email, .portal],
      lease: [.sms: 120, .email: 120, .portal: 120])
  }

  func settle(_ taken: TakenMessage, _ after: AfterHandOver, code: Int? = nil) throws {
    try store.settleMessage(taken, after, code: code, items: [], at: Clinic.minutes(1))
  }

  func settleLost(at now: Date) throws -> Int {
    try store.settleLostMessages(at: now) { _ in (.dead(.lost), []) }
  }
}

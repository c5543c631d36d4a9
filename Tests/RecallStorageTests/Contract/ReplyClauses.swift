import Foundation
import RecallDomain
import Testing

/// What comes back after messages: in force at once, once, and never lost.
extension StoreContract {
  static let replies: [StoreClause] = [
    StoreClause("a stop in any wording withdraws that channel there at once, once") {
      bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      let reply = Clinic.reply("m1", "Por favor ya no me manden mensajes")
      #expect(try bench.reply(reply) == [.optedOut])
      #expect(try bench.reply(reply) == [.unchanged])
      #expect(ContactRules.textNumber(try bench.patient("r1")) == nil)
      #expect(try bench.store.outbox([.failed]).map(\.reason) == ["opted-out"])
      #expect(try bench.store.queueItems(nil).isEmpty)
      // No import undoes it.
      try bench.bring(Clinic.consenting(1))
      #expect(ContactRules.textNumber(try bench.patient("r1")) == nil)
    },
    StoreClause("of a telephone that several share, that number is left in peace for all of them") {
      bench throws in
      var wife = Clinic.messageRow(2)
      wife.patient.phones = [PatientPhone(number: "+16175550201", kind: .mobile, rank: 1)]
      wife.patient.permissions.email = true
      wife.patient.email = "luz@example.org"
      try bench.bring(Clinic.messageRow(1), wife)
      #expect(try bench.reply(Clinic.reply("m1", "STOP ALL")) == [.optedOut])
      for recall in ["r1", "r2"] {
        let patient = try bench.patient(recall)
        #expect(ContactRules.textNumber(patient) == nil)
        #expect(patient.permissions.allows(.voicemail, at: "+16175550201") == false)
      }
      // What reaches one of them elsewhere still does.
      #expect(ContactRules.way(.email, to: try bench.patient("r2")) != nil)
    },
    StoreClause("stop all from a telephone of one person is every channel; no calls is the number")
    {
      bench throws in
      var rosa = Clinic.messageRow(1)
      rosa.patient.permissions.email = true
      rosa.patient.email = "rosa@example.org"
      try bench.bring(rosa, Clinic.messageRow(2))
      #expect(try bench.reply(Clinic.reply("m1", "stop all")) == [.optedOut])
      #expect(ContactRules.way(.email, to: try bench.patient("r1")) == nil)
      let noCalls = Clinic.reply("m2", "Stop calling me", from: "+16175550202")
      #expect(try bench.reply(noCalls) == [.optedOut])
      #expect(ContactRules.dialable(try bench.patient("r2")).isEmpty)
    },
    StoreClause("an e-mail's stop holds for everybody with that address, whatever its letters") {
      bench throws in
      for number in 1...2 {
        var row = Clinic.messageRow(number)
        row.patient.permissions.email = true
        row.patient.email = "Casa@example.org"
        try bench.bring(row)
      }
      var reply = Clinic.reply("m1", "unsubscribe", from: "casa@EXAMPLE.org")
      reply.channel = .email
      #expect(try bench.reply(reply) == [.optedOut])
      for recall in ["r1", "r2"] {
        #expect(ContactRules.way(.email, to: try bench.patient(recall)) == nil)
      }
      var late = Clinic.messageRow(3)
      late.patient.permissions.email = true
      late.patient.email = "Casa@example.org"
      try bench.bring(late)
      #expect(ContactRules.way(.email, to: try bench.patient("r3")) == nil)
    },
    StoreClause("other words wait for the front desk, as they were written, with who and where") {
      bench throws in
      try bench.bring(Clinic.messageRow(1))
      let reply = Clinic.reply("m1", "I quit smoking! Can I come Friday?\nRosa")
      #expect(try bench.reply(reply) == [.queued])
      #expect(try bench.reply(reply) == [.unchanged])
      let item = try #require(try bench.store.queueItems(.frontDesk).first)
      #expect(item.question == "I quit smoking! Can I come Friday?\nRosa")
      #expect(item.recall == RecallID("r1") && item.callBack == "+16175550201")
      #expect(ContactRules.textNumber(try bench.patient("r1")) != nil)
    },
    StoreClause("who is not known there is told so, and may come again when they are") {
      bench throws in
      let reply = Clinic.reply("m1", "stop")
      let isUnknown = { try bench.store.areUnknownSenders([reply], at: Clinic.now) }
      #expect(try isUnknown() == [true])
      #expect(try bench.reply(reply) == [.unknownSender])
      try bench.bring(Clinic.messageRow(1))
      #expect(try isUnknown() == [false])
      #expect(try bench.reply(reply) == [.optedOut])
    },
    StoreClause("a stop of somebody who stands on no list is in force when they come to it") {
      bench throws in
      var row = Clinic.messageRow(1)
      row.entry = nil
      try bench.bring(row)
      #expect(try bench.reply(Clinic.reply("m0", "Can I come Friday?")) == [.unknownSender])
      #expect(try bench.reply(Clinic.reply("m1", "STOP")) == [.optedOut])
      #expect(try bench.reply(Clinic.reply("m1", "STOP")) == [.unchanged])
      try bench.bring(Clinic.messageRow(1))
      #expect(ContactRules.textNumber(try bench.patient("r1")) == nil)
    },
    StoreClause("a late bounce of an older message leaves the newer one alone") { bench throws in
      var same = Clinic.messageRow(2)
      same.patient.phones = [PatientPhone(number: "+16175550201", kind: .mobile, rank: 1)]
      try bench.bring(Clinic.messageRow(1), same)
      _ = try bench.writeMessages()
      let older = try #require(try bench.take())
      try bench.settle(older, .sent)
      let newer = try #require(try bench.take(at: Clinic.minutes(60)))
      try bench.store.settleMessage(
        newer, .sent, code: 0, items: [], at: Clinic.minutes(60))
      var bounce = Clinic.reply("m1", "")
      bounce.said = .bounced
      #expect(try bench.reply(bounce) == [.bounced])
      #expect(try bench.store.outbox([.failed]).map(\.key) == [older.message.key])
      #expect(try bench.store.outbox([.sent]).map(\.key) == [newer.message.key])
    },
    StoreClause("a bounce marks the address and gives the step back; a delivery changes nothing") {
      bench throws in
      try bench.waitForMessage(1...2)
      _ = try bench.writeMessages()
      for _ in 1...2 { try bench.settle(try #require(try bench.take()), .sent) }
      let tokens = try bench.store.outbox([.sent]).compactMap(\.token)
      var bounce = Clinic.reply("m1", "")
      (bounce.said, bounce.message, bounce.place) = (.bounced, tokens[0], "")
      var arrived = Clinic.reply("m2", "", from: "+16175550202")
      (arrived.said, arrived.message) = (.delivered, nil)
      #expect(try bench.reply(bounce, arrived) == [.bounced, .delivered])
      #expect(try bench.store.outbox([.failed]).map(\.reason) == ["bad-address"])
      #expect(try bench.store.outbox([.sent]).count == 1)
      #expect(ContactRules.textNumber(try bench.patient("r1")) == nil)
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.isEmpty == true)
      #expect(try bench.store.candidate(RecallID("r2"))?.attempts.count == 1)
    },
  ]
}

extension Clinic {
  static func reply(
    _ id: String, _ text: String, from place: String = "+16175550201"
  ) -> ReplyRow {
    ReplyRow(id: id, channel: .sms, place: place, at: minutes(5), said: .words(text))
  }
}

extension StoreBench {
  fileprivate func reply(_ rows: ReplyRow...) throws -> [ReplyVerdict] {
    try store.importing(rows)
  }
}

extension RecallStore {
  func importing(_ rows: [ReplyRow]) throws(StoreFailure) -> [ReplyVerdict] {
    try importReplies(rows, at: Clinic.minutes(9)) { row, candidate, _ in
      let text: String = if case .words(let text) = row.said { text } else { "" }
      return QueueItem(
        id: QueueItemID("reply/\(row.id)"), queue: .frontDesk, recall: candidate.entry.id,
        patient: candidate.patient.id, call: nil, opened: Clinic.now, due: nil, question: text,
        verified: false, callBack: row.place)
    }
  }
}

import Foundation
import RecallDomain
import Testing

/// What is said in calls about how a patient is reached, beside what sources say.
extension StoreContract {
  static let contacts: [StoreClause] = [
    StoreClause("a change said in a call holds at once, with its day, and once") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      for _ in 1...2 {
        _ = try bench.store.append(
          Clinic.entry(2),
          effects: [
            Clinic.contact(.consent([.sms, .email], at: nil, allowed: true), 1, ticket),
            Clinic.contact(.need(.relay, true), 2, ticket),
            Clinic.contact(.prefer(.email), 3, ticket),
          ], under: ticket, at: Clinic.now)
      }
      let patient = try bench.patient("r1")
      #expect(patient.permissions.sms == true && patient.permissions.email == true)
      #expect(patient.permissions.consents.first { $0.channel == .sms }?.on == Clinic.today)
      #expect(patient.needs == [.relay] && patient.contactMethod == .email)
    },
    StoreClause("what is taken back is as it was before, and stays on record as that") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let after = try bench.store.append(
        Clinic.entry(2), effects: [Clinic.contact(.prefer(.portal), 1, ticket)], under: ticket,
        at: Clinic.now)
      #expect(try bench.patient("r1").contactMethod == .portal)
      _ = try bench.store.append(
        Clinic.entry(3), effects: [.contactTakenBack(number: 1)], under: after, at: Clinic.now)
      #expect(try bench.patient("r1").contactMethod == nil)
    },
    StoreClause("a no said in a call is undone by no import; a yes is overtaken by a new no") {
      bench throws in
      var rosa = Clinic.patient("p1")
      rosa.permissions.email = true
      try bench.bring(Clinic.row("r1", of: rosa))
      let (ticket, _) = try bench.call()
      _ = try bench.store.append(
        Clinic.entry(2),
        effects: [
          Clinic.contact(.consent([.email], at: nil, allowed: false), 1, ticket),
          Clinic.contact(.consent([.sms], at: nil, allowed: true), 2, ticket),
        ], under: ticket, at: Clinic.now)
      try bench.bring(Clinic.row("r1", of: rosa))
      #expect(try bench.patient("r1").permissions.email == false)
      #expect(try bench.patient("r1").permissions.sms == true)
      rosa.permissions.sms = false
      try bench.bring(Clinic.row("r1", of: rosa))
      #expect(try bench.patient("r1").permissions.sms == false)
    },
    StoreClause("a no at a number holds for everybody who is reached there") { bench throws in
      let shared = ["+16175550101"]
      for id in ["p1", "p2"] {
        var patient = Clinic.patient(id, numbers: shared)
        patient.permissions.sms = true
        try bench.bring(Clinic.row("r-\(id)", of: patient))
      }
      let (ticket, number) = try bench.call()
      _ = try bench.store.append(
        Clinic.entry(2),
        effects: [Clinic.contact(.consent([.sms], at: number, allowed: false), 1, ticket)],
        under: ticket, at: Clinic.now)
      for recall in ["r-p1", "r-p2"] {
        #expect(try bench.patient(recall).permissions.allows(.sms, at: number) == false)
        #expect(ContactRules.textNumber(try bench.patient(recall)) == nil)
      }
    },
    StoreClause("the one number asked for is on file, and the next claim sees it alone") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let after = try bench.store.append(
        Clinic.entry(2),
        effects: [Clinic.contact(.only(number: "+16175550199"), 1, ticket)], under: ticket,
        at: Clinic.now)
      try bench.store.close(
        Clinic.closing(after, number: number, next: NextAction(kind: .call)), under: after,
        at: Clinic.now)
      let patient = try bench.patient("r1")
      #expect(ContactRules.dialable(patient).map(\.number) == ["+16175550199"])
      #expect(try bench.store.lookup(number: "+16175550199").count == 1)
    },
    StoreClause("consents by number, needs and periods come in as the source says them") {
      bench throws in
      var rosa = Clinic.patient("p1", numbers: ["+16175550101", "+16175550102"])
      rosa.permissions.record(
        Consent(.voicemail, at: "+16175550102", allowed: false, on: Clinic.today, source: "form"))
      rosa.permissions.record(Consent(.mail, allowed: false))
      rosa.permissions.confidential = true
      rosa.permissions.onlyNumber = "+16175550102"
      rosa.needs = [.relay, .interpreter, .caregiverFirst]
      rosa.representatives = [
        Representative(
          name: "Luz", relationship: "guardian", isGuardian: true, from: Clinic.today,
          until: CivilDate(year: 2027, month: 1, day: 1))
      ]
      #expect(try bench.bring(Clinic.row("r1", of: rosa)) == [.added])
      #expect(try bench.bring(Clinic.row("r1", of: rosa)) == [.unchanged])
      #expect(try bench.patient("r1") == rosa)
    },
    StoreClause("a message that nobody wants any more is not sent, and stays as that") {
      bench throws in
      var rosa = Clinic.patient("p1")
      rosa.permissions.sms = true
      try bench.bring(Clinic.row("r1", of: rosa))
      let (ticket, number) = try bench.call()
      let draft = OutboxDraft(
        key: "c1-sms", patient: ticket.patient, channel: .sms, address: number,
        text: "Please call us.", language: "en")
      let queued = try bench.store.append(
        Clinic.entry(2), effects: [.message(draft)], under: ticket, at: Clinic.now)
      #expect(try bench.store.outbox([.waiting]).map(\.key) == ["c1-sms"])
      #expect(try bench.store.outbox([.waiting]).first?.recall == RecallID("r1"))
      let stopped = try bench.store.append(
        Clinic.entry(3),
        effects: [Clinic.contact(.consent([.sms], at: nil, allowed: false), 1, queued)],
        under: queued, at: Clinic.now)
      #expect(try bench.store.outbox([.waiting]).isEmpty)
      #expect(try bench.store.outbox([.failed]).first?.reason == "opted-out")
      var late = draft
      late.key = "c1-late"
      _ = try bench.store.append(
        Clinic.entry(4), effects: [.message(late)], under: stopped, at: Clinic.now)
      #expect(try bench.store.outbox([.waiting]).isEmpty)
    },
  ]

  static let messages: [StoreClause] = [
    StoreClause("a message step is done once, whoever comes to it, and everybody sees it") {
      bench throws in
      try bench.waitForMessage(1...3)
      let first = try bench.writeMessages(limit: 2)
      #expect(first.written == 2 && !first.isDone)
      let rest = try bench.writeMessages(in: bench.another())
      #expect(rest.written == 1 && rest.isDone)
      #expect(try bench.writeMessages() == MessagesWritten())
      #expect(try bench.store.outbox([.waiting]).map(\.text) == ["r1", "r2", "r3"])
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.attempts.map(\.ending) == [Ending(.leftMessage, .sent)])
      #expect(candidate.attempts.first?.isContact == true)
      #expect(candidate.contactsByNumber.values.flatMap { $0 }.count == 1)
      #expect(candidate.entry.nextAction == .call)
      #expect(candidate.entry.nextAt == Clinic.minutes(60))
      let note = try #require(try bench.store.notes(NoteQuery(patient: PatientID("p1"))).first)
      #expect(note.ending == Ending(.leftMessage, .sent) && note.caller == "outbox")
      var journals = 0
      try bench.store.eachJournal { _, _ in journals += 1 }
      #expect(journals == 0)
    },
    StoreClause("the same step decided again writes nothing twice") { bench throws in
      try bench.waitForMessage(1...1)
      _ = try bench.writeMessages()
      try bench.bring(Clinic.messageRow(1, due: "2026-11-13"))
      _ = try bench.store.writeDueMessages(at: Clinic.minutes(9), limit: 9) {
        .write(Clinic.writing($0, next: .message))
      }
      _ = try bench.store.writeDueMessages(at: Clinic.minutes(99), limit: 9) {
        .write(Clinic.writing($0, next: .message))
      }
      #expect(try bench.store.outbox([.waiting]).count == 1)
      #expect(try bench.store.candidate(RecallID("r1"))?.attempts.count == 1)
    },
    StoreClause("kept back it is looked at again then, passed over the call is next") {
      bench throws in
      try bench.waitForMessage(1...2)
      let came = try bench.store.writeDueMessages(at: Clinic.now, limit: 9) { candidate in
        candidate.entry.id == RecallID("r1")
          ? .wait(until: Clinic.minutes(30)) : .passOver(NextAction(kind: .call))
      }
      #expect(came.waiting == 1 && came.passedOver == 1 && came.isDone)
      #expect(try bench.writeMessages(at: Clinic.minutes(29)).written == 0)
      #expect(try bench.writeMessages(at: Clinic.minutes(30)).written == 1)
      #expect(try bench.store.outbox([.waiting]).map(\.text) == ["r1"])
      #expect(try bench.store.candidate(RecallID("r2"))?.entry.nextAction == .call)
    },
    StoreClause("messages that wait to be written are read in pages, and stay as they are") {
      bench throws in
      try bench.waitForMessage(1...3)
      let page = { (after: String?) in
        try bench.store.messagesToCome(
          after: after.map { RecallID($0) }, limit: 2, at: Clinic.now
        ).map(\.entry.id.rawValue)
      }
      #expect(try page(nil) == ["r1", "r2"] && page("r2") == ["r3"])
      _ = try bench.store.writeDueMessages(at: Clinic.now, limit: 9) { _ in
        .wait(until: Clinic.minutes(30))
      }
      #expect(try page(nil) == ["r1", "r2"], "kept back, it is told all the same")
      _ = try bench.writeMessages(limit: 2, at: Clinic.minutes(30))
      #expect(try page(nil).count == 1)
    },
    StoreClause("who is on the line with a colleague gets no message meanwhile") { bench throws in
      try bench.bring(Clinic.row("call", of: Clinic.patient("x", numbers: ["+16175550101"])))
      _ = try bench.call()
      var same = Clinic.messageRow(1)
      same.patient.phones = [PatientPhone(number: "+16175550101", kind: .mobile, rank: 1)]
      try bench.bring(same)
      #expect(try bench.writeMessages().written == 0)
      #expect(try bench.store.outbox([.waiting]).isEmpty)
    },
  ]
}

extension Clinic {
  static func contact(
    _ change: ContactChange, _ number: Int, _ ticket: ClaimTicket
  ) -> CallWrite {
    .contact(change, of: ticket.patient, number: number, on: today)
  }

  /// A patient who consented to texts, with a message as the next step.
  static func messageRow(_ number: Int, due: String = "2026-11-12") -> ImportRow {
    var patient = Clinic.patient("p\(number)", numbers: ["+1617555020\(number)"])
    patient.permissions.sms = true
    var row = Clinic.row("r\(number)", of: patient, due: due)
    row.entry?.nextAction = .message
    return row
  }

  static func writing(
    _ candidate: Candidate, next: NextAction.Kind = .call
  ) -> MessageWriting {
    let entry = candidate.entry
    let plan = MessagePlan(
      recall: entry.id, patient: entry.patient,
      way: MessageWay(channel: .sms, address: candidate.patient.phones[0].number), attempt: 3,
      stopped: candidate.stoppedMessages.count, localDate: today)
    let then = NextAction(kind: next, at: minutes(60))
    let note = CallNote(
      id: NoteID(plan.key), call: CallID(plan.key), recall: plan.recall, patient: plan.patient,
      segment: entry.segment, attempt: 3, direction: .outbound, mode: .demo,
      caller: MessageStep.author, number: plan.way.address, started: now, ended: now,
      identity: .init(result: .notAsked), preferredLanguage: "es", spokenLanguages: ["es"],
      interpreter: nil,
      script: .init(id: "x", structure: "sha256:a", words: [:], approved: true), path: [],
      barriers: [], fields: [:], ending: Ending(.leftMessage, .sent)!, also: nil, next: then,
      routed: [], remarks: [], summary: "Written.")
    return MessageWriting(
      plan: plan, text: entry.id.rawValue, language: "es", edition: "sha256:m",
      compiled: Data([7]), note: note, state: .open, next: then, writes: [])
  }
}

extension StoreBench {
  func patient(_ recall: String) throws -> Patient {
    guard let candidate = try store.candidate(RecallID(recall)) else { throw Unexpected() }
    return candidate.patient
  }

  func waitForMessage(_ numbers: ClosedRange<Int>) throws {
    let rows = numbers.map { Clinic.messageRow($0) }
    _ = try store.importBatch(ImportBatch(source: "test", rows: rows), at: Clinic.now)
  }

  func writeMessages(
    limit: Int = 9, at now: Date = Clinic.now, in store: (any RecallStore)? = nil
  ) throws -> MessagesWritten {
    try (store ?? self.store).writeDueMessages(at: now, limit: limit) {
      .write(Clinic.writing($0))
    }
  }
}

import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// What the program does on the way of a live call goes past every row rule, as the login of whoever
/// does it: the rules forbid what is done beside the program, and nothing in it.
@Suite(
  "the acts of a live store go past its row rules",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct LiveActsTests {
  @Test("a call asks, sends, learns, takes back, opts out, and was never dialled")
  func call() throws {
    let team = try LiveTeam()
    let (me, now) = (team.person(.caller), team.now)
    let store = try team.store(me)
    let bench = try StoreBench(nextTo: store)
    var (held, number) = try team.begun(bench, call: "c3", by: me, asking: [.transport])
    let item = QueueItemID("c3-transport")
    let draft = OutboxDraft(
      key: "m3", patient: held.patient, channel: .sms, address: number, text: "words",
      language: "en")
    let answers: [[CallWrite]] = [
      [.message(draft), Clinic.contact(.consent([.sms], at: nil, allowed: true), 1, held)],
      [Clinic.contact(.only(number: "+16175559998"), 2, held)],
      [.holdSlot(SlotID("s1"), until: now.addingTimeInterval(600))],
      [.contactTakenBack(number: 1), .emergency(raised: true)],
      [.emergency(raised: false), .reviseItem(item, question: "More?", urgent: true, due: nil)],
      [.doNotContact(held.patient), .silence(number: number), .releaseSlot(SlotID("s1"))],
      [.withdrawItem(item)],
      [.openItem(Clinic.item("c3-transport", under: held, .transport))],
    ]
    for writes in answers {
      held = try store.append(
        Clinic.entry(held.lastSeq + 1, at: now), effects: writes, under: held, at: now)
    }
    let seq = held.lastSeq + 1
    held = try store.append(
      Clinic.entry(seq, "stumbled", at: now),
      effects: [.stumble(Clinic.stumble(seq, of: "c3", by: me, at: now))], under: held, at: now)
    #expect(try team.store(team.person(.lead)).stumbles(in: nil).map(\.who) == [me])
    #expect(try store.outbox([.failed]).map(\.key) == ["m3"])
    let given = try store.withdrawCall(
      Clinic.entry(held.lastSeq + 1, at: now), under: held, at: now)
    #expect(given.call == nil)
    #expect(try state(of: item, team) == "withdrawn")
    #expect(try team.store(team.owner).check() == [])
  }

  private func state(of item: QueueItemID, _ team: LiveTeam) throws -> String? {
    try team.cluster.run(
      "SELECT state FROM recall.queue_item WHERE id = '\(item)'", in: team.database)[0][0]
  }

  @Test("an answer is told, asked anew while a team has it, freed and handed on")
  func items() throws {
    let team = try LiveTeam()
    let asker = try team.store(team.other)
    let item = QueueItemID("c2-clinical")
    let act = { (role: StaffRole, key: String, act: QueueAct) throws in
      let who = StaffMember(id: team.person(role), name: "x", roles: [role], languages: [])
      let rules = QueueRules(who, policy: Clinic.policy, kind: .live)
      let done = try team.store(who.id).act(
        QueueDoing(key: key, item: item, act: act), under: rules, at: team.now)
      guard case .done(let item) = done else { throw Unexpected() }
      return item
    }
    _ = try act(.clinical, "k1", .take)
    var held = try asker.takeUp(
      CallID("c2"), by: team.other, at: team.now, lease: 900, takeOver: false
    ).ticket
    let ask = { (writes: [CallWrite]) throws in
      held = try asker.append(
        Clinic.entry(held.lastSeq + 1, at: team.now), effects: writes, under: held, at: team.now)
    }
    try ask([.reviseItem(item, question: "Worse now?", urgent: true, due: team.now)])
    _ = try act(.manager, "k2", .giveBack)
    _ = try act(.clinical, "k3", .note(words: "looking"))
    let answered = try act(.clinical, "k4", .answer(.callAgain, words: "yes"))
    try ask([.tellAnswer(item, answered: try #require(answered.answer?.at))])
    #expect(try state(of: item, team) == "closed")
    try ask([.reviseItem(item, question: "And now?", urgent: false, due: nil)])
    #expect(try act(.clinical, "k5", .handOn(to: .insurance, words: nil)).queue == .insurance)
    _ = try act(.office, "k6", .close(words: "done"))
  }

  @Test("an outcome is corrected by whoever saved it, and by a manager")
  func corrections() throws {
    let team = try LiveTeam()
    let me = team.person(.caller)
    try team.saved(StoreBench(nextTo: team.store(me)), call: "c3", note: "n3", by: me)
    for (person, key) in [(me, "k1"), (team.person(.manager), "k2")] {
      let change = NoteAddition.Change(
        from: Ending(.noAnswer)!,
        to: Ending(.noAnswer, key == "k1" ? .busySignal : .rangOut)!,
        next: NextAction(kind: .call, at: team.now), summary: "Told anew.")
      let answer = try team.store(person).correct(NoteID("n3"), key: key, at: team.now) { _, _ in
        OutcomeCorrection(
          addition: NoteAddition(
            id: key, note: NoteID("n3"), author: person, at: team.now, words: "a slip",
            change: change),
          after: AfterCallDecision(
            state: .open, next: NextAction(kind: .call, at: team.now)),
          numberStatusBefore: nil, writes: [])
      }
      guard case .corrected = answer else {
        Issue.record("\(person): \(answer)")
        return
      }
    }
    #expect(try team.store(team.owner).check() == [])
  }

  @Test("a step of the cadence is written by a caller, and sent, retried and dropped by the office")
  func messages() throws {
    let team = try LiveTeam()
    try team.cluster.run(
      "UPDATE recall.recall SET message_at = 1 WHERE id IN ('r5', 'r6')", in: team.database)
    let sum = try team.cluster.run("SELECT left(encode(sha256('\\x07'), 'hex'), 12)")[0][0] ?? ""
    let written = try team.store(team.person(.caller)).writeDueMessages(at: team.now, limit: 9) {
      var writing = Clinic.writing($0)
      writing.edition = "sha256:m.\(sum)"
      return .write(writing)
    }
    #expect(written.written == 2)
    let office = try team.store(team.person(.office))
    let take = {
      try office.takeMessage(StoreBench.terms("x"), at: Date()) { _, _ in
        .send(on: CivilDate(year: 2026, month: 11, day: 30)!)
      }
    }
    let settle = { (taken: TakenMessage?, after: AfterHandOver) throws in
      let taken = try #require(taken)
      try office.settleMessage(taken, after, code: nil, items: [], at: Date())
      return taken.message.key
    }
    _ = try settle(take(), .sent)
    let key = try settle(take(), .dead(.refused))
    try office.retryMessage(key, by: team.person(.office), at: Date())
    _ = try settle(take(), .again(at: Date()))
    try office.dropMessage(key, by: team.person(.office), at: Date())
    #expect(try office.outbox([.sent]).count == 1 && office.outbox([.failed]).count == 1)
    #expect(try team.store(team.owner).check() == [])
  }

  @Test("what was kept while the store was away comes in, as the call's own or beside it")
  func replays() throws {
    let team = try LiveTeam()
    let (me, now) = (team.person(.caller), team.now)
    let store = try team.store(me)
    let (ticket, number) = try team.begun(
      StoreBench(nextTo: store), call: "c3", by: me)
    var kept = KeptCall(ticket: ticket, since: now)
    kept.keep(
      KeptAct.append(
        Clinic.entry(2, payload: "mine", at: now),
        [
          .openItem(Clinic.item("i3", under: ticket)), .emergency(raised: true),
          .reviseItem(QueueItemID("i3"), question: "More?", urgent: true, due: nil),
        ]
      ).awayFromTheStore)
    guard case .written = try store.replay(kept, at: now, item: { _ in nil }) else {
      throw Unexpected()
    }
    // A colleague goes on with it; what this console keeps after that stands beside.
    try team.cluster.run(
      "UPDATE recall.claim SET lease_ends = 1 WHERE call = 'c3'", in: team.database)
    let theirs = try team.store(team.other)
    try team.cluster.run(
      "UPDATE recall.claim SET ended_at = 1, how = 'parked' WHERE call = 'c2'", in: team.database)
    _ = try theirs.takeUp(CallID("c3"), by: team.other, at: now, lease: 60, takeOver: true)
    var late = KeptCall(ticket: kept.reached, since: now)
    late.keep(
      KeptAct.append(
        Clinic.entry(3, payload: "late", at: now),
        [
          .doNotContact(ticket.patient), .openItem(Clinic.item("i4", under: ticket)),
          .reviseItem(QueueItemID("i4"), question: "Still?", urgent: true, due: nil),
          .withdrawItem(QueueItemID("i4")), .emergency(raised: true),
        ]
      ).awayFromTheStore)
    late.keep(
      KeptAct.close(Clinic.closing(late.reached, number: number, note: "mine")).awayFromTheStore)
    let answer = try store.replay(late, at: now) { _ in
      Clinic.item("both", under: ticket, .supervisor)
    }
    guard case .setAside(.movedOn) = answer else { throw Unexpected() }
    #expect(try store.notesSetAside(of: ticket.patient).map(\.id) == [NoteID("mine")])
    #expect(try team.store(team.owner).check() == [])
  }
}

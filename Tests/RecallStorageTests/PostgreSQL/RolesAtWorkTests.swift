import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// Each role does its own work on a live store with its own login, through the acts of the store.
@Suite(
  "each role's own work goes well with its own login",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct RolesAtWorkTests {
  @Test("a caller calls, asks, books, saves, amends, and takes over what a colleague has parked")
  func caller() throws {
    let team = try LiveTeam()
    let (me, now) = (team.person(.caller), team.now)
    let store = try team.store(me)
    let bench = try StoreBench(nextTo: store)
    let (ticket, number) = try team.begun(bench, call: "c3", by: me, asking: [.transport])
    let held = try store.append(
      Clinic.entry(ticket.lastSeq + 1, at: now),
      effects: [
        .holdSlot(SlotID("s1"), until: now.addingTimeInterval(600)),
        .identityTry(ticket.patient, on: Clinic.today), .silence(number: "+16175559999"),
      ], under: ticket, at: now)
    let given = GivenAppointment(
      start: now.addingTimeInterval(86_400), provider: nil, slot: SlotID("s1"))
    try store.close(
      Clinic.closing(
        held, number: number, ending: Ending(.scheduled)!, state: .scheduled, note: "n3",
        appointment: given), under: held, at: now)
    #expect(try store.unseenSaves(by: me) == [NoteID("n3")])
    try store.savesSeen([NoteID("n3")], by: me)
    _ = try store.amend(
      NoteAddition(id: "a1", note: NoteID("n3"), author: me, at: now, words: "more"), at: now)
    try store.becomeKnown("sha256:a", of: "overdue-follow-up", to: me, at: now)
    _ = try store.lookup(number: number)
    _ = try store.callsNeedingOutcome(for: me, at: now)
    // The colleague parks the call that goes on, and somebody else takes it up.
    let theirs = try team.store(team.other)
    let open = try theirs.takeUp(
      CallID("c2"), by: team.other, at: now, lease: 60, takeOver: false)
    try theirs.park(Clinic.entry(open.ticket.lastSeq + 1, "parked"), under: open.ticket, at: now)
    let taken = try store.takeUp(CallID("c2"), by: me, at: now, lease: 60, takeOver: true)
    try store.close(
      Clinic.closing(taken.ticket, number: taken.beginning.number, note: "n2"),
      under: taken.ticket, at: now)
    #expect(try team.store(team.owner).check() == [])
  }

  @Test("the clinical team takes and answers what it was asked")
  func clinical() throws {
    let team = try LiveTeam()
    try work(.clinical, .clinical, team)
  }

  @Test("the office works its queues, brings in lists, and sends messages")
  func office() throws {
    let team = try LiveTeam()
    try work(.office, .insurance, team)
    let store = try team.store(team.person(.office))
    let row = Clinic.row("r9", of: Clinic.patient("p9", numbers: ["+16175552009"]))
    _ = try store.importBatch(ImportBatch(source: "list", rows: [row]), at: team.now)
    _ = try store.importBatch(ImportBatch(source: "list", rows: [row]), at: team.now)
    try store.addSlots([Slot(id: SlotID("s2"), start: team.now, minutes: 30)])
    _ = try store.endByFacts(after: nil, at: team.now) { _ in nil }
    while try store.settle(after: nil, at: team.now, judge: Clinic.anyone) != nil { break }
    _ = try store.outbox([.waiting])
    try store.messagesRead(by: team.person(.office), showing: [], at: team.now)
    try store.eachRecord { _ in }
  }

  private func work(_ role: StaffRole, _ queue: QueueName, _ team: LiveTeam) throws {
    let person = StaffMember(id: team.person(role), name: "x", roles: [role], languages: [])
    let rules = QueueRules(person, policy: Clinic.policy, kind: .live)
    let store = try team.store(person.id)
    let query = InboxQuery(by: person.id, queues: Set(rules.duty.seen))
    let item = try #require(
      try store.inbox(query, at: team.now).first { $0.item.queue == queue }?.item.id)
    for (key, act) in [
      ("take", QueueAct.take), ("note", .note(words: "looking")),
      ("answer", .answer(.callAgain, words: "yes")),
    ] {
      let done = try store.act(
        QueueDoing(key: key, item: item, act: act), under: rules, at: team.now)
      guard case .done = done else { throw Unexpected() }
    }
    #expect(try store.inbox(InboxQuery(by: person.id, id: item), at: team.now).count == 1)
    let news = try store.urgentNews(for: person.id)
    try store.urgentShown(news.map(\.item), to: person.id, at: team.now)
    try store.applyAnswers(policy: Clinic.policy, at: team.now)
  }

  @Test("a manager grades, corrects and keeps the list; a lead approves and appoints")
  func manager() throws {
    let team = try LiveTeam()
    let me = team.person(.manager)
    let store = try team.store(me)
    #expect(try store.reviewableNotes(since: nil, by: me).map(\.id) == [NoteID("n1")])
    let grade = NoteGrade(
      note: NoteID("n1"), reviewer: me, rubric: "1", answers: [:], comment: nil, at: team.now)
    #expect(try store.keepGrade(grade))
    let eve = StaffMember(id: "eve", name: "Eve", roles: [.caller], languages: ["en"])
    try store.addStaff(eve, by: me, at: team.now)
    try store.addStaff(eve, by: me, at: team.now)
    try store.removeStaff("eve", by: me, at: team.now)
    _ = try store.amend(
      NoteAddition(id: "a2", note: NoteID("n1"), author: me, at: team.now, words: "seen"),
      at: team.now)
    #expect(try store.check() == [])
    let lead = try team.store(team.person(.lead))
    let second = StaffMember(id: "lea", name: "Lea", roles: [.lead], languages: ["en"])
    try lead.addStaff(second, by: team.person(.lead), at: team.now)
    try lead.recordApproval(
      RecordedApproval(
        script: "x", structure: "y", policy: nil, words: [:], edition: nil,
        by: team.person(.lead), at: team.now))
  }

  @Test("an auditor reads everything, and leaves a trace of it")
  func auditor() throws {
    let team = try LiveTeam()
    let me = team.person(.auditor)
    let store = try team.store(me)
    #expect(try store.candidate(RecallID("r1")) != nil)
    #expect(try store.notes(NoteQuery()).count == 1)
    try store.noteReading(of: "all notes", by: me, showing: [], at: team.now)
    _ = try store.inbox(InboxQuery(by: me, queues: Set(QueueName.allCases)), at: team.now)
    _ = try store.outbox([.waiting])
    try store.messagesRead(by: me, showing: [], at: team.now)
    try store.exported("fhir", by: me, at: team.now)
    try store.eachRecord { _ in }
    var refusals = 0
    try store.refused("place-calls", to: me, at: team.now)
    try store.eachAct(since: nil) { if $0.act == "refused", $0.who == me { refusals += 1 } }
    #expect(refusals == 1)
    _ = try store.measure(Self.question(team))
    #expect(try store.check() == [])
    _ = try store.describe()
  }

  @Test("a trainer has everybody's figures and grades, and no patient")
  func trainer() throws {
    let team = try LiveTeam()
    let store = try team.store(team.person(.trainer))
    _ = try store.measure(Self.question(team))
    #expect(try store.grades(since: nil, of: nil).isEmpty)
    #expect(try store.staff().count > 7)
    #expect(try store.practice(since: nil).isEmpty)
    _ = try store.describe()
    for act: () throws -> Void in [
      { _ = try store.candidate(RecallID("r1")) }, { _ = try store.notes(NoteQuery()) },
      { _ = try store.lookup(name: "Rosa", limit: 5) }, { _ = try store.outbox([.waiting]) },
      { try store.eachRecord { _ in } },
    ] { #expect(throws: StoreFailure.notPermitted) { try act() } }
  }

  private static func question(_ team: LiveTeam) throws -> MetricQuestion {
    let period = try #require(
      ReportPeriod(
        from: CivilDate(iso: "2026-01-01")!, to: CivilDate(iso: "2026-12-31")!,
        zone: Clinic.policy.zone))
    return MetricQuestion(period, by: Set(MetricGrouping.allCases), of: nil, at: team.now)
  }

  @Test("row rules cost no index: `next` is planned for a caller as for the owner")
  func plans() throws {
    let team = try LiveTeam()
    let owner = try team.store(team.owner)
    try team.cluster.run(
      """
      SET search_path = recall;
      SET session_replication_role = replica;
      TRUNCATE recall, patient, phone, attempt, claim, call_event, note, queue_item, tally, audit,
        queue_act, queue_seen, unseen_save, lane, slot, appointment, contact_day
        RESTART IDENTITY CASCADE
      """, in: team.database)
    var use = IndexUse(store: try team.store(team.person(.caller))) {
      try team.cluster.run("ANALYZE", in: team.database)
    }
    (use.filler, use.me) = (owner, team.person(.caller))
    try use.verify()
    try sameForBoth(team)
  }

  /// The statements of one answer, with the rules of their rows and without.
  private func sameForBoth(_ team: LiveTeam) throws {
    let statements = [
      """
      UPDATE claim SET last_seq = 2, lease_ends = 9 WHERE id = 'x' AND token = 1 AND last_seq = 1
        AND ended_at IS NULL AND call = 'c'
      """,
      "SELECT * FROM claim WHERE patient = 'p1' AND ended_at IS NULL",
      "SELECT seq FROM call_event WHERE call = 'c' ORDER BY seq",
      "SELECT * FROM note WHERE patient = 'p1' ORDER BY ended",
      "UPDATE attempt SET outcome = 'no-answer' WHERE call = 'c'",
      "SELECT * FROM outbox WHERE state = 'waiting' ORDER BY not_before, queued_at, key LIMIT 1",
    ]
    let plan = { (sql: String, person: String) throws -> [String] in
      let session = try team.session(person)
      try session.run("SET enable_seqscan = off")
      return try session.run("EXPLAIN (COSTS OFF) \(sql)").compactMap { $0.first ?? nil }
    }
    for sql in statements {
      let mine = try plan(sql, team.person(.caller))
      #expect(mine == (try plan(sql, team.owner)), "\(sql)")
      #expect(!mine.joined().contains("Seq Scan"))
    }
  }
}

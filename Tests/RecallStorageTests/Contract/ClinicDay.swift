import Foundation
import RecallDomain
import Testing

/// One day of a clinic through the real store: callers call, teams take, answer, hand on, leave lying.
/// In the evening every promise is kept or visible as overdue, and no question is lost between a call
/// and an answer.
final class ClinicDay {
  private let bench: StoreBench
  private var random: SeededNumbers
  private var now: Date
  private var calls = 0
  /// What was asked: item → the words.
  private var asked: [QueueItemID: String] = [:]
  /// Answers that patients have heard.
  private var told: Set<QueueItemID> = []
  /// Times that were promised, and not kept yet.
  private var promised: [RecallID: CallbackWindow] = [:]
  private(set) var acts = 0

  private let policy = Clinic.policy
  private let rules = CallRules(policy: Clinic.policy)
  private static let segments: Set = ["overdue-follow-up"]
  private static let callers = ["ana", "ben", "cyn"].map {
    StaffMember(id: $0, name: $0, roles: [.caller], languages: ["en", "es"])
  }
  private static let teams = [("kim", StaffRole.clinical), ("olga", .office), ("max", .manager)]
    .map {
      QueueRules(
        StaffMember(id: $0.0, name: $0.0, roles: [$0.1], languages: []), policy: Clinic.policy,
        kind: .live)
    }

  init(_ bench: StoreBench, seed: UInt64, patients: Int) throws {
    self.bench = bench
    random = SeededNumbers(seed: seed)
    // Tuesday, 9:00 in Boston.
    now = Clinic.minutes(-305)
    let rows = (1...patients).map { number in
      var patient = Clinic.patient("p\(number)", numbers: ["+1617555\(1000 + number)"])
      patient.postalCode = "02139"
      patient.state = "MA"
      patient.sensitive = number.isMultiple(of: 7)
      return Clinic.row("r\(number)", of: patient)
    }
    _ = try bench.store.importBatch(ImportBatch(source: "test", rows: rows), at: now)
  }

  /// Until the clinic closes, at 19:00.
  func run() throws {
    while now < Clinic.minutes(295) {
      for caller in Self.callers where chance(60) { try call(caller) }
      for team in Self.teams where chance(35) { try work(team) }
      now += 300
    }
  }

  private func chance(_ percent: Int) -> Bool { Int(random.next() % 100) < percent }
  private func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }

  // MARK: Callers

  private func call(_ caller: StaffMember) throws {
    try bench.store.applyAnswers(policy: policy, at: now)
    let answer = try bench.store.claimNext(
      by: caller.id, segment: nil, at: now, lease: Clinic.lease
    ) { [rules, now] in
      rules.judge($0, at: now, caller: caller, scripts: Self.segments)
    }
    guard case .claimed(let ticket, let candidate, let number) = answer else { return }
    calls += 1
    let id = CallID("c\(calls)")
    var held = try bench.store.beginCall(
      Clinic.beginning(id.rawValue, number: number, seq: 1, at: now), under: ticket, at: now)
    let (ending, queue, gate) = pick(Self.talks)
    if let queue {
      let item = QueueItem(
        id: QueueItemID("\(id)-\(queue)"), queue: queue, recall: ticket.recall,
        patient: ticket.patient, call: id, opened: now,
        due: policy.queueHours.due(queue, urgent: false, opened: now),
        question: "question of \(id)", verified: true, callBack: number, language: "es")
      held = try bench.store.append(
        Clinic.entry(2, at: now), effects: [.openItem(item)], under: held, at: now)
      asked[item.id] = item.question
      // A nurse may be quicker than the call.
      if chance(20) { try work(Self.teams[0]) }
    }
    try close(held, candidate, number, ending, gate: gate, routed: queue)
  }

  private static let talks: [(Ending, QueueName?, GateLevel)] = [
    (Ending(.noAnswer, .rangOut)!, nil, .closed), (Ending(.noAnswer, .rangOut)!, nil, .closed),
    (Ending(.noAnswer, .busySignal)!, nil, .closed),
    (Ending(.clinicalQuestion, .routine)!, .clinical, .open),
    (Ending(.clinicalQuestion, .routine)!, .clinical, .open),
    (Ending(.authorizationReview, .coverage)!, .insurance, .open),
    (Ending(.escalated, .complaint)!, .supervisor, .open),
    (Ending(.languageSupport, .interpreter)!, .language, .open),
    (Ending(.callbackRequested, .atTime)!, nil, .open),
    (Ending(.declined, .forNow)!, nil, .open), (Ending(.declined, .forNow)!, nil, .closed),
    (Ending(.declined, .final)!, nil, .open),
  ]

  private func close(
    _ ticket: ClaimTicket, _ candidate: Candidate, _ number: String, _ ending: Ending,
    gate: GateLevel, routed: QueueName?
  ) throws {
    let ended = now.addingTimeInterval(180)
    var window: CallbackWindow?
    if ending.detail == .atTime {
      window = CallbackWindow(
        date: Clinic.today.adding(days: now < Clinic.minutes(60) ? pick([0, 1]) : 1),
        moment: .time(TimeOfDay(hour: pick([16, 17, 18]), minute: 0)!))
    }
    var finished = FinishedCall(
      call: ticket.call!, caller: ticket.caller, number: number, direction: .outbound,
      started: now, ended: ended, ending: ending, gate: gate,
      routed: routed.map { [$0] } ?? [], callback: window)
    let heard =
      gate == .open
      ? candidate.items.filter { $0.isToBeTold && $0.call != ticket.call } : []
    finished.told = Set(heard.map(\.id))
    let after = AfterCall(policy: policy).decide(finished, candidate)
    var closing = Clinic.closing(
      ticket, number: number, ending: ending, state: after.state, next: after.next,
      callback: after.callback, numberStatus: after.numberStatus,
      writes: heard.map { .tellAnswer($0.id, answered: $0.answer!.at) }
        + opened(after, ticket, at: ended))
    closing.end = after.end
    closing.entry = Clinic.entry(ticket.lastSeq + 1, "saved", at: ended)
    try bench.store.close(closing, under: ticket, at: ended)
    told.formUnion(heard.map(\.id))
    promised[ticket.recall] = after.callback
    try bench.store.applyAnswers(policy: policy, at: ended)
  }

  /// Reviews that the rules ask for.
  private func opened(
    _ after: AfterCallDecision, _ ticket: ClaimTicket, at ended: Date
  ) -> [CallWrite] {
    QueueName.allCases.filter(after.opens.contains).filter { queue in
      asked[QueueItemID("\(ticket.call!)-\(queue)")] == nil
    }.map { queue in
      let item = QueueItem(
        id: QueueItemID("\(ticket.call!)-\(queue)"), queue: queue, recall: ticket.recall,
        patient: ticket.patient, call: ticket.call, opened: ended,
        due: policy.queueHours.due(queue, urgent: false, opened: ended), verified: false)
      asked[item.id] = ""
      return .openItem(item)
    }
  }

  // MARK: Teams

  private func work(_ team: QueueRules) throws {
    let query = InboxQuery(by: team.duty.person.id, queues: Set(team.duty.worked))
    let inbox = try bench.store.inbox(query, at: now).filter(\.isForTheTeam)
    guard let entry = inbox.first else { return }
    if entry.isToldByNobody {
      try act(.close(words: "told by letter"), on: entry.item.id, team)
      told.insert(entry.item.id)
      return
    }
    switch random.next() % 10 {
    case 0: try act(.take, on: entry.item.id, team)
    case 1: try act(.handOn(to: pick(QueueName.allCases), words: nil), on: entry.item.id, team)
    case 2: try act(.giveBack, on: entry.item.id, team)
    case 3: try act(.answer(.close, words: "no call"), on: entry.item.id, team)
    case 4, 5: try act(.answer(.handled, words: "done"), on: entry.item.id, team)
    default: try act(.answer(.callAgain, words: "answer"), on: entry.item.id, team)
    }
  }

  private func act(_ act: QueueAct, on item: QueueItemID, _ team: QueueRules) throws {
    acts += 1
    _ = try bench.store.act(
      QueueDoing(key: "act-\(acts)", item: item, act: act), under: team, at: now)
  }

  // MARK: The evening

  func judge(at evening: Date) throws {
    try bench.store.applyAnswers(policy: policy, at: evening)
    let manager = InboxQuery(by: "max")
    let listed = try bench.store.inbox(manager, at: evening)
    let late = try bench.store.inbox(InboxQuery(by: "max", overdue: true), at: evening)
    var owing: Set<RecallID> = []
    try bench.store.eachOwing { owing.insert($0.entry.id) }
    for (id, words) in asked {
      let entry = try #require(
        try bench.store.inbox(InboxQuery(by: "max", id: id), at: evening).first, "\(id) is gone")
      let item = entry.item
      #expect((item.question ?? "") == words)
      switch item.state {
      case .open, .taken:
        #expect(listed.contains { $0.item.id == id }, "\(id) waits in no list")
        let isLate = item.due.map { $0 < evening } ?? false
        #expect(late.contains { $0.item.id == id } == isLate, "\(id) is not shown as overdue")
      case .answered:
        #expect(
          entry.isToldByNobody ? listed.contains { $0.item.id == id } : owing.contains(item.recall),
          "the answer to \(id) is told by nobody")
      case .closed:
        let kinds = try bench.store.queueActs(of: id).map(\.kind)
        #expect(
          kinds.contains(.answer) || kinds.contains(.close), "\(id) was closed by nobody")
        #expect(item.answer?.verdict != .callAgain || told.contains(id), "\(id) was never told")
      case .withdrawn: Issue.record("\(id) was withdrawn by nobody")
      }
    }
    for (recall, window) in promised {
      let entry = try #require(try bench.store.candidate(recall)).entry
      guard entry.state == .open else { continue }
      #expect(entry.callback == window, "what was promised to \(recall) stands nowhere")
      #expect(owing.contains(recall), "the promise to \(recall) is in no list")
    }
    for id in Set(listed.map(\.item.recall)).union(promised.keys) {
      let found = try #require(try bench.store.candidate(id))
      #expect(
        found.entry.state != .review || found.items.contains(where: \.isWaiting),
        "\(id) waits for a review that nobody was asked for")
    }
    #expect(calls > 20 && acts > 20 && !asked.isEmpty, "too little happened")
  }
}

extension StoreContract {
  static let days: [StoreClause] = [1, 2, 3].map { (seed: UInt64) in
    StoreClause(
      "a day of the clinic ends with every promise kept or overdue, and no question lost (\(seed))"
    ) { bench throws in
      let day = try ClinicDay(bench, seed: seed, patients: 60)
      try day.run()
      try day.judge(at: Clinic.minutes(296))
      // The next morning what was due the same day is overdue, and listed so.
      try day.judge(at: Clinic.minutes(296 + 15 * 60))
    }
  }
}

import Foundation
import RecallDomain
import Testing

/// What teams do to the items of their queues.
extension StoreContract {
  static let queues: [StoreClause] = [
    StoreClause("of two who take one item one has it, and the other hears who and since when") {
      bench throws in
      try bench.asked()
      #expect(try bench.act(.take, by: "kim")?.takenBy == "kim")
      #expect(
        try bench.refusal(.take, by: "lee", at: Clinic.minutes(9))
          == .takenBy("kim", since: Clinic.now))
      #expect(try bench.refusal(.answer(.close, words: "no"), by: "lee") != nil)
      #expect(try bench.act(.giveBack, by: "kim")?.state == .open)
      #expect(try bench.act(.take, by: "lee")?.takenBy == "lee")
      #expect(try bench.kinds() == [.take, .giveBack, .take])
    },
    StoreClause("an item says from the start what it is about, and more closely with later words") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      var item = Clinic.item("i1", under: ticket, .insurance)
      (item.concern, item.urgent) = (.insurance, true)
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
      #expect(try bench.item()?.concern == .insurance)
      #expect(try bench.store.urgentNews(for: "kim").map(\.concern) == [.insurance])
      _ = try bench.store.append(
        Clinic.entry(3),
        effects: [
          .reviseItem(item.id, question: "cost", urgent: false, due: nil, concern: .cost)
        ], under: after, at: Clinic.now)
      #expect(try bench.item()?.item.concern == .cost)
      let handed = try bench.act(.handOn(to: .frontDesk, words: nil), by: "max")
      #expect(handed?.concern == .cost && handed?.queue == .frontDesk)
      #expect(try bench.store.candidate(RecallID("r1"))?.items.map(\.concern) == [.cost])
    },
    StoreClause("an act that is repeated has happened once") { bench throws in
      try bench.asked()
      let doing = QueueDoing(
        key: "k1", item: QueueItemID("i1"), act: .answer(.callAgain, words: "Yes, eat."))
      for _ in 0..<2 {
        guard case .done(let item) = try bench.store.act(doing, under: .kim, at: Clinic.now) else {
          throw Unexpected()
        }
        #expect(item.state == .answered)
      }
      #expect(try bench.kinds() == [.answer])
    },
    StoreClause("an answer makes the patient callable again, owned by whoever asked") {
      bench throws in
      try bench.asked()
      #expect(try bench.entry("r1")?.state == .review)
      #expect(isNobody(try bench.next("ben", at: Clinic.minutes(60 * 24))))
      let answered = try bench.act(.answer(.callAgain, words: "Yes, eat."), by: "kim")
      #expect(answered?.answer?.words == "Yes, eat." && answered?.answer?.by == "kim")
      let entry = try bench.entry("r1")
      #expect(entry?.state == .open && entry?.nextAction == .call && entry?.owner == "ana")
      var owing: [String] = []
      try bench.store.eachOwing { owing.append($0.entry.id.rawValue) }
      #expect(owing == ["r1"])
      let next = try bench.next("ben", at: Clinic.minutes(60 * 24 * 3))
      #expect(recall(next) == "r1")
    },
    StoreClause("the answer is told once, in a call; until then it is owed") { bench throws in
      try bench.asked()
      _ = try bench.act(.answer(.callAgain, words: "Yes, eat."), by: "kim")
      let later = Clinic.minutes(60 * 24 * 3)
      let (missed, number) = try bench.call("c2", by: "ben", at: later)
      try bench.store.close(Clinic.closing(missed, number: number), under: missed, at: later)
      #expect(try bench.item()?.item.state == .answered)
      let again = Clinic.minutes(60 * 24 * 9)
      let (reached, _) = try bench.call("c3", by: "ben", at: again)
      try bench.store.close(
        Clinic.closing(
          reached, number: number, ending: Ending(.callbackRequested)!,
          writes: [.tellAnswer(QueueItemID("i1"), answered: Clinic.now)]),
        under: reached, at: again)
      let told = try bench.item()?.item
      #expect(told?.state == .closed && told?.toldIn == CallID("c3"))
      #expect(try bench.kinds() == [.answer, .told])
      #expect(try bench.inbox().isEmpty)
    },
    StoreClause("an answer given anew after the first was told is still owed") { bench throws in
      try bench.asked()
      _ = try bench.act(.answer(.callAgain, words: "Yes, eat."), by: "kim")
      let later = Clinic.minutes(60 * 24 * 3)
      let (reached, number) = try bench.call("c2", by: "ben", at: later)
      let first = try #require(try bench.store.answersToTell(of: RecallID("r1")).first?.answer)
      _ = try bench.act(
        .answer(.callAgain, words: "No, only water."), by: "kim",
        at: Clinic.minutes(60 * 24 * 3 + 1))
      try bench.store.close(
        Clinic.closing(
          reached, number: number, ending: Ending(.callbackRequested)!,
          writes: [.tellAnswer(QueueItemID("i1"), answered: first.at)]),
        under: reached, at: Clinic.minutes(60 * 24 * 3 + 2))
      #expect(try bench.item()?.item.state == .answered)
      #expect(
        try bench.store.answersToTell(of: RecallID("r1")).map(\.answer?.words)
          == ["No, only water."])
      #expect(try bench.store.answersToTell(of: RecallID("other")).isEmpty)
    },
    StoreClause("an emergency stays with its team while its call goes on, and may be answered") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      var item = Clinic.item("i1", under: ticket)
      item.urgent = true
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.emergency(raised: true), .openItem(item)], under: ticket,
        at: Clinic.now)
      for act in [
        QueueAct.handOn(to: .insurance, words: nil), .close(words: "no need"),
        .answer(.close, words: "no need"),
      ] {
        #expect(try bench.refusal(act, by: "kim") == .emergencyGoesOn)
      }
      #expect(try bench.act(.take, by: "kim")?.state == .taken)
      #expect(try bench.act(.answer(.handled, words: "911 is there."), by: "kim")?.state == .closed)
      #expect(try bench.store.inbox(InboxQuery(by: "max"), at: Clinic.now).isEmpty)
      try bench.store.close(
        Clinic.closing(after, number: number, ending: Ending(.noAnswer)!), under: after,
        at: Clinic.minutes(4))
    },
    StoreClause("an answer to words that were changed meanwhile is refused, and changes nothing") {
      bench throws in
      try bench.asked()
      var old = try #require(try bench.item()?.item)
      old.question = "¿Puedo beber?"
      let doing = QueueDoing(
        key: "k1", item: old.id, act: .answer(.callAgain, words: "Yes."), shown: old)
      guard
        case .refused(let why, let item) = try bench.store.act(
          doing, under: .kim, at: Clinic.now)
      else { throw Unexpected() }
      #expect(why == .changed && item.question == "¿Puedo comer antes?")
      #expect(try bench.kinds() == [])
    },
    StoreClause("a call that has promised another is not undone by an answer given during it") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(Clinic.item("i1", under: ticket))], under: ticket,
        at: Clinic.now)
      #expect(try bench.act(.answer(.close, words: "Seen."), by: "kim")?.state == .closed)
      let window = CallbackWindow(
        date: Clinic.today.adding(days: 1), moment: .time(TimeOfDay(hour: 16, minute: 0)!))
      try bench.store.close(
        Clinic.closing(
          after, number: number, ending: Ending(.callbackRequested, .atTime)!,
          next: NextAction(kind: .call, at: Clinic.minutes(60 * 24)), callback: window),
        under: after, at: Clinic.minutes(4))
      #expect(try bench.store.applyAnswers(policy: Clinic.policy, at: Clinic.minutes(5)) == 1)
      let entry = try bench.entry("r1")
      #expect(entry?.state == .open && entry?.callback == window)
    },
    StoreClause("a sensitive recall does not close before the clinical team has said so") {
      bench throws in
      var patient = Clinic.patient("p1")
      patient.sensitive = true
      try bench.bring(Clinic.row("r1", of: patient))
      try bench.ask(.insurance, state: .open)
      _ = try bench.act(.answer(.close, words: "Not covered, does not want it."), by: "max")
      #expect(try bench.entry("r1")?.state == .review)
      let review = try #require(try bench.inbox().first { $0.item.queue == .clinical })
      _ = try bench.act(
        .answer(.close, words: "Seen elsewhere."), by: "kim", item: review.item.id.rawValue)
      let entry = try bench.entry("r1")
      #expect(entry?.state == .closed)
    },
    StoreClause("handed on it is due by the other team's terms, and never later than promised") {
      bench throws in
      try bench.asked()
      let moved = try bench.act(.handOn(to: .records, words: "wrong chart"), by: "kim")
      #expect(moved?.queue == .records && moved?.state == .open)
      #expect(moved?.due == Clinic.minutes(240))
      #expect(try bench.refusal(.take, by: "kim") != nil)
      let act = try #require(try bench.store.queueActs(of: QueueItemID("i1")).last)
      #expect(act.from == .clinical && act.to == .records && act.words == "wrong chart")
      #expect(try bench.entry("r1")?.state == .open)
    },
    StoreClause("who may not work a queue changes nothing in it") { bench throws in
      try bench.asked()
      #expect(
        try bench.refusal(.take, by: "ana")
          == .notYours(.clinical, may: [.clinical, .manager, .lead]))
      #expect(try bench.item()?.item.state == .open)
      #expect(try bench.kinds() == [])
    },
    StoreClause("answered while the patient is still talking: the recall follows after the call") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let item = Clinic.item("i1", under: ticket)
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
      #expect(try bench.act(.answer(.callAgain, words: "Yes."), by: "kim")?.state == .answered)
      #expect(try bench.store.applyAnswers(policy: Clinic.policy, at: Clinic.now) == 0)
      try bench.store.close(
        Clinic.closing(
          after, number: number, ending: Ending(.clinicalQuestion)!, state: .review,
          next: NextAction(kind: .review, owner: "clinical")),
        under: after, at: Clinic.minutes(4))
      #expect(try bench.entry("r1")?.state == .review)
      #expect(try bench.store.applyAnswers(policy: Clinic.policy, at: Clinic.minutes(5)) == 1)
      #expect(try bench.entry("r1")?.state == .open)
      #expect(try bench.store.applyAnswers(policy: Clinic.policy, at: Clinic.minutes(6)) == 0)
    },
    StoreClause("asked anew after the answer, it waits for the team again") { bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let item = Clinic.item("i1", under: ticket)
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
      _ = try bench.act(.answer(.handled, words: "Told at the desk."), by: "kim")
      _ = try bench.store.append(
        Clinic.entry(3),
        effects: [
          .reviseItem(item.id, question: "¿Y beber?", urgent: false, due: Clinic.minutes(240))
        ],
        under: after, at: Clinic.now)
      let again = try bench.item()?.item
      #expect(again?.state == .open && again?.question == "¿Y beber?" && again?.answer == nil)
      #expect(try bench.kinds() == [.answer])
    },
    StoreClause("withdrawn by the caller after it was taken, it stays, marked, until given back") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let item = Clinic.item("i1", under: ticket)
      let after = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
      _ = try bench.act(.take, by: "kim")
      _ = try bench.store.append(
        Clinic.entry(3), effects: [.withdrawItem(item.id)], under: after, at: Clinic.minutes(1))
      let marked = try #require(try bench.inbox().first).item
      #expect(marked.state == .taken && marked.withdrawnAt == Clinic.minutes(1))
      #expect(try bench.act(.giveBack, by: "kim")?.state == .withdrawn)
      #expect(try bench.inbox().isEmpty)
      #expect(try bench.kinds() == [.take, .withdrawn, .giveBack])
    },
    StoreClause("the inbox is in its order, with who asked, and by queue, person and time") {
      bench throws in
      try bench.asked()
      let item = try #require(try bench.inbox().first)
      #expect(item.askedBy == "ana" && item.note == NoteID("note-c1") && item.attempt == 1)
      #expect(item.candidate.patient.id == PatientID("p1"))
      let count = { (query: InboxQuery, minutes: Double) in
        try bench.store.inbox(query, at: Clinic.minutes(minutes)).count
      }
      #expect(try count(InboxQuery(by: "kim", queues: [.insurance]), 1) == 0)
      #expect(try count(InboxQuery(by: "ana", queues: [], askedBy: "ana"), 1) == 1)
      #expect(try count(InboxQuery(by: "ben", queues: [], askedBy: "ben"), 1) == 0)
      #expect(try count(InboxQuery(by: "kim", overdue: true), 239) == 0)
      #expect(try count(InboxQuery(by: "kim", overdue: true), 241) == 1)
      #expect(try count(InboxQuery(by: "kim", id: QueueItemID("none")), 1) == 0)
      #expect(
        try bench.store.queueCounts(at: Clinic.minutes(1)) == [
          .clinical: QueueCount(waiting: 1, nextDue: Clinic.minutes(240))
        ])
      #expect(
        try bench.store.queueCounts(at: Clinic.minutes(241)) == [
          .clinical: QueueCount(waiting: 1, overdue: 1)
        ])
    },
    StoreClause("an urgent item is told to each person once, while the call goes on") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      #expect(try bench.told("ben") == [])
      var item = Clinic.item("i1", under: ticket)
      item.urgent = true
      _ = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item), .emergency(raised: true)], under: ticket,
        at: Clinic.now)
      #expect(try bench.told("ana") == [])
      // Seen is what has been shown: an answer that was lost on the way is given again.
      #expect(try bench.store.urgentNews(for: "ben").count == 1)
      let news = try bench.told("ben")
      #expect(news.map(\.item.rawValue) == ["i1"])
      #expect(news.first?.isEmergency == true && news.first?.askedBy == "ana")
      #expect(try bench.told("ben") == [])
      _ = try bench.act(.take, by: "kim")
      #expect(try bench.told("lee") == [])
    },
    StoreClause(
      "what becomes urgent in somebody's hands is told once to each, with who has it"
    ) {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.call()
      let item = Clinic.item("i1", under: ticket)
      var held = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(item)], under: ticket, at: Clinic.now)
      _ = try bench.act(.take, by: "kim")
      #expect(try bench.told("lee") == [])
      for seq in 3...4 {
        held = try bench.store.append(
          Clinic.entry(seq),
          effects: [.reviseItem(item.id, question: "It bleeds.", urgent: true, due: nil)],
          under: held, at: Clinic.now)
      }
      for person in ["kim", "lee"] {
        let news = try bench.told(person)
        #expect(news.map(\.takenBy) == ["kim"])
        #expect(try bench.told(person) == [])
      }
      #expect(try bench.told("ana") == [])
      let history = try bench.store.queueActs(of: item.id)
      #expect(history.map(\.kind) == [.take, .note] && history.last?.words == "It bleeds.")
    },
  ]
}

extension StoreBench {
  /// A patient who has asked the clinical team something, in a call that is over.
  func asked() throws {
    try bring(1)
    try ask(.clinical, state: .review)
  }

  fileprivate func ask(_ queue: QueueName, state: RecallEntry.State) throws {
    let (ticket, number) = try call()
    let ending =
      queue == .clinical ? Ending(.clinicalQuestion)! : Ending(.authorizationReview, .coverage)!
    try store.close(
      Clinic.closing(
        ticket, number: number, ending: ending, state: state,
        next: NextAction(kind: .review, owner: queue.rawValue),
        writes: [.openItem(Clinic.item("i1", under: ticket, queue))]),
      under: ticket, at: Clinic.now)
  }

  private func doing(
    _ act: QueueAct, by person: String, at now: Date, item: String
  ) throws -> QueueDone {
    let rules = try #require(QueueRules.people[person])
    return try store.act(
      QueueDoing(key: UUID().uuidString, item: QueueItemID(item), act: act), under: rules, at: now)
  }

  /// The item after it; `nil` when it was refused.
  func act(
    _ act: QueueAct, by person: String, at now: Date = Clinic.now, item: String = "i1"
  ) throws -> QueueItem? {
    if case .done(let item) = try doing(act, by: person, at: now, item: item) { item } else { nil }
  }

  fileprivate func refusal(
    _ act: QueueAct, by person: String, at now: Date = Clinic.now
  ) throws -> QueueRefusal? {
    if case .refused(let why, _) = try doing(act, by: person, at: now, item: "i1") {
      why
    } else {
      nil
    }
  }

  func item() throws -> InboxItem? {
    try store.inbox(InboxQuery(by: "max", id: QueueItemID("i1")), at: Clinic.now).first
  }

  fileprivate func inbox() throws -> [InboxItem] {
    try store.inbox(InboxQuery(by: "max"), at: Clinic.now)
  }

  func kinds() throws -> [QueueAct.Kind] {
    try store.queueActs(of: QueueItemID("i1")).map(\.kind)
  }
}

extension QueueRules {
  /// Two nurses, a manager, a caller.
  static let people: [String: QueueRules] = [
    "kim": person("kim", .clinical), "lee": person("lee", .clinical),
    "max": person("max", .manager), "ana": person("ana", .caller),
  ]
  static let kim = person("kim", .clinical)

  private static func person(_ id: String, _ role: StaffRole) -> QueueRules {
    QueueRules(
      StaffMember(id: id, name: id, roles: [role], languages: ["en"]), policy: Clinic.policy,
      kind: .live)
  }
}

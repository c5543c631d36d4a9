import Foundation
import Testing

@testable import RecallDomain

@Suite("What may be done with an item of a queue")
struct QueueTableTests {
  static let acts: [QueueAct] = [
    .take, .giveBack, .handOn(to: .clinical, words: nil),
    .answer(.callAgain, words: "Yes"), .answer(.close, words: "No call"),
    .answer(.handled, words: "I called"), .close(words: "twice"), .note(words: "asked again"),
  ]

  func insurance(_ state: QueueItem.State, by holder: String? = nil) -> QueueItem {
    var found = item(.insurance, state)
    found.takenBy = holder
    found.takenAt = holder.map { _ in at("2026-11-24 14:05") }
    return found
  }

  let kim = QueueTable(who: "kim", maySetFree: false)

  func steps(_ item: QueueItem, _ table: QueueTable? = nil) -> [QueueStep] {
    Self.acts.map { (table ?? kim).step(item, $0) }
  }

  @Test("open: whoever comes first")
  func open() {
    #expect(
      steps(insurance(.open)) == [
        .becomes(.taken), .refused(.notTaken), .becomes(.open), .becomes(.answered),
        .becomes(.closed), .becomes(.closed), .becomes(.closed), .becomes(.open),
      ])
  }

  @Test("taken: whoever has it, and nobody else")
  func taken() {
    #expect(
      steps(insurance(.taken, by: "kim")) == [
        .becomes(.taken), .becomes(.open), .becomes(.open), .becomes(.answered),
        .becomes(.closed), .becomes(.closed), .becomes(.closed), .becomes(.taken),
      ])
    let others = QueueStep.refused(.takenBy("lee", since: at("2026-11-24 14:05")))
    #expect(
      steps(insurance(.taken, by: "lee"))
        == Array(repeating: others, count: 7) + [.becomes(.taken)])
  }

  @Test("a manager frees what a colleague has left behind, and answers nothing over their head")
  func setFree() {
    let manager = QueueTable(who: "max", maySetFree: true)
    let others = QueueStep.refused(.takenBy("lee", since: at("2026-11-24 14:05")))
    #expect(
      steps(insurance(.taken, by: "lee"), manager) == [
        others, .becomes(.open), .becomes(.open), others, others, others, others,
        .becomes(.taken),
      ])
  }

  @Test("answered: an answer that was not told may be given anew")
  func answered() {
    let stands = QueueStep.refused(.answered(by: nil, at: nil))
    #expect(
      steps(insurance(.answered)) == [
        stands, stands, stands, .becomes(.answered), .becomes(.closed), .becomes(.closed),
        .becomes(.closed), .becomes(.answered),
      ])
  }

  @Test("closed and withdrawn: nothing but a note")
  func over() {
    #expect(
      steps(insurance(.closed))
        == Array(repeating: .refused(.closed), count: 7) + [.becomes(.closed)])
    #expect(
      steps(insurance(.withdrawn))
        == Array(repeating: .refused(.withdrawn), count: 7) + [.becomes(.withdrawn)])
  }

  @Test("withdrawn under the hands of somebody it goes when they give it back")
  func withdrawn() {
    var marked = insurance(.taken, by: "kim")
    marked.withdrawnAt = at("2026-11-24 14:10")
    #expect(kim.step(marked, .giveBack) == .becomes(.withdrawn))
    #expect(kim.step(marked, .answer(.handled, words: "called")) == .becomes(.closed))
  }

  @Test("an answer needs words, a handing on does not")
  func words() {
    for act: QueueAct in [.answer(.close, words: " "), .close(words: ""), .note(words: "\t")] {
      #expect(kim.step(insurance(.open), act) == .refused(.wordsMissing))
    }
    #expect(
      kim.step(insurance(.open), .handOn(to: .insurance, words: nil))
        == .refused(.alreadyInQueue(.insurance)))
  }
}

@Suite("Who works which queue")
struct QueueDutyTests {
  func duty(
    _ roles: Set<StaffRole>, _ kind: StoreKind = .live,
    _ change: (inout ClinicPolicy) -> Void = { _ in }
  ) -> QueueDuty {
    QueueDuty(
      StaffMember(id: "kim", name: "Kim", roles: roles, languages: ["en"]),
      policy: clinic(change), kind: kind)
  }

  let office: [QueueName] = [.insurance, .language, .transport, .records, .frontDesk]

  @Test("by role")
  func roles() {
    #expect(duty([.clinical]).worked == [.clinical])
    #expect(duty([.office]).worked == office)
    #expect(duty([.manager]).worked == QueueName.allCases)
    #expect(duty([.lead]).worked == QueueName.allCases)
    for role: StaffRole in [.caller, .trainer, .auditor] { #expect(duty([role]).worked == []) }
  }

  @Test("an auditor reads all, a caller what they have asked")
  func sees() {
    #expect(duty([.auditor]).seen == QueueName.allCases)
    #expect(duty([.caller]).seen == [])
    #expect(duty([.caller]).sees(item(.clinical), askedBy: "kim"))
    #expect(!duty([.caller]).sees(item(.clinical), askedBy: "ben"))
    #expect(
      duty([.caller]).step(item(.clinical), .take)
        == .refused(.notYours(.clinical, may: [.clinical, .manager, .lead])))
    #expect(
      duty([.auditor]).step(item(.records), .note(words: "x"))
        == .refused(.notYours(.records, may: [.office, .manager, .lead])))
  }

  @Test("demo staff act in any role")
  func demo() { #expect(duty([.caller], .demo).worked == QueueName.allCases) }

  @Test("a clinic lets callers work a queue; a clinical question stays clinical")
  func widened() {
    let wide = duty([.caller]) {
      $0.queues[.insurance] = QueuePolicy(due: .businessDays(1), roles: [.caller])
      $0.queues[.clinical] = QueuePolicy(due: .sameDay, roles: [.caller])
    }
    #expect(wide.worked == [.insurance])
  }
}

@Suite("What an act of a team makes of the recall")
struct QueueSettlingTests {
  let now = at("2026-11-24 10:00")
  let between = BetweenCalls(policy: clinic())
  let asked = attempt("2026-11-23 10:00", Ending(.clinicalQuestion))

  func waiting(_ change: (inout Candidate) -> Void = { _ in }) -> (QueueItem, Candidate) {
    var answered = item(.clinical, .answered)
    answered.call = asked.call
    let found = candidate {
      $0.attempts = [asked]
      $0.entry.state = .review
      $0.items = [answered]
      change(&$0)
    }
    return (answered, found)
  }

  @Test("the answer makes the patient callable again, first by whoever asked")
  func callAgain() {
    let (item, found) = waiting()
    let decision = between.settled(item, .callAgain, found, at: now)
    #expect(decision?.state == .open && decision?.next.kind == .call)
    #expect(decision?.next.owner == "ana")
  }

  @Test("the answer is told on the same day still, at any part of it, as a call that was asked for")
  func sameDay() {
    let asked = attempt("2026-11-24 10:00", Ending(.clinicalQuestion))
    var (item, found) = waiting { $0.attempts = [asked] }
    item.call = asked.call
    item.answer = QueueAnswer(
      verdict: .callAgain, words: "Yes.", by: "kim", at: at("2026-11-24 11:00"))
    found.items = [item]
    found.contactsByNumber = ["+16175550175": [asked.started]]
    let decision = between.settled(item, .callAgain, found, at: at("2026-11-24 11:00"))
    #expect(wall(decision?.next.at) == "2026-11-24 11:00")
    found.entry.state = .open
    let rules = CallRules(policy: clinic())
    #expect(
      rules.judge(found, at: at("2026-11-24 11:05"), caller: nil, scripts: ["overdue"])
        == .callable(number: "+16175550175"))
  }

  @Test("a booked recall stays booked, a closed one closed")
  func stands() {
    let (item, booked) = waiting { $0.entry.state = .scheduled }
    let decision = between.settled(item, .callAgain, booked, at: now)
    #expect(decision?.state == .scheduled && decision?.next == NextAction(kind: .none))
    let (_, closed) = waiting { $0.entry.state = .closed }
    #expect(between.settled(item, .callAgain, closed, at: now) == nil)
  }

  @Test("the team has dealt with it: the cadence goes on, or ends where no step is left")
  func handled() {
    let (item, found) = waiting()
    #expect(between.settled(item, .handled, found, at: now)?.state == .open)
    let (_, used) = waiting {
      $0.patient.sensitive = true
      $0.attempts = [
        attempt("2026-11-02 10:00", .rangOut), attempt("2026-11-03 13:00", .rangOut),
        attempt("2026-11-10 17:00", .rangOut),
      ]
      $0.items[0].state = .closed
    }
    #expect(between.settled(item, .handled, used, at: now)?.end == .answered)
  }

  @Test("handed on, the other team answers first, and never later than was promised")
  func handedOn() {
    let (_, found) = waiting {
      $0.items[0].queue = .insurance
      $0.items[0].state = .open
    }
    let decision = between.handedOn(found, at: now)
    #expect(decision?.state == .open && decision?.next.owner == "insurance")
    let rules = QueueRules(
      StaffMember(id: "kim", name: "Kim", roles: [.office], languages: []), policy: clinic(),
      kind: .live)
    var promised = item(.insurance)
    promised.due = at("2026-11-24 12:00")
    #expect(rules.handedOn(promised, to: .records, at: now).due == promised.due)
    promised.due = at("2026-11-30 12:00")
    #expect(
      wall(rules.handedOn(promised, to: .clinical, at: now).due) == "2026-11-24 19:00")
  }
}

@Suite("The order of an inbox")
struct InboxOrderTests {
  @Test("overdue on top, then urgent, then by due; what waits to be told last")
  func order() {
    let now = at("2026-11-24 14:00")
    func entry(
      _ id: String, due: String, urgent: Bool = false, _ state: QueueItem.State = .open
    ) -> InboxItem {
      var found = QueueItem(
        id: QueueItemID(id), queue: .clinical, recall: RecallID("r1"), patient: PatientID("p1"),
        call: nil, opened: at("2026-11-20 10:00"), due: at(due), urgent: urgent, verified: true)
      found.state = state
      return InboxItem(
        item: found, candidate: candidate(), askedBy: nil, note: nil, attempt: nil,
        isEmergency: false)
    }
    let items = [
      entry("later", due: "2026-11-25 19:00"), entry("told", due: "2026-11-20 19:00", .answered),
      entry("urgent", due: "2026-11-24 14:20", urgent: true),
      entry("late", due: "2026-11-24 13:59"), entry("today", due: "2026-11-24 19:00"),
      entry("latest", due: "2026-11-23 19:00"),
    ]
    #expect(
      InboxOrder(at: now).sorted(items).map(\.item.id.rawValue)
        == ["latest", "late", "urgent", "today", "later", "told"])
  }
}

import Foundation
package import RecallDomain

/// One recall of the simulation.
struct SimulatedRecall {
  var entry: RecallEntry
  let person: Int
  var attempts: [AttemptSummary] = []
  var items: [QueueItem] = []
  var end: RecallEnd?
  var arrived = false
  /// The office is asked once to mend what keeps it from being called.
  var office = false
  /// Messages that were stopped before they left, and the one that waits.
  var stopped: [CallID] = []
  var outgoing: OutgoingMessage?
}

/// A clinic that calls: many callers, tens of thousands of patients, sixty working days and as long
/// afterwards as the last recall needs. It asks the real rules whom to call and what follows; an
/// oracle with rules of its own watches every act. The same seed gives the same calls.
package final class SimulatedClinic {
  enum Event {
    case arrives(Int)
    case caller(Int)
    case callEnds(Call)
    case patientCalls(Int)
    case message(Int)
    case leaves(Int, CallID)
    case closing(Int)
    case answer(Int, Int)
    case news(Int, News)
    case dayEnds
  }

  struct Call {
    let recall: Int
    /// `nil` = the patient made it.
    let caller: Int?
    let number: String
    let started: Date
    let conversation: Conversation
  }

  let rules: CallRules
  let after: AfterCall
  let between: BetweenCalls
  let contact: ContactRules
  let staff: [StaffMember]
  let tamper: ((inout Candidate) -> Void)?
  let size: SimulationSize
  let start: Date

  var random: SeededNumbers
  var population: Population
  var telephone: Telephone
  var people: [SimulatedPerson] = []
  var recalls: [SimulatedRecall] = []
  var recallsOf: [[Int]] = []
  var appointments: [[BookedAppointment]] = []
  var heldForDeath: Set<Int> = []
  var owners: [String: [Int]] = [:]
  var contactsByNumber: [String: [Date]] = [:]
  var contactsOf: [[(recall: Int, at: Date)]] = []
  var agenda = Agenda<Event>()
  var list = ListOfToday()
  var oracle = Oracle()
  var tally = SimulationTally()
  var open = 0
  var calls = 0
  var writtenKeys: Set<String> = []

  package init(
    _ size: SimulationSize, seed: UInt64, policy: ClinicPolicy? = nil,
    tamper: ((inout Candidate) -> Void)? = nil
  ) {
    let policy = policy ?? Self.policy
    self.size = size
    self.tamper = tamper
    rules = CallRules(policy: policy, leftToQualified: ["es"])
    after = AfterCall(policy: policy)
    between = BetweenCalls(policy: policy)
    contact = ContactRules(policy: policy)
    random = SeededNumbers(seed: seed)
    population = Population(seed: seed)
    telephone = Telephone(seed: seed, policy: policy)
    staff = (0..<size.callers).map {
      StaffMember(
        id: "caller\($0)", name: "Caller \($0)", roles: [.caller],
        languages: $0 % 2 == 0 ? ["en", "es"] : ["en"])
    }
    // Over the end of summer time, or over its beginning.
    let first = seed % 2 == 0 ? (2026, 10, 5) : (2027, 2, 8)
    start = Wall.eastern.instant(day: Wall.day(first.0, first.1, first.2), minutes: 0)
    populate()
  }

  package static var policy: ClinicPolicy { SimulatedPolicy.policy }

  /// How many are not ended yet and have arrived or will.
  var isOver: Bool { open == 0 }

  /// - Parameter stops: ends as soon as all of these have been seen, to show that they are.
  package func run(untilSeen stops: Set<Violation.Kind> = []) -> SimulationReport {
    for caller in staff.indices {
      agenda.write(.caller(caller), at: start.addingTimeInterval(Double(7 * 3600 + caller * 7)))
    }
    agenda.write(.dayEnds, at: start.addingTimeInterval(20 * 3600))
    let horizon = start.addingTimeInterval(86_400 * Double(SimulationSize.longest))
    var now = start
    while !isOver, let (at, event) = agenda.take(), at < horizon {
      now = at
      happen(event, at)
      if !stops.isEmpty, stops.allSatisfy({ oracle.count[$0] != nil }) { break }
    }
    let isWatched = stops.isEmpty || stops.contains(.unfinished)
    for recall in recalls.indices where isWatched && recalls[recall].end == nil {
      let own = recalls[recall]
      let verdict = rules.judge(candidate(recall), at: now, caller: nil, scripts: Self.scripts)
      oracle.violation(
        .unfinished, recall, at: now,
        "\(own.entry.state) \(own.entry.nextAction) \(verdict) \(own.items.map { "\($0.queue) \($0.state)" }) \(own.attempts.suffix(3).map { "\($0.ending.map(\.description) ?? "none")" })"
      )
    }
    return SimulationReport(
      tally: tally, violations: oracle.violations, counts: oracle.count, first: start, last: now,
      people: people.count, recalls: recalls.count)
  }

  private func happen(_ event: Event, _ now: Date) {
    switch event {
    case .arrives(let recall): arrive(recall, now)
    case .caller(let caller): callerIsFree(caller, now)
    case .callEnds(let call): end(call, now)
    case .patientCalls(let recall): patientCalls(recall, now)
    case .message(let recall): message(recall, now)
    case .leaves(let recall, let message): leaves(recall, message, now)
    case .closing(let recall): lookAgain(recall, now)
    case .answer(let recall, let item): answer(recall, item, now)
    case .news(let recall, let news): hear(recall, news, now)
    case .dayEnds: dayEnds(now)
    }
  }

  // MARK: Who there is

  private func populate() {
    for _ in 0..<size.patients {
      let person = people.count
      people.append(population.person())
      appointments.append([])
      contactsOf.append([])
      recallsOf.append([])
      oracle.people.append(PersonLedger())
      for phone in people[person].record.phones { owners[phone.number, default: []].append(person) }
      for _ in 0..<(random.chance(40) ? 2 : 1) { addRecall(person) }
    }
    open = recalls.count
  }

  private func addRecall(_ person: Int) {
    let segment = random.pick(weighted: [
      (44, "overdue"), (18, "therapy"), (12, "results"), (11, "evenings"), (6, "held"),
      (9, "letters"),
    ])
    // Half of them are there on the first morning; nobody comes after sixty working days.
    let days = random.chance(500) ? 0 : random.number(in: 0...(size.workingDays * 7 / 5))
    let arrives = start.addingTimeInterval(Double(days * 86_400 + random.number(in: 5...9) * 3600))
    let due = CivilDate(dayNumber: Wall.eastern.reads(arrives).day + random.number(in: -60...20))
    let recall = recalls.count
    var entry = RecallEntry(
      id: RecallID("r\(recall)"), patient: people[person].record.id, segment: segment, reason: nil,
      due: due, priority: rules.policy.segments[segment]?.priority ?? 3)
    (entry.provider, entry.specialty) = (
      random.pick(["Dr. Okafor", "Dr. Reyes", "Dr. Haddad"]), "eyes"
    )
    recalls.append(SimulatedRecall(entry: entry, person: person))
    recallsOf[person].append(recall)
    list.add()
    oracle.recalls.append(
      RecallLedger(
        name: "r\(recall)", person: person, segment: segment,
        sensitive: people[person].record.sensitive || segment == "results",
        firstDay: max(
          Wall.eastern.reads(arrives).day,
          due.dayNumber - (KnownRules.segments[segment]?.leadDays ?? 0))))
    agenda.write(.arrives(recall), at: arrives)
    if let (news, days) = News.byChance(&random) {
      agenda.write(
        .news(recall, news), at: arrives.addingTimeInterval(Double(days * 86_400 + 3600)))
    }
  }

  private func arrive(_ recall: Int, _ now: Date) {
    recalls[recall].arrived = true
    look(recall, now)
    stand(recall, now)
  }
}

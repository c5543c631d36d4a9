import Foundation
import Testing

@testable import RecallDomain

/// One patient over weeks: somebody asks the rules every few minutes, dials whenever they permit
/// it, and hears something by chance. Everything comes from the seed.
private struct PatientOverWeeks {
  let policy: ClinicPolicy
  var candidate: Candidate
  var dials: [AttemptSummary] = []
  var random: SeededNumbers
  var ended = false
  /// Entries that could not be called at the instant that was named for it.
  var brokenWords: [String] = []
  /// Dials that some zone, as far as it was known then, did not permit.
  var outsideHours: [Date] = []

  init(seed: UInt64, policy: ClinicPolicy, patient: Patient) {
    self.policy = policy
    candidate = Candidate(entry: entry { $0.due = day("2026-10-01") }, patient: patient)
    random = SeededNumbers(seed: seed)
  }

  mutating func live(from start: Date, days: Int, endings: [Ending]) {
    let rules = CallRules(policy: policy)
    var now = start
    let end = start.addingTimeInterval(Double(days) * 86_400)
    while now < end, !ended {
      let verdict = rules.judge(candidate, at: now, caller: caller(), scripts: ["overdue"])
      switch verdict {
      case .callable(let number):
        call(number, at: now, endings[Int(random.next() % UInt64(endings.count))])
        now.addTimeInterval(300)
      case .excluded(let reason, let until?):
        let then = rules.judge(candidate, at: until, caller: caller(), scripts: ["overdue"])
        if case .excluded = then { brokenWords.append("\(reason) until \(wall(until)): \(then)") }
        now = max(until, now.addingTimeInterval(60))
      case .excluded(.waitingOnQueue, nil), .excluded(.clinicalReview, nil):
        answerEverything()
        now.addTimeInterval(3600 * 5)
      case .excluded: ended = true
      }
    }
  }

  private mutating func call(_ number: String, at now: Date, _ ending: Ending) {
    let zones = PatientZones.candidates(of: candidate.patient, policy: policy).zones
    let state = PatientZones.state(of: candidate.patient, policy: policy)
    if !policy.calling.isOpen(at: now, zones: zones, state: state) { outsideHours.append(now) }
    let window =
      ending.detail == .atTime ? PromiseByChance.window(&random, after: now, policy) : nil
    let finished = FinishedCall(
      call: CallID("c\(dials.count)"), caller: "ana", number: number, direction: .outbound,
      started: now, ended: now.addingTimeInterval(120), ending: ending, gate: .closed,
      callback: window)
    let decision = AfterCall(policy: policy).decide(finished, candidate)
    let attempt = AttemptSummary(
      call: finished.call, number: number, started: now, caller: "ana", direction: .outbound,
      ending: ending)
    dials.append(attempt)
    candidate.attempts.append(attempt)
    if attempt.isContact { candidate.contactsByNumber[number, default: []].append(now) }
    candidate.entry.state = decision.state
    (candidate.entry.nextAt, candidate.entry.nextAction) = (decision.next.at, decision.next.kind)
    (candidate.entry.owner, candidate.entry.callback) = (decision.next.owner, decision.callback)
    if let status = decision.numberStatus {
      for index in candidate.patient.phones.indices
      where candidate.patient.phones[index].number == number {
        candidate.patient.phones[index].status = status
      }
    }
    candidate.items += decision.opens.map { item($0) }
  }

  /// The queues do their work: the clinical team gives the recall back.
  private mutating func answerEverything() {
    for index in candidate.items.indices { candidate.items[index].state = .answered }
    if candidate.entry.state == .review { candidate.entry.state = .open }
  }
}

private enum PromiseByChance {
  static func window(
    _ random: inout SeededNumbers, after now: Date, _ policy: ClinicPolicy
  ) -> CallbackWindow {
    let date = LocalTime(now, in: boston).date.adding(days: Int(random.next() % 3))
    let time = TimeOfDay(minutes: 540 + Int(random.next() % 20) * 30)!
    return CallbackWindow(date: date, moment: .time(time))
  }
}

@Suite("One patient over weeks")
struct PatientOverWeeksTests {
  let endings: [Ending] = [
    .rangOut, .rangOut, .rangOut, .voicemail, .engaged, .dropped, .atTime, .wrong,
    Ending(.noAnswer, .machine)!, Ending(.noAnswer, .technical)!, Ending(.declined, .forNow)!,
    Ending(.callbackRequested, .anyTime)!, Ending(.callbackRequested, .patientWillCall)!,
    Ending(.authorizationReview)!, Ending(.clinicalQuestion)!,
  ]

  func people() -> [Patient] {
    [
      patient(),
      patient { $0.phones.append(phone("+12135550142", rank: 2)) },
      patient {
        ($0.postalCode, $0.state) = ("37302", "TN")
        $0.phones = [phone("+14235550142"), phone("+16155550142", rank: 2)]
      },
      patient { ($0.postalCode, $0.state, $0.phones) = ("86502", "AZ", [phone("+19285550142")]) },
    ]
  }

  @Test("no cap is passed, no call is made outside hours, and it ends", arguments: 0..<60)
  func caps(_ seed: Int) {
    let policy = clinic()
    for person in people() {
      var weeks = PatientOverWeeks(seed: UInt64(seed), policy: policy, patient: person)
      weeks.live(from: at("2026-10-05 08:00"), days: 120, endings: endings)
      #expect(!weeks.dials.isEmpty)
      #expect(weeks.brokenWords.isEmpty)
      #expect(weeks.outsideHours.isEmpty, "seed \(seed)")
      let zones = PatientZones.candidates(of: person, policy: policy).zones
      let contacts = weeks.dials.filter(\.isContact).map {
        LocalTime($0.started, in: zones[0]).date
      }
      for date in contacts {
        let onDay = contacts.count { $0 == date }
        let inWeek = contacts.count { (0...6).contains($0.days(until: date)) }
        // One more only for what the patient asked for, or for a call that broke off.
        #expect(onDay <= policy.limits.contactsPerDay + 1, "seed \(seed) \(date)")
        #expect(inWeek <= policy.limits.contactsPerWeek + 1, "seed \(seed) \(date)")
      }
    }
  }

  @Test("without promises and broken calls the caps hold to the letter", arguments: 0..<60)
  func strictly(_ seed: Int) {
    let plain = endings.filter { ![.atTime, .dropped].contains($0.detail) }
    for person in people() {
      var weeks = PatientOverWeeks(seed: UInt64(seed), policy: clinic(), patient: person)
      weeks.live(from: at("2026-10-05 08:00"), days: 120, endings: plain)
      let contacts = weeks.dials.filter(\.isContact).map { LocalTime($0.started, in: boston).date }
      #expect(Set(contacts).count == contacts.count)
      for date in contacts {
        #expect(contacts.count { (0...6).contains($0.days(until: date)) } <= 3)
      }
      #expect(weeks.dials.count <= 24)
    }
  }

  @Test("nobody answers: three calls at three parts of the day, and the caps never delay a step")
  func nobodyAnswers() {
    for start in 0..<14 {
      let first = at("2026-10-05 08:00").addingTimeInterval(Double(start) * 86_400)
      var weeks = PatientOverWeeks(seed: 1, policy: clinic(), patient: patient())
      weeks.live(from: first, days: 60, endings: [.rangOut])
      #expect(weeks.dials.count == 3)
      let locals = weeks.dials.map { LocalTime($0.started, in: boston) }
      #expect(Set(locals.map { PartOfDay.callingSlot($0.time) }).count == 3)
      let second = CallingHours().businessDay(2, after: locals[0].date)
      #expect(locals[1].date <= second, "\(locals[0].date) then \(locals[1].date)")
      #expect(locals[1].date.days(until: locals[2].date) <= 10)
    }
  }

  @Test("a recall that is never answered ends in review when it is sensitive, else just rests")
  func theEnd() {
    for sensitive in [true, false] {
      var weeks = PatientOverWeeks(
        seed: 1, policy: clinic(), patient: patient { $0.sensitive = sensitive })
      for (time, index) in zip(
        ["2026-10-06 10:00", "2026-10-07 13:00", "2026-10-16 17:00"], 0...)
      {
        let decision = AfterCall(policy: weeks.policy).decide(
          FinishedCall(
            call: CallID("c\(index)"), caller: "ana", number: "+16175550175",
            direction: .outbound, started: at(time), ended: at(time), ending: .rangOut,
            gate: .closed), weeks.candidate)
        weeks.candidate.attempts.append(attempt(time, .rangOut))
        weeks.candidate.entry.state = decision.state
      }
      #expect(weeks.candidate.entry.state == (sensitive ? .review : .open))
    }
  }
}

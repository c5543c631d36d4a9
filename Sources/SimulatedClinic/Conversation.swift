import Foundation
import RecallDomain

/// What is said in one call.
struct Conversation {
  var said: Ending
  var gate = GateLevel.closed
  var window: CallbackWindow?
  var routed: Set<QueueName> = []
  var optedOut = false
  /// An appointment is made in the call.
  var books = false
  var seconds = 40

  init(_ outcome: Outcome, _ detail: OutcomeDetail, gate: GateLevel = .closed) {
    said = Ending(outcome, detail)!
    self.gate = gate
  }
}

/// Decides by chance who answers and what they say.
struct Telephone {
  private var random: SeededNumbers
  private let policy: ClinicPolicy

  init(seed: UInt64, policy: ClinicPolicy) {
    random = SeededNumbers(seed: seed ^ 0x7E1E)
    self.policy = policy
  }

  /// A call that the clinic makes.
  mutating func rings(
    _ person: SimulatedPerson, _ candidate: Candidate, number: String, permits: ContactPermits,
    at now: Date
  ) -> Conversation {
    switch person.truth[number] {
    case .disconnected: return Conversation(.wrongNumber, .disconnected)
    case .notKnownThere where random.chance(600): return stranger()
    default: break
    }
    let promised = candidate.entry.callback != nil
    let answers = promised ? max(person.answers, 600) : person.answers
    if random.chance(answers) { return patient(candidate, at: now) }
    return random.chance(150) ? somebodyElse(permits) : nobody(permits)
  }

  /// A call that the patient makes.
  mutating func patientCalls(_ candidate: Candidate, at now: Date) -> Conversation {
    if random.chance(150) {
      let detail = random.pick([
        OutcomeDetail.hungUp, .dropped, .identityNotConfirmed, .technical,
      ])
      return Conversation(.noAnswer, detail)
    }
    return patient(candidate, at: now)
  }

  private mutating func stranger() -> Conversation {
    switch random.number(in: 0...9) {
    case 0...6: Conversation(.wrongNumber, .notKnown)
    case 7: Conversation(.wrongNumber, .notAPerson)
    default: Conversation(.declined, .doNotContact)
    }
  }

  private mutating func nobody(_ permits: ContactPermits) -> Conversation {
    switch random.number(in: 0...19) {
    case 0...8: Conversation(.noAnswer, .rangOut)
    case 9...16:
      permits.voicemail
        ? Conversation(.leftMessage, .voicemail) : Conversation(.noAnswer, .machine)
    case 17, 18: Conversation(.noAnswer, .busySignal)
    default: Conversation(.noAnswer, .technical)
    }
  }

  private mutating func somebodyElse(_ permits: ContactPermits) -> Conversation {
    switch random.number(in: 0...99) {
    case 0...49:
      permits.withPerson
        ? Conversation(.leftMessage, .withPerson) : Conversation(.noAnswer, .hungUp)
    case 50...69: Conversation(.noAnswer, .identityNotConfirmed)
    case 70...79: Conversation(.declined, .forNow)
    case 80...85: Conversation(.declined, .careElsewhere)
    case 86...93: Conversation(.declined, .doNotContact)
    case 94...96: Conversation(.escalated, .deceased)
    default: Conversation(.noAnswer, .hungUp)
    }
  }

  private static let talks: [(weight: Int, item: (Outcome, OutcomeDetail))] = [
    (300, (.scheduled, .booked)), (20, (.scheduled, .selfBooked)),
    (20, (.scheduled, .alreadyBooked)), (150, (.callbackRequested, .atTime)),
    (60, (.callbackRequested, .anyTime)), (50, (.callbackRequested, .patientWillCall)),
    (30, (.callbackRequested, .patientWillBook)), (25, (.callbackRequested, .clinicWillCall)),
    (60, (.declined, .forNow)), (25, (.declined, .careElsewhere)), (15, (.declined, .final)),
    (30, (.declined, .doNotContact)), (50, (.clinicalQuestion, .routine)),
    (8, (.clinicalQuestion, .urgent)), (20, (.authorizationReview, .authorization)),
    (12, (.authorizationReview, .coverage)), (10, (.authorizationReview, .cost)),
    (12, (.languageSupport, .interpreter)), (6, (.languageSupport, .bilingualCaller)),
    (6, (.escalated, .clinical)), (4, (.escalated, .emergency)), (10, (.escalated, .complaint)),
    (40, (.noAnswer, .dropped)), (20, (.noAnswer, .hungUp)),
    (3, (.escalated, .attemptsExhausted)),
  ]

  private mutating func patient(_ candidate: Candidate, at now: Date) -> Conversation {
    let (outcome, detail) = random.pick(weighted: Self.talks)
    var talk = Conversation(outcome, detail, gate: .open)
    talk.seconds = random.number(in: 60...600)
    if detail == .booked { talk.books = true }
    if detail == .atTime || random.chance(60) { talk.window = window(candidate, at: now) }
    if detail == .atTime, talk.window == nil {
      talk.said = Ending(.callbackRequested, .anyTime)!
    }
    let aside = random.number(in: 0...999)
    if aside < 25 { talk.routed.insert(.clinical) }
    if aside >= 25, aside < 40 { talk.routed.insert(.transport) }
    if aside >= 40, aside < 48 { talk.optedOut = true }
    if aside >= 48, aside < 56, detail != .booked { talk.books = true }
    return talk
  }

  /// A time that can be honoured, as the console would take it from the patient.
  private mutating func window(_ candidate: Candidate, at now: Date) -> CallbackWindow? {
    let segment = candidate.entry.segment
    let own = policy.policy(of: segment)
    let zone = PatientZones.forWords(of: candidate.patient, policy: policy)
    let state = PatientZones.state(of: candidate.patient, policy: policy)
    if random.chance(400) {
      let picks = CallbackReading.picks(now: now, zone: zone, policy: own, state: state)
      return picks.isEmpty ? nil : random.pick(picks)
    }
    let today = LocalTime(now, in: zone)
    for _ in 0..<20 {
      let date = today.date.adding(days: random.number(in: 0...12))
      let time = TimeOfDay(minutes: random.number(in: 32...84) * 15)!
      guard own.calling.window(on: date, state: state)?.contains(time) ?? false,
        date > today.date || time > today.time
      else { continue }
      return CallbackWindow(date: date, moment: .time(time))
    }
    return nil
  }
}

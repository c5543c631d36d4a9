import Foundation
import RecallDomain

/// What the oracle knows of one recall, from what happened alone.
struct RecallLedger {
  let name: String
  let person: Int
  let segment: String
  var sensitive: Bool
  /// The first day on which anything may come of it.
  let firstDay: Int
  var ended = false
  /// For what the record said, and the promise that stood then.
  var endedByFact: RecallEnd?
  var promiseBefore: PromiseLedger?
  var reached = false
  var everPromised = false
  var everAnswered = false
  var reviewed = false
  /// Dials that the clinic made: when, and how they ended.
  var dials: [(at: Date, ending: Ending?)] = []
  /// Written and not stopped; and those that have left.
  var messages = 0
  var left = 0
  var open: [QueueName: Int] = [:]
  var questions: [QueueItemID: QuestionLedger] = [:]
  var promise: PromiseLedger?
  /// Calls in which the line broke off, those that came in too, and whether the last one did.
  var brokenOff: [Date] = []
  var lastBrokeOff = false
  /// Somebody said that all attempts are used up.
  var saidExhausted = false
  var rest: Rest?
  var saidNo = false
  /// Words left: since the patient was last reached, and in all.
  var wordsLeft = (inRound: 0, inAll: 0)
}

/// No dial for so many days, on the patient's own calendar. Which clock is the patient's may be
/// learned later, from a number that is mended.
struct Rest {
  enum Days {
    case calendar(Int)
    case business(Int)
  }

  let since: Date
  let days: Days

  /// The first day on which a dial is permitted, by any of the clocks.
  func until(_ walls: [Wall]) -> Int {
    let today = walls.map { $0.reads(since).day }.min() ?? 0
    return switch days {
    case .calendar(let days): today + days
    case .business(let days): KnownRules.businessDay(days, after: today)
    }
  }
}

/// What the oracle knows of one patient.
struct PersonLedger {
  var contacts: [Date] = []
  var wrong: Set<String> = []
  var optedOut = false
  /// In a call, not by the record.
  var optedOutAloud = false
  var heldForDeath = false
  var dead = false
}

/// Watches a simulated clinic and judges every act by simple code of its own: another clock, another
/// calendar, figures written by hand, and no call of any rule it judges.
struct Oracle {
  private(set) var violations: [Violation] = []
  private(set) var count: [Violation.Kind: Int] = [:]
  var recalls: [RecallLedger] = []
  var people: [PersonLedger] = []
  var contactsOfNumber: [String: [Date]] = [:]
  var silenced: Set<String> = []
  var dead: Set<String> = []
  var busyPeople: Set<Int> = []
  var busyNumbers: Set<String> = []
  /// Recalls with a promise that stands.
  var promised: Set<Int> = []

  /// Of each kind, kept in full; beyond, they are only counted.
  private static let told = 5

  mutating func violation(_ kind: Violation.Kind, _ recall: Int, at: Date, _ words: String) {
    count[kind, default: 0] += 1
    guard count[kind, default: 0] <= Self.told else { return }
    violations.append(
      Violation(kind: kind, at: at, recall: recalls[recall].name, words: words))
  }

  // MARK: Where somebody is

  func usable(_ number: String, of index: Int) -> Bool {
    !dead.contains(number) && !people[index].wrong.contains(number)
  }

  /// Every clock that the record leaves possible.
  func walls(_ person: SimulatedPerson, _ index: Int) -> [Wall] {
    if person.evidence == .named { return [person.place.byPostalCode[0]] }
    var evidence: [[Wall]] = []
    switch person.evidence {
    case .everything, .disagreeing: evidence = [person.place.byPostalCode, person.place.byState]
    case .stateOnly: evidence = [person.place.byState]
    case .areaCodeOnly, .nothing, .named: break
    }
    for phone in person.record.phones where usable(phone.number, of: index) {
      if let place = place(of: phone.number, person) { evidence.append(place.byAreaCode) }
    }
    guard var walls = evidence.first else { return [.eastern] }
    for weaker in evidence.dropFirst() where !weaker.contains(where: walls.contains) {
      walls += weaker
    }
    return walls
  }

  private func place(of number: String, _ person: SimulatedPerson) -> Place? {
    let code = number.dropFirst(2).prefix(3)
    return [person.place, person.elsewhere].compactMap { $0 }.first { $0.areaCode == code }
  }

  func law(_ person: SimulatedPerson, _ index: Int) -> StateLaw {
    switch person.evidence {
    case .everything, .disagreeing, .stateOnly, .named: return person.place.law
    case .nothing: return .until20
    case .areaCodeOnly:
      let told = person.record.phones.contains { usable($0.number, of: index) }
      return told ? person.place.law : .until20
    }
  }

  /// Whether every clock permits a call.
  func isOpen(_ at: Date, _ person: SimulatedPerson, _ index: Int, _ segment: String) -> Bool {
    walls(person, index).allSatisfy { wall in
      let (day, minutes) = wall.reads(at)
      return KnownRules.minutes(segment, law(person, index), day: day)?.contains(minutes) ?? false
    }
  }

  // MARK: Caps

  /// Whether one contact more would be too many, on the calendar of any of the clocks.
  func isCapped(_ contacts: [Date], _ at: Date, _ walls: [Wall], _ segment: String, extra: Int)
    -> Bool
  {
    guard let rules = KnownRules.segments[segment] else { return true }
    return walls.contains { wall in
      let today = wall.reads(at).day
      let days = contacts.map { wall.reads($0).day }
      let onDay = days.count { $0 == today }
      let inWeek = days.count { today - 6 <= $0 && $0 <= today }
      return onDay >= rules.perDay + extra || inWeek >= rules.perWeek + extra
    }
  }

  /// One more for a time that the patient named, for an answer that they wait for, and after a call
  /// that broke off today.
  func extra(_ recall: Int, _ at: Date, _ walls: [Wall]) -> Int {
    let ledger = recalls[recall]
    let awaits = ledger.questions.values.contains { $0.isAnswered && !$0.isOver }
    if ledger.promise != nil || awaits { return 1 }
    guard recalls[recall].lastBrokeOff else { return 0 }
    let brokenOff = { (wall: Wall) in
      recalls[recall].brokenOff.count { wall.reads($0).day == wall.reads(at).day }
    }
    return walls.contains { brokenOff($0) == 1 } ? 1 : 0
  }
}

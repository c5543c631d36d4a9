import Foundation
import RecallDomain
import RecallStorage

/// A clinic's work, made up row by row from a seed: patients, entries, attempts, appointments and
/// questions of every kind, over weeks in which the clocks change. Past the acts, so that the figures
/// can be held against rows that no act would leave in this order.
struct MadeUpWork {
  /// 5 October to 24 November 2026; clocks go back on 1 November.
  static let period = ReportPeriod(
    from: CivilDate(iso: "2026-10-12")!, to: CivilDate(iso: "2026-11-18")!,
    zone: Zone("America/New_York")!)!
  static let now = Clinic.now
  static let callers = ["ana", "ben", "cy", "dot"]
  static let providers: [String?] = [
    "Dr. Okafor", "Dr. <Núñez> & \"Sons\"", "=HYPERLINK(1)", nil, "Dr. Lin",
  ]
  static let languages: [String?] = ["en", "en", "es", "es", "vi", nil]

  private var random: SeededNumbers
  private let db: any Connection
  private var callNumber = 0

  static func fill(_ store: any RecallStore, entries: Int, seed: UInt64) throws {
    guard let shared = store as? any SharedActs else { throw Unexpected() }
    try shared.write("fill") { db in
      var work = MadeUpWork(random: SeededNumbers(seed: seed), db: db)
      _ = try db.change(
        "INSERT INTO lane (id, segment, language, interpreter, hours) VALUES (1, 's', '', 0, '')",
        [])
      for number in 0..<entries { try work.entry(number) }
    }
  }

  private init(random: SeededNumbers, db: any Connection) { (self.random, self.db) = (random, db) }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  private mutating func once(in odds: Int) -> Bool { random.next() % UInt64(odds) == 0 }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }

  // MARK: Rows

  private mutating func entry(_ number: Int) throws {
    // Now and then one patient has two entries.
    let patient = "p\(number - (number % 7 == 6 ? 1 : 0))"
    if number % 7 != 6 { try person(patient) }
    let due = CivilDate(iso: "2026-10-05")!.adding(days: self.number(0...49))
    let attempts = once(in: 5) ? 0 : self.number(1...4)
    let ends: [(String, String?)] = [
      ("open", nil), ("open", nil), ("review", nil), ("scheduled", "scheduled"),
      ("closed", "attempts-exhausted"), ("closed", "declined"), ("closed", "answered"),
      ("closed", "opted-out"), ("scheduled", nil),
    ]
    let (state, end) = pick(ends)
    let ended = end == nil ? nil : instant(due.adding(days: self.number(0...9)))
    let isOpen = state == "open"
    let kept = isOpen ? pick([nil, "no-number", "restricted", "waiting-on-queue"]) : nil
    let promised = CivilDate(iso: "2026-11-24")!.adding(days: self.number(-2...2))
    let callback = isOpen && kept == nil && once(in: 3) ? instant(promised) : nil
    _ = try db.change(
      """
      INSERT INTO recall (id, patient, segment, provider, due, priority, state, next_action, lane,
          phase, ended_as, ended_at, kept_back, callback, next_at)
        VALUES (?, ?, ?, ?, ?, 2, ?, 'call', 1, ?, ?, ?, ?, ?, ?)
      """,
      [
        "r\(number)", patient,
        pick(["missed-visit", "delayed-scheduling", "result-review", "own-segment"]),
        pick(Self.providers), due.description, state,
        state != "open" ? "off" : kept == nil ? "ready" : "blocked", end,
        once(in: 5) ? nil : ended, kept, callback == nil ? nil : "{}", callback,
      ])
    for attempt in 0..<attempts {
      try call(of: "r\(number)", patient, due: due, attempt: attempt + 1)
    }
  }

  private mutating func person(_ id: String) throws {
    let optedOut = once(in: 12) ? instant(CivilDate(iso: "2026-10-20")!) : nil
    _ = try db.change(
      """
      INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, language,
          interpreter, deceased, inactive, sensitive, strict, confidential, do_not_contact,
          opted_out_at) VALUES (?, 'A', 'B', 'a b', 'b', ?, 0, ?, ?, 0, 0, 0, ?, ?)
      """,
      [
        id, pick(Self.languages), once(in: 20), once(in: 25), once(in: 15), optedOut,
      ])
  }

  private mutating func call(
    of recall: String, _ patient: String, due: CivilDate, attempt: Int
  ) throws {
    callNumber += 1
    let call = "c\(callNumber)"
    let started = instant(due.adding(days: number(-6...3) + attempt * 4))
    let isMessage = once(in: 8)
    let ending = pick(Self.endings)
    let isOpen = once(in: 40)
    let identity: String = pick([
      "not-asked", "not-asked", "verified", "verified", "representative", "helper", "failed",
      "refused",
    ])
    let barriers = once(in: 3) ? number(1...1023) : 0
    let unfinished = isOpen ? try isFinished(patient) : false
    let withdrawn = !unfinished && once(in: 15)
    let ended = unfinished || withdrawn ? nil : started + number(1...40) * 60_000_000
    _ = try db.change(
      """
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
          local_date, started, part, withdrawn_at, ended_at, outcome, detail, contact, identity,
          barriers) VALUES (?, ?, ?, '+16175550100', ?, ?, 'sha256:a', ?, '2026-11-01', ?, ?, ?, ?, ?,
          ?, ?, ?, ?)
      """,
      [
        call, recall, patient, once(in: 9) ? "inbound" : "outbound", attempt,
        isMessage ? "outbox" : pick(Self.callers), started,
        once(in: 9) ? nil : pick(["morning", "afternoon", "evening"]),
        withdrawn ? started : nil, ended, ended == nil ? nil : ending.outcome.rawValue,
        ended == nil ? nil : ending.detail.rawValue, once(in: 2),
        unfinished || isMessage ? "not-asked" : identity, barriers,
      ])
    guard ended != nil else { return }
    if ending.outcome == .scheduled || once(in: 6) { try visit(call, patient, started) }
    if once(in: 4) { try item(call, recall, patient, started) }
  }

  private func isFinished(_ patient: String) throws -> Bool {
    try db.select(
      """
      SELECT 1 FROM attempt WHERE patient = ? AND outcome IS NULL AND withdrawn_at IS NULL
      """, [patient]
    ).isEmpty
  }

  private static let endings =
    Outcome.allCases.flatMap { outcome in
      outcome.details.compactMap { Ending(outcome, $0) }
    } + [Ending](repeating: Ending(.scheduled)!, count: 12)
    + [Ending](repeating: Ending(.noAnswer)!, count: 20)

  private mutating func visit(_ call: String, _ patient: String, _ started: Int) throws {
    let isOurs = !once(in: 4)
    _ = try db.change(
      "INSERT INTO appointment (id, patient, start, status, call) VALUES (?, ?, ?, ?, ?)",
      [
        "v-\(call)", patient, started + number(1...20) * 86_400_000_000,
        pick(["booked", "kept", "kept", "no-show", "cancelled"]), isOurs ? call : nil,
      ])
  }

  private mutating func item(
    _ call: String, _ recall: String, _ patient: String, _ opened: Int
  ) throws {
    let state = pick(["open", "taken", "answered", "closed", "withdrawn"])
    let taken = state == "open" || once(in: 4) ? nil : opened + number(0...900) * 60_000_000
    let settled = opened + number(1...4000) * 60_000_000
    _ = try db.change(
      """
      INSERT INTO queue_item (id, queue, recall, patient, call, opened, due, urgent, state,
          verified, language, taken_at, answered_at, closed_at, withdrawn_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 1, ?, ?, ?, ?, ?)
      """,
      [
        "i-\(call)", pick(QueueName.allCases.map(\.rawValue)), recall, patient, call, opened,
        once(in: 6) ? nil : opened + number(1...72) * 3_600_000_000, state,
        pick(["vi", "ht", nil]), taken, state == "answered" ? settled : nil,
        state == "closed" ? settled : nil, state == "taken" && once(in: 3) ? settled : nil,
      ])
  }

  /// Any second of a day as the clinic has it, also those around midnight.
  private mutating func instant(_ day: CivilDate) -> Int {
    let midnight = LocalTime(date: day, time: TimeOfDay(minutes: 0)!).instant(
      in: Self.period.zone)
    return (Int(midnight.timeIntervalSince1970) + number(0...86_399)) * 1_000_000
  }
}

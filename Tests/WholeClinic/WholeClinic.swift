import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// The whole system from one seed: real consoles on a real store, teams, post and imports beside them,
/// on one clock, one turn after the other. What goes wrong is decided by the seed as well, and the
/// store is looked at by an auditor of its own after each act that may have changed it.
package final class WholeClinic {
  let seed: UInt64
  let size: WholeClinicSize
  let time: ClinicTime
  let room: ClinicRoom
  let auditor: ClinicAuditor
  let wishes: ImportedWishes
  var dice: SeededDice
  var luck: ClinicLuck
  var trace = ClinicTrace()
  var ledger = Ledger()
  var report: WholeClinicReport
  var seats: [ClinicSeat] = []
  var colleagues: [ClinicColleague] = []
  /// Numbers that had been dialled before a console died, as somebody said at another one.
  var told: [CallingTimes.Told] = []
  var works: (team: [ClinicTeam], post: ClinicPost, importer: ClinicImporter)
  var leases = LeaseWatch()
  /// How often each person was shown a patient with `why`.
  var looked: [String: Int] = [:]
  var sessions = 0
  /// Something may have been written since the last look.
  var isChanged = false
  var isEnding = false

  static let start = Date(timeIntervalSince1970: 1_795_547_100)  // 2026-11-24 14:05 -05:00

  /// - Parameter isTold: all that happens is in the report, with every screen.
  package init(
    seed: UInt64, size: WholeClinicSize = WholeClinicSize(), on ground: ClinicGround = .file,
    isTold: Bool = false
  ) throws {
    (self.seed, self.size) = (seed, size)
    time = ClinicTime(from: Self.start)
    room = try ClinicRoom(
      patients: size.patients, seed: seed % 1_000_000, at: Self.start, on: ground)
    auditor = try ClinicAuditor(room)
    wishes = ImportedWishes(auditor)
    dice = SeededDice(seed: seed, for: "turns")
    luck = ClinicLuck(seed: seed, prompts: size.promptsPerFault, acts: size.actsPerFault)
    report = WholeClinicReport(seed: seed)
    trace.keepsAll = isTold
    let (policy, clock) = (room.policy, time)
    works = (
      ["team-1", "team-2"].map { ClinicTeam($0, policy: policy, time: clock, seed: seed) },
      ClinicPost(room, time: time, wishes: wishes, seed: seed),
      ClinicImporter(room, time: time, wishes: wishes, seed: seed)
    )
  }

  package func run() throws -> WholeClinicReport {
    try open()
    while report.prompts + report.acts < size.turns, report.violations.isEmpty { try turn() }
    try finish()
    return summed()
  }

  // MARK: Turns

  private func open() throws {
    let store = try room.open()
    let (rules, scripts) = (CallRules(policy: room.policy), room.clinic.shelf.segments)
    var last: RecallID?
    repeat {
      last = try store.settle(after: last, at: time.now) { [time] in
        rules.judge($0, at: time.now, caller: nil, scripts: scripts)
      }
    } while last != nil
    for number in 1...size.callers { try sitDown("c0\(number)") }
    for (number, team) in works.team.enumerated() {
      try hire("team-\(number + 1)") { team.round($0, $1) }
    }
    let (post, importer) = (works.post, works.importer)
    try hire("post") { post.round($0, $1) }
    try hire("importer") { importer.round($0, $1) }
  }

  private func hire(_ name: String, _ round: @escaping (ClinicColleague, Int) -> Void) throws {
    colleagues.append(
      try ClinicColleague(
        name, in: room, meet: { [unowned self] in meet(name, $0, $1) }, round: round))
  }

  @discardableResult
  func sitDown(_ person: String, calls: Int = 5) throws -> ClinicSeat {
    sessions += 1
    let caller = RandomCaller(
      id: person, session: sessions, seed: seed, calls: calls, recalls: 1...size.patients)
    let seat = try ClinicSeat(
      caller, name: "\(person)/\(sessions)", in: room, at: time,
      isTerminal: size.sitsAtTerminal(person)
    ) { [unowned self] seat, act, writes in
      let fault = meet(seat.name, act, writes, awayUntil: seat.awayUntil)
      seat.wasMet = seat.wasMet || fault != nil
      return fault
    }
    seats.append(seat)
    return seat
  }

  /// On the strand of whoever acts; they alone move.
  private func meet(
    _ who: String, _ act: String, _ writes: Bool, awayUntil: Date = .distantPast
  ) -> ActFault? {
    report.acts += 1
    isChanged = isChanged || writes
    let away = awayUntil > time.now && !luck.isOver
    let fault = away ? .refused(.unreachable("the store is away")) : luck.inAct(writes)
    trace.happened("\(who) \(act)" + (fault.map { " meets \($0)" } ?? ""))
    return fault
  }

  private func turn() throws {
    wake()
    let seat = dice.once(in: 6) ? nil : dice.pick(seats)
    guard let seat else { return try work() }
    guard seat.asleepUntil == nil else { return }
    try give(seat)
  }

  private func work() throws {
    let colleague = dice.pick(colleagues)
    colleague.strand.go()
    try look()
  }

  func give(_ seat: ClinicSeat) throws {
    let wasAt = seat.prompt
    seat.strand.go()
    try look()
    if wasAt != nil { time.pass(TimeInterval(1 + dice.below(20)), in: room.policy) }
    if let prompt = seat.prompt {
      report.prompts += 1
      let (screen, complaint) = seat.look()
      trace.happened("\(seat.name) at \(prompt)", screen, complaint)
      try understand(seat, prompt, screen, complaint)
      if !seat.strand.isOver { try answer(seat, prompt, screen) }
      if report.prompts % 40 == 0 { passAnHour() }
    } else if seat.strand.isOver {
      try ended(seat)
    }
  }

  /// Lunch, a meeting, the evening: what holds a patient by a lease lets go.
  private func passAnHour() { time.pass(TimeInterval(600 + dice.below(5_400)), in: room.policy) }

  func wake() {
    for seat in seats where seat.asleepUntil.map({ $0 <= time.now || isEnding }) == true {
      seat.asleepUntil = nil
      trace.happened("\(seat.name) wakes")
    }
  }

  // MARK: Lines

  private func answer(_ seat: ClinicSeat, _ prompt: String, _ screen: String) throws {
    if let key = key(at: prompt, of: seat) {
      trace.happened("\(seat.name) presses \(key.move.line)")
      return seat.press(key.event, key.move)
    }
    let move = next(seat, prompt, screen)
    trace.happened("\(seat.name) types \(move.line)")
    seat.type(move)
    if prompt == "dialled", move.meaning == .dials {
      told.append(CallingTimes.Told(caller: seat.person.id, at: seat.clock.now))
    }
    guard !seat.isGhost, let fault = luck.atPrompt() else { return }
    luck.count(fault)
    seat.wasMet = true
    trace.happened("\(seat.name): \(fault.rawValue)")
    switch fault {
    case .away: seat.awayUntil = time.now.addingTimeInterval(TimeInterval(30 + dice.below(900)))
    case .diesAtPrompt: seat.die()
    case .closed:
      seat.move = Move("", .leaves(kind: "parked"))
      seat.end(.endOfInput)
    case .stalled:
      seat.isGhost = true
      seat.asleepUntil = time.now.addingTimeInterval(TimeInterval(2_400 + dice.below(4_000)))
      try sitDown(seat.person.id)
    case .clockSet: seat.clock.set(beside: Double(dice.below(1_200)) - 600)
    case .refusedAct, .lostAnswer, .diesInAct: break
    }
  }

  // MARK: Looks

  /// After each act that may have changed something: what must hold at every moment; now and then
  /// everything.
  func look() throws {
    guard isChanged else { return }
    isChanged = false
    report.looks += 1
    let rules = report.looks % 60 == 0 ? AuditRule.afterwards : AuditRule.always
    report.violations += try auditor.broken(rules) + leases.broken(auditor)
    if report.looks % 120 == 0 {
      report.violations += try Caps(auditor).broken(except: wasTold)
      report.violations += try SaidInCalls(auditor).broken()
    }
  }

  /// Microseconds since 1970, as the store has them.
  func wasTold(_ caller: String, _ started: String) -> Bool {
    told.contains { $0.isOf(caller, started) }
  }
}

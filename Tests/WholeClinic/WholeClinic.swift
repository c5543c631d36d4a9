import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// How much happens in one simulated clinic: everything that is not decided by the seed.
package struct WholeClinicSize: Sendable {
  package var callers = 4
  package var patients = 40
  /// Turns that are given out before everybody finishes; most are one act of the store or one prompt.
  package var turns = 1_500
  /// One prompt in so many, one write in so many meets a fault; 0: none.
  package var promptsPerFault = 24
  package var actsPerFault = 70

  package init(turns: Int = 1_500) { self.turns = turns }
}

/// The whole system from one seed: real consoles on a real store, teams, post and imports beside them,
/// on one clock, one turn after the other. What goes wrong is decided by the seed as well, and the
/// store is looked at by an auditor of its own after each act that may have changed it.
package final class WholeClinic {
  private let seed: UInt64
  private let size: WholeClinicSize
  let time: ClinicTime
  let room: ClinicRoom
  let auditor: ClinicAuditor
  var dice: SeededDice
  var luck: ClinicLuck
  var trace = ClinicTrace()
  var ledger = Ledger()
  var report: WholeClinicReport
  var seats: [ClinicSeat] = []
  private var colleagues: [ClinicColleague] = []
  private var works: (team: [ClinicTeam], post: ClinicPost, importer: ClinicImporter)
  private var sessions = 0
  /// Something may have been written since the last look.
  private var isChanged = false
  private var isEnding = false

  private static let start = Date(timeIntervalSince1970: 1_795_547_100)  // 2026-11-24 14:05 -05:00

  /// - Parameter isTold: all that happens is in the report, with every screen.
  package init(
    seed: UInt64, size: WholeClinicSize = WholeClinicSize(), isTold: Bool = false
  ) throws {
    (self.seed, self.size) = (seed, size)
    time = ClinicTime(from: Self.start)
    room = try ClinicRoom(patients: size.patients, seed: seed % 1_000_000, at: Self.start)
    auditor = try ClinicAuditor(room.file)
    dice = SeededDice(seed: seed, for: "turns")
    luck = ClinicLuck(seed: seed, prompts: size.promptsPerFault, acts: size.actsPerFault)
    report = WholeClinicReport(seed: seed)
    trace.keepsAll = isTold
    let (policy, clock) = (room.policy, time)
    works = (
      ["team-1", "team-2"].map { ClinicTeam($0, policy: policy, time: clock, seed: seed) },
      ClinicPost(room, time: time, seed: seed), ClinicImporter(room, time: time, seed: seed)
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
    let caller = RandomCaller(id: person, session: sessions, seed: seed, calls: calls)
    let seat = try ClinicSeat(caller, name: "\(person)/\(sessions)", in: room, at: time) {
      [unowned self] seat, act, writes in
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

  private func wake() {
    for seat in seats where seat.asleepUntil.map({ $0 <= time.now || isEnding }) == true {
      seat.asleepUntil = nil
      trace.happened("\(seat.name) wakes")
    }
  }

  // MARK: Lines

  private func answer(_ seat: ClinicSeat, _ prompt: String, _ screen: String) throws {
    let move = next(seat, prompt, screen)
    trace.happened("\(seat.name) types \(move.line)")
    seat.type(move)
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

  private func next(_ seat: ClinicSeat, _ prompt: String, _ screen: String) -> Move {
    if prompt == "again" { return Move(dice.once(in: 8) ? "leave" : "") }
    if isEnding, prompt == "recall" { return Move("quit", .quits) }
    if isEnding, !["dial", "dialled"].contains(prompt) {
      return Move("/park", .leaves(kind: "parked"))
    }
    if isEnding { return Move("/quit", .leaves(kind: nil)) }
    return seat.person.answer(prompt, screen)
  }

  // MARK: Looks

  /// After each act that may have changed something: what must hold at every moment; now and then
  /// everything.
  private func look() throws {
    guard isChanged else { return }
    isChanged = false
    report.looks += 1
    let rules = report.looks % 60 == 0 ? AuditRule.afterwards : AuditRule.always
    report.violations += try auditor.broken(rules)
    if report.looks % 120 == 0 { report.violations += try Caps(auditor).broken() }
  }

  // MARK: The end

  /// Everybody finishes what they are at, nothing goes wrong any more, and all is looked at.
  private func finish() throws {
    (isEnding, luck.isOver) = (true, true)
    wake()
    for seat in seats {
      seat.asleepUntil = nil
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
      if !seat.strand.isOver { report.violations.append("\(seat.name) does not come to an end") }
    }
    for colleague in colleagues {
      colleague.isSentHome = true
      for _ in 0..<500 where !colleague.strand.isOver { colleague.strand.go() }
    }
    try writeWhatWaits()
    try lookAtEverything()
  }

  /// The next start of each person writes what an earlier console of theirs has left.
  private func writeWhatWaits() throws {
    for number in 1...size.callers {
      let seat = try sitDown("c0\(number)", calls: 0)
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
    }
    let left = (try? FileManager.default.contentsOfDirectory(atPath: room.outage)) ?? []
    if !left.isEmpty {
      report.violations.append("\(left.count) calls are still kept on a computer")
    }
  }

  private func lookAtEverything() throws {
    let store = try room.open()
    report.violations += try auditor.broken(AuditRule.afterwards)
    report.violations += try Caps(auditor).broken()
    report.violations += try Promises(auditor, lateWordsCount: true).broken(ledger)
    report.violations += works.post.violations
    report.violations += try store.check().map { "store check: \($0)" }
    let keys = AuditKeyring(room.key)
    _ = try store.sealTrail(room.key, at: time.now)
    let verdict = try store.verifyTrail(keys)
    if !verdict.isWhole { report.violations.append("the trail is broken: \(verdict.breaks)") }
    let open = try auditor.count("attempt WHERE outcome IS NULL AND withdrawn_at IS NULL")
    let offered = try store.callsNeedingOutcome(
      for: "c99", at: time.now.addingTimeInterval(86_400)
    ).count
    if open != offered {
      report.violations.append("\(open) calls have no outcome, \(offered) are offered")
    }
  }

  private func summed() -> WholeClinicReport {
    report.trace = trace.hash
    report.hours = time.now.timeIntervalSince(Self.start) / 3_600
    report.sessions = sessions
    report.faults = luck.counts
    report.answered = works.team.map(\.worked).reduce(0, +)
    report.handedOver = works.post.handedOver
    report.imported = works.importer.imported
    report.ending = trace.lines
    return report
  }
}

import Crowd
import Foundation

/// A few people at real terminals on one store, who type, slip, resize and suspend as their dice say,
/// and whose consoles die at random moments, again and again. Whoever has lost a console starts
/// another. After each death the store is compared with what the screens had shown as done.
///
/// The seed decides all that is typed and every moment of death; where in an act of the program such a
/// moment falls, the machine decides.
final class KillLoop {
  let seed: UInt64
  let store: LoopStore
  var dice: SeededDice
  var ledger = Ledger()
  var report = Report()
  private var seats: [LoopSeat] = []
  private var sessions = 0
  /// Of the clinic, in seconds after its start. No lease may end: nobody is away for long here.
  private var seconds = 0

  struct Report {
    var deaths: [LoopDeath.Means: Int] = [:]
    /// Deaths after which something was not as it must be.
    var broken = 0
    var (prompts, calls, saved, suspended, resumed) = (0, 0, 0, 0, 0)
    var problems: [String] = []
    /// What happened last, to be read beside a problem.
    var ending: [String] = []

    var died: Int { deaths.values.reduce(0, +) }
    var text: String {
      let deaths = LoopDeath.Means.allCases.map { "\(self.deaths[$0] ?? 0) \($0.rawValue)" }
      return "\(prompts) prompts, \(calls) calls, \(saved) saved, \(resumed) resumed, "
        + "\(suspended) times suspended; consoles: " + deaths.joined(separator: ", ")
    }
  }

  private static let people = ["ana", "ben", "eva"]
  /// One prompt in so many is the last of its console.
  private static let promptsPerDeath = 7

  init(seed: UInt64, on store: FaultStore) throws {
    self.seed = seed
    self.store = try LoopStore(FaultClinic(store, .ofManyCalls))
    dice = SeededDice(seed: seed, for: "loop")
  }

  /// Until so many consoles have died, or something was broken.
  func run(deaths: Int) throws -> Report {
    for person in Self.people { try sitDown(person) }
    while report.died < deaths, report.problems.isEmpty { try turn() }
    try goHome()
    return report
  }

  func happened(_ what: String) {
    report.ending.append(what)
    if report.ending.count > 200 { report.ending.removeFirst(100) }
  }

  func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    report.problems.append(what())
    happened("BROKEN: \(what())")
  }

  // MARK: Consoles

  private func sitDown(_ person: String) throws {
    sessions += 1
    seconds += 5 + dice.below(20)
    let isSpanish = dice.once(in: 8)
    let session = "\(person)/\(sessions)"
    let terminal = try WatchedTerminal(
      [
        "--clinic", "demo", "--as", person, "--now", now, "--locale", isSpanish ? "es" : "en",
      ], in: store.clinic.place,
      // What a prompt promises is looked for in the store: nothing is kept elsewhere.
      environment: ["RECALL_STORE_PATIENCE": "0"])
    let seat = LoopSeat(
      terminal, RandomCaller(id: person, session: sessions, seed: seed, calls: 6),
      RestlessHands(seed: seed, session: session), name: session, isSpanish: isSpanish)
    seats.append(seat)
    happened("\(session) starts at \(now)")
    if dice.once(in: Self.promptsPerDeath * 2) {
      try die(seat, LoopDeath.thrown(&dice, isStarting: true))
    }
  }

  /// `2026-11-24T14:05:00-05:00`, and so many seconds later.
  private var now: String {
    let (minutes, second) = (14 * 60 + 5 + seconds / 60, seconds % 60)
    let parts = [minutes / 60, minutes % 60, second].map { ($0 < 10 ? "0" : "") + String($0) }
    return "2026-11-24T\(parts.joined(separator: ":"))-05:00"
  }

  private func turn() throws {
    let seat = dice.pick(seats)
    if seat.isWorking { return try hear(seat) }
    let prompt = seat.prompt ?? ""
    seat.move = Strolling.next(seat, prompt, &dice)
    seat.asked = prompt
    let death =
      dice.once(in: Self.promptsPerDeath) ? LoopDeath.thrown(&dice, isStarting: false) : nil
    if case .atPrompt? = death?.moment { return try die(seat, death!) }
    try type(seat, death)
  }

  private func hear(_ seat: LoopSeat) throws {
    let isFirst = !seat.hasStarted
    switch seat.wait() {
    case .prompt(let prompt):
      report.prompts += 1
      if isFirst { try greeted(seat) }
      try understand(seat, prompt)
    case .ended(let status): try ended(seat, status)
    case .nothing:
      expect(false, "\(seat.name) came to no prompt after “\(seat.move.line)”")
      seat.terminal.signal(SIGKILL)
    }
  }

  /// A console that starts says what was left behind.
  private func greeted(_ seat: LoopSeat) throws {
    let left = try store.unfinished(of: seat.person.id)
    let says = ScreenReading(text: seat.fresh)
    let isTold = says.says("no outcome yet") || says.says("no tiene")
    expect(left.isEmpty || isTold, "\(seat.name) was not told of \(left.count) unfinished calls")
  }

  // MARK: Keys

  private func type(_ seat: LoopSeat, _ death: LoopDeath?) throws {
    let line = seat.move.line
    happened("\(seat.name) at \(seat.asked) types “\(line)”")
    if line == Strolling.endOfInput { return seat.press("\u{04}") }
    if line == Strolling.interrupt { return try interrupt(seat, twice: true) }
    let strokes = seat.hands.strokes(for: line)
    let last = death.map { $0.isBeforeEnter ? dice.below(strokes.count) : strokes.count }
    for (place, stroke) in strokes.enumerated() {
      guard try make(stroke, seat) else { return }
      if place == last, let death { return try die(seat, death) }
    }
    guard seat.shows(line) else {
      _ = notShown(line, seat)
      return
    }
    seat.enter()
    if let death { try die(seat, death) }
  }

  /// `false`: the line is not typed any further.
  private func make(_ stroke: RestlessHands.Stroke, _ seat: LoopSeat) throws -> Bool {
    switch stroke {
    case .keys(let keys):
      seat.terminal.type(keys)
      return true
    case .resize(let rows, let columns):
      seat.terminal.resize(rows: rows, columns: columns)
      return true
    case .suspend(let typed): return try suspend(seat, after: typed)
    case .interrupt:
      try interrupt(seat, twice: false)
      return seat.prompt == seat.asked && !seat.isWorking
    }
  }

  /// The program stops and gives the terminal back; then it goes on where it was.
  private func suspend(_ seat: LoopSeat, after typed: String) throws -> Bool {
    // The terminal throws away what was not read when it suspends.
    guard seat.shows(typed) else { return notShown(typed, seat) }
    seat.terminal.type("\u{1A}")
    if let status = seat.terminal.waitUntilStopped() {
      seat.drain()
      expect(false, "\(seat.name) ended with \(status) at Ctrl-Z")
      leave(seat)
      return false
    }
    seat.drain()
    report.suspended += 1
    expect(seat.terminal.isAsBefore == true, "\(seat.name) kept the terminal when suspended")
    seat.terminal.signal(SIGCONT)
    seat.lookForSomething()
    return true
  }

  private func notShown(_ line: String, _ seat: LoopSeat) -> Bool {
    expect(
      false,
      "\(seat.name) at \(seat.asked) shows “\(seat.line)” where “\(line)” was typed")
    return false
  }

  private func interrupt(_ seat: LoopSeat, twice: Bool) throws {
    let meant = seat.move
    seat.move = Move("Ctrl-C")
    for _ in 0..<(twice ? 2 : 1) {
      seat.press("\u{03}")
      switch seat.wait() {
      case .prompt("leave"): return
      case .prompt: continue
      case .ended(let status): return try ended(seat, status)
      case .nothing: return expect(false, "\(seat.name) came to no prompt after Ctrl-C")
      }
    }
    if !twice { seat.move = meant }
  }

  // MARK: Ends

  private func die(_ seat: LoopSeat, _ death: LoopDeath) throws {
    let terminal = seat.terminal
    switch death.moment {
    case .starting(let wait), .working(let wait): usleep(wait)
    case .stopped:
      terminal.type("\u{1A}")
      _ = terminal.waitUntilStopped()
    case .atPrompt, .halfTyped: break
    }
    happened("\(seat.name) is \(death.means.rawValue) (\(death.moment)), “\(seat.move.line)”")
    switch death.means {
    case .killed: terminal.signal(SIGKILL)
    case .terminated: terminal.signal(SIGTERM)
    case .hungUp: terminal.signal(SIGHUP)
    case .closed: terminal.hangUp()
    }
    report.deaths[death.means, default: 0] += 1
    let problems = report.problems.count
    try judge(seat, death)
    report.broken += report.problems.count == problems ? 0 : 1
    leave(seat)
    try sitDown(seat.person.id)
  }

  /// What the death left: on the terminal, and in the store.
  private func judge(_ seat: LoopSeat, _ death: LoopDeath) throws {
    var status: Int32?
    for _ in 0..<240 where status == nil {
      seat.drain()
      status = seat.terminal.end(within: 250)
    }
    seat.drain()
    guard let status else { return expect(false, "\(seat.name) does not end") }
    // What it was doing may have been its last act anyway; and where a window is closed, the end of the
    // input may be seen before the signal.
    let isItsOwn =
      seat.isWorking && [0, 75].contains(status) || death.means == .closed && status == 0
    expect(
      status == death.means.status || isItsOwn,
      "\(seat.name) ended with \(status) when it was \(death.means.rawValue)")
    if death.means != .killed { expectTidy(seat) }
    if seat.isWorking { try understandTheLast(seat) }
    for problem in try store.broken(ledger) { expect(false, problem) }
  }

  /// The terminal is the shell's again, and nothing of a patient stands on it.
  private func expectTidy(_ seat: LoopSeat) {
    guard let isAsBefore = seat.terminal.isAsBefore else { return }
    expect(isAsBefore, "\(seat.name) left the terminal in settings of its own")
    let screen = seat.terminal.picture.text()
    for words in ["INTERNAL, never spoken", "INTERNO, no se dice", "❝"] {
      expect(!screen.contains(words), "\(seat.name) left “\(words)” on the screen")
    }
  }

  private func ended(_ seat: LoopSeat, _ status: Int32) throws {
    happened("\(seat.name) ended with \(status)")
    try understandTheEnd(seat, status)
    expectTidy(seat)
    for problem in try store.broken(ledger) { expect(false, problem) }
    leave(seat)
    try sitDown(seat.person.id)
  }

  private func leave(_ seat: LoopSeat) { seats.removeAll { $0 === seat } }

  /// Everybody finishes what they are at, and all is looked at once more.
  private func goHome() throws {
    for seat in seats where report.problems.isEmpty {
      for _ in 0..<60 {
        switch seat.wait() {
        case .prompt(let prompt):
          try understand(seat, prompt)
          (seat.move, seat.asked) = (Strolling.home(from: prompt), prompt)
          seat.terminal.type(seat.move.line)
          seat.enter()
          continue
        case .ended(let status):
          expect(status == 0, "\(seat.name) went home with \(status)")
          expectTidy(seat)
        case .nothing: expect(false, "\(seat.name) does not go home")
        }
        break
      }
    }
    seats = []
    for problem in try store.broken(ledger) + store.brokenAfterwards() { expect(false, problem) }
  }
}

extension LoopDeath {
  fileprivate var isBeforeEnter: Bool {
    switch moment {
    case .halfTyped, .stopped: true
    case .starting, .atPrompt, .working: false
    }
  }
}

import Foundation

/// All the consoles of a crowd at once. One thread: it hears whoever has reached a prompt, lets
/// that caller type the next line, and goes on; the consoles themselves work side by side.
final class Floor {
  let plan: CrowdPlan
  let clinic: CrowdClinic
  let auditor: Auditor
  var seats: [Seat] = []
  var ledger = Ledger()
  var counts = Counts()
  /// Against an invariant, as a person reads it.
  var violations: [String] = []

  var shift = 0
  var promptsInShift = 0
  var sessions: [String: Int] = [:]
  /// Callers of whom a console was stalled once: what they had may be a colleague's.
  var haunted: Set<String> = []
  var sinceSample = 0
  /// How often the server has died.
  var outages = 0

  init(_ plan: CrowdPlan, clinic: CrowdClinic, auditor: Auditor) {
    (self.plan, self.clinic, self.auditor) = (plan, clinic, auditor)
  }

  func work() throws {
    for number in 0..<plan.shifts {
      (shift, promptsInShift) = (number, 0)
      for caller in 1...plan.consoles {
        try sitDown(CrowdClinic.caller(caller), calls: plan.callsInShift)
      }
      try run()
    }
    shift = plan.shifts
    try wakeAll()
    try run()
  }

  // MARK: Coming and going

  private func sitDown(_ caller: String, calls: Int) throws {
    let session = (sessions[caller] ?? 0) + 1
    sessions[caller] = session
    let console = try ConsoleProcess(
      plan, clinic.console(caller, at: ShiftClock.start(of: shift)), user: caller)
    let seat = Seat(
      console, RandomCaller(id: caller, session: session, seed: plan.seed, calls: calls),
      faults: Faults(
        seed: plan.seed, session: "\(caller)-\(session)", every: plan.promptsPerFault,
        hasServer: plan.store != .sqlite),
      session: session, transcript: Transcript(of: "\(caller)-\(session)", in: plan.folder))
    seat.transcript.happened("starts at \(ShiftClock.start(of: shift))")
    seat.typedAt = ContinuousClock.now
    seats.append(seat)
    counts.consoles += 1
  }

  /// A caller whose console has died starts another and goes on with the shift. Where nothing works
  /// nobody tries for ever.
  func comeBack(_ seat: Seat) throws {
    guard shift < plan.shifts, violations.count < 20 else { return }
    try sitDown(seat.caller.id, calls: seat.caller.callsLeft)
  }

  /// Until nobody works any more; who is stalled for longer than the shift sleeps on.
  private func run() throws {
    while true {
      try wakeDue()
      let heard = seats.filter { $0.state == .working || $0.state == .unheard }
      guard !heard.isEmpty else { return }
      for seat in waitFor(heard) { try hear(seat) }
      try sampleNowAndThen()
      checkPatience(heard)
      // Their pipes are closed.
      seats.removeAll { $0.state == .gone }
    }
  }

  private func wakeDue() throws {
    for seat in seats {
      guard case .stalled(let day, let prompts) = seat.state, day <= shift else { continue }
      let isQuiet = !seats.contains { $0.state == .working }
      guard day < shift || promptsInShift >= prompts || isQuiet else { continue }
      wake(seat)
    }
  }

  private func wakeAll() throws {
    for seat in seats {
      if case .stalled = seat.state { wake(seat) }
    }
  }

  private func wake(_ seat: Seat) {
    seat.state = .working
    seat.caller.leaveSoon()
    seat.typedAt = ContinuousClock.now
    seat.transcript.happened("goes on, at \(counts.prompts)")
    seat.console.signal(SIGCONT)
  }
}

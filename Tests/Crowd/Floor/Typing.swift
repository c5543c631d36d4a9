import Foundation

/// The next line of a caller, or something that goes wrong instead.
extension Floor {
  func typeNext(_ seat: Seat, at prompt: String, _ screen: String) throws {
    guard !violationStops else { return seat.console.closeInput() }
    let move = seat.caller.answer(prompt, screen)
    let fault = seat.isGhost ? nil : seat.faults.next()
    if let fault { seat.transcript.happened("\(fault), at \(counts.prompts)") }
    switch fault {
    case nil: type(move, at: seat)
    case .killedWaiting: try kill(seat)
    case .killedWorking:
      type(move, at: seat)
      try kill(seat)
    case .stalled:
      stall(seat)
      type(move, at: seat)
    case .stalledWorking:
      type(move, at: seat)
      stall(seat)
    case .inputClosed:
      counts.pipesClosed += 1
      seat.move = Move("", .leaves(kind: "parked"))
      seat.held = nil
      seat.console.closeInput()
    case .outputClosed:
      counts.pipesClosed += 1
      seat.console.closeOutput()
      type(move, at: seat)
      seat.held = nil
      seat.console.closeInput()
      seat.state = .unheard
    }
  }

  private var violationStops: Bool { violations.count > 50 }

  private func type(_ move: Move, at seat: Seat) {
    seat.move = move
    switch move.meaning {
    case .saves, .leaves, .quits: seat.held = nil
    case .dials where seat.shown != seat.held: seat.held = nil
    default: break
    }
    seat.transcript.typed(move.line)
    seat.typedAt = ContinuousClock.now
    seat.console.send(move.line)
  }

  private func kill(_ seat: Seat) throws {
    counts.killed += 1
    seat.console.stop()
    seat.state = .gone
    seat.held = nil
    try comeBack(seat)
  }

  /// It sleeps into the next shift, past its lease. Its caller goes to another console then.
  private func stall(_ seat: Seat) {
    counts.stalled += 1
    seat.console.signal(SIGSTOP)
    seat.isGhost = true
    seat.held = nil
    haunted.insert(seat.caller.id)
    let prompts = seat.faults.sleep(upTo: plan.consoles * plan.callsInShift * 6)
    seat.state = .stalled(shift: shift + 1, prompts: prompts)
  }
}

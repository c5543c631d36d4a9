import Foundation

/// What a new prompt says about the line before it.
extension Floor {
  /// The last line is done: the crowd notes what the store must hold from now on.
  func understand(
    _ seat: Seat, _ prompt: String, _ screen: String, _ complaint: String
  ) throws {
    let isInCall = !["recall", "dial", "dialled"].contains(prompt)
    let wasTaken = complaint.isEmpty
    switch seat.move.meaning {
    case .nothing, .quits: break
    case .claims:
      if prompt != "recall" { try cameToTheDesk(seat, screen, inCall: isInCall) }
    case .dials:
      if isInCall {
        try begun(seat)
        ledger.shown("began", "", at: seat)
      }
    case .answers(let kind, let words):
      if wasTaken { ledger.shown(kind, words, at: seat) }
    case .books:
      if prompt != "offer" { ledger.shown("booked", "", at: seat) }
    case .saves: try saved(seat, prompt, screen)
    case .leaves(let kind):
      if let kind, prompt == "recall", wasTaken { ledger.shown(kind, "", at: seat) }
    }
    let reading = ScreenReading(text: screen)
    if reading.says("Somebody else has just taken that time") { counts.slotsLost += 1 }
    if reading.says("Nobody can be called") { counts.nobody += 1 }
    if prompt == "recall" { (seat.call, seat.held, seat.shown) = (nil, nil, nil) }
    if !isInCall, prompt != "recall", screen.contains("INTERNAL") {
      seat.shown = ScreenReading(text: screen).cardNumber
      // Withdrawn: the claim has the number that was dialled.
      seat.held = seat.held ?? seat.shown
      seat.call = nil
    }
  }

  private func cameToTheDesk(_ seat: Seat, _ screen: String, inCall: Bool) throws {
    seat.shown = ScreenReading(text: screen).cardNumber
    seat.held = seat.shown
    checkAlone(seat)
    guard inCall else { return }
    try begun(seat)
    if seat.move.line.hasPrefix("resume") {
      counts.takenUp += 1
      ledger.shown("taken-up", "", at: seat)
    }
  }

  private func begun(_ seat: Seat) throws {
    seat.held = seat.shown
    checkAlone(seat)
    seat.call = try auditor.openCall(of: seat.caller.id)
    counts.calls += 1
  }

  /// No two screens show the same number, whatever the store says.
  private func checkAlone(_ seat: Seat) {
    guard !seat.isGhost, let number = seat.held else { return }
    let other = seats.first {
      $0 !== seat && $0.state == .working && !$0.isGhost && $0.held == number
    }
    guard let other else { return }
    violations.append("one number is on the screens of \(seat.name) and \(other.name)")
  }

  private func saved(_ seat: Seat, _ prompt: String, _ screen: String) throws {
    guard prompt == "recall", let note = Self.noteNumber(in: screen) else { return }
    ledger.shown("saved", "", at: seat)
    ledger.saved(note)
    counts.saved += 1
  }

  /// `saved` … `Note c32a4c86-e9be-4988-a5a9-faf7d27282d4`
  private static func noteNumber(in screen: String) -> String? {
    guard let saved = screen.range(of: "saved\n"),
      let label = screen.range(of: "  Note ", range: saved.upperBound..<screen.endIndex)
    else { return nil }
    let number = screen[label.upperBound...].prefix(36)
    return number.count == 36 ? String(number) : nil
  }
}

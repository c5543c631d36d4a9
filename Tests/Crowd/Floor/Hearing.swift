import Foundation

/// Whoever has reached a prompt, or has ended.
extension Floor {
  func waitFor(_ heard: [Seat]) -> [Seat] {
    var files = heard.map { seat in
      pollfd(fd: seat.console.output, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&files, nfds_t(files.count), 20)
    return zip(heard, files).filter { $1.revents != 0 || $0.state == .unheard }.map(\.0)
  }

  func hear(_ seat: Seat) throws {
    if seat.state == .unheard {
      guard let status = seat.console.hasGone() else { return }
      return try ended(seat, status, screen: "", complaint: "")
    }
    switch seat.console.look() {
    case nil: return
    case .prompt(let name, let screen, let complaint):
      if !seat.isGhost { counts.answerTook(ContinuousClock.now - seat.typedAt) }
      counts.prompts += 1
      promptsInShift += 1
      sinceSample += 1
      try breakDownNowAndThen()
      seat.transcript.wrote(screen, complaint)
      try understand(seat, name, screen, complaint)
      try typeNext(seat, at: name, screen)
    case .ended(let status, let screen, let complaint):
      try ended(seat, status, screen: screen, complaint: complaint)
    }
  }

  private func ended(_ seat: Seat, _ status: Int32, screen: String, complaint: String) throws {
    let wasUnheard = seat.state == .unheard
    seat.transcript.wrote(screen, complaint)
    seat.transcript.happened("ended with \(status)")
    seat.state = .gone
    seat.held = nil
    if status == 0 {
      if case .leaves(let kind?) = seat.move.meaning,
        ScreenReading(text: screen).says("The call is kept")
      {
        ledger.shown(kind, "", at: seat)
      }
      if seat.move.meaning != .quits, !seat.isGhost { try comeBack(seat) }
      return
    }
    if ScreenReading(text: complaint).says("goes on at another console") {
      counts.stale += 1
      ledger.foundItselfStale(seat)
      if !haunted.contains(seat.caller.id) {
        violations.append("\(seat.name) was never stalled and found itself stale")
      }
    } else if outages > 0 || seat.isGhost, saysServerIsAway(complaint) {
      counts.cutOff += 1
    } else if ScreenReading(text: complaint).says("The list is busy") {
      counts.busy += 1
      violations.append("\(seat.name) was told that the list is busy")
    } else if !wasUnheard || status < 128 {
      let words = complaint.split(separator: "\n").joined(separator: " ")
      violations.append("\(seat.name) ended with \(status) after “\(seat.move.line)”: \(words)")
    }
    if !seat.isGhost { try comeBack(seat) }
  }

  /// A console at work says it in words for callers, one that starts in those for the shell.
  private func saysServerIsAway(_ complaint: String) -> Bool {
    let words = ScreenReading(text: complaint)
    return words.says("The list cannot be reached") || words.says("the store could not be reached")
  }

  func checkPatience(_ heard: [Seat]) {
    let now = ContinuousClock.now
    for seat in heard where seat.state != .gone && now > seat.typedAt + .seconds(60) {
      violations.append(
        "\(seat.name) did not come to a prompt within a minute after “\(seat.move.line)”")
      seat.console.stop()
      seat.state = .gone
    }
  }

  func sampleNowAndThen() throws {
    guard sinceSample >= plan.consoles * 4 else { return }
    sinceSample = 0
    violations += try auditor.sample()
    counts.samples += 1
  }

  /// The server dies in the third shift of each day, when everybody is at work.
  private func breakDownNowAndThen() throws {
    guard let outage = plan.outage, shift % 4 == 2, promptsInShift == plan.consoles * 10 else {
      return
    }
    outages += 1
    try outage()
  }
}

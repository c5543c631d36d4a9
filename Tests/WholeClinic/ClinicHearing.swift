import Crowd
import Foundation

/// What a new prompt says about the line before it (INTERFACES, "What a new prompt means"): from now on
/// the store, or this computer, must hold it.
extension WholeClinic {
  func understand(
    _ seat: ClinicSeat, _ prompt: String, _ screen: String, _ complaint: String
  ) throws {
    guard !seat.isDead else { return }
    let isInCall = !["recall", "dial", "dialled"].contains(prompt)
    let wasTaken = !isRefusal(complaint)
    switch seat.move.meaning {
    case .nothing, .quits: break
    case .claims: if isInCall { try begun(seat, isResumed: seat.move.line.hasPrefix("resume")) }
    case .dials: if isInCall { try begun(seat, isResumed: false) }
    case .answers(let kind, let words): if wasTaken, prompt != "again" { shown(kind, words, seat) }
    case .books: if prompt != "offer", prompt != "again", wasTaken { shown("booked", "", seat) }
    case .saves: try saved(seat, prompt, screen)
    case .leaves(let kind):
      if let kind, prompt == "recall", wasTaken { shown(kind, "", seat) }
    }
    if prompt == "recall" {
      seat.call = nil
      if complaint.isEmpty { try read(seat) }
    }
  }

  /// News of the store beside an answer are no refusal of it.
  private func isRefusal(_ complaint: String) -> Bool {
    let words = ScreenReading(text: complaint)
    return !complaint.isEmpty && !words.says("kept on this computer")
      && !words.says("The list is back")
  }

  private func shown(_ kind: String, _ words: String, _ seat: ClinicSeat) {
    ledger.shown(kind, words, in: seat.call, by: seat.name)
  }

  /// A patient was shown by name: who looked stands in the trail.
  private func read(_ seat: ClinicSeat) throws {
    guard seat.move.line.hasPrefix("why ") else { return }
    looked[seat.person.id, default: 0] += 1
    try expectTraces("looked-up", of: seat.person.id, looked[seat.person.id] ?? 0)
  }

  func expectTraces(_ act: String, of who: String, _ count: Int) throws {
    let traces = try auditor.count("audit WHERE act = '\(act)' AND who = '\(who)'")
    if traces < count {
      report.violations.append("\(who) read \(count) times, and the trail has \(traces) \(act)")
    }
  }

  private func begun(_ seat: ClinicSeat, isResumed: Bool) throws {
    seat.call = try auditor.openCall(of: seat.person.id)
    report.calls += 1
    if seat.move.meaning == .dials { shown("began", "", seat) }
    if isResumed { shown("taken-up", "", seat) }
  }

  /// `saved` is the store's word: the note is there at this very moment.
  private func saved(_ seat: ClinicSeat, _ prompt: String, _ screen: String) throws {
    guard prompt == "recall", let saved = screen.range(of: "saved\n"),
      let label = screen.range(of: "  Note ", range: saved.upperBound..<screen.endIndex)
    else { return }
    shown("saved", "", seat)
    let note = String(screen[label.upperBound...].prefix(36))
    if note.count == 36 { ledger.saved(note) }
    if try auditor.count("note WHERE id = '\(note)'") == 0 {
      report.violations.append("\(seat.name) showed note \(note) as saved before it was")
    }
    report.saved += 1
  }

  /// A console has ended: as its person wished, or by what went wrong. They come back.
  func ended(_ seat: ClinicSeat) throws {
    let (screen, complaint) = seat.look()
    let code = seat.code ?? 0
    trace.happened("\(seat.name) ended with \(code)", screen, complaint)
    if code == 0, !seat.isDead, case .leaves(let kind?) = seat.move.meaning,
      ScreenReading(text: screen).says("The call is kept")
    {
      ledger.shown(kind, "", in: seat.call, by: seat.name)
    }
    let words = ScreenReading(text: complaint)
    if words.says("goes on at another console") || words.says("had gone on at another console") {
      report.late += 1
      ledger.foundItselfStale(seat.name, in: seat.call, after: seat.move)
    } else if code != 0, !seat.wasMet {
      let said = complaint.split(separator: "\n").joined(separator: " ")
      report.violations.append(
        "\(seat.name) ended with \(code) after “\(seat.move.line)”: \(said)")
    }
    report.kept += seat.place.begun
    seats.removeAll { $0 === seat }
    guard !seat.isGhost, !luck.isOver else { return }
    try sitDown(seat.person.id)
  }
}

import Crowd
import Foundation

/// What a screen says about the line before it (INTERFACES, "What a new prompt means"): from now on the
/// store must hold it. Only what the screen says beyond doubt counts.
extension KillLoop {
  func understand(_ seat: LoopSeat, _ prompt: String) throws {
    let isInCall = !["recall", "dial", "dialled", "again", "leave"].contains(prompt)
    switch seat.move.meaning {
    case .nothing, .quits: break
    case .claims: if isInCall { try begun(seat, isResumed: seat.move.line.hasPrefix("re")) }
    case .dials: if isInCall { try begun(seat, isResumed: false) }
    case .answers(let kind, let words):
      if isInCall, hasTaken(seat, prompt, kind, words) { shown(kind, words, seat) }
    case .books: if isInCall, prompt != seat.asked { shown("booked", "", seat) }
    case .saves: saved(seat)
    case .leaves(let kind?): if prompt == "recall" { shown(kind, "", seat) }
    case .leaves(nil): break
    }
    // The line is spent: what is asked beside the road says nothing more of it.
    seat.move = Move("")
    if prompt == "recall" { seat.call = nil }
  }

  /// New words to speak, or another prompt; of a remark that it was noted.
  private func hasTaken(
    _ seat: LoopSeat, _ prompt: String, _ kind: String, _ words: String
  ) -> Bool {
    let screen = seat.fresh
    guard kind == "remark" else {
      return prompt != seat.asked
    }
    return screen.contains("Noted.") || screen.contains("Anotado.")
      || screen.components(separatedBy: words).count > 2
  }

  private func shown(_ kind: String, _ words: String, _ seat: LoopSeat) {
    ledger.shown(kind, words, in: seat.call, by: seat.name)
  }

  private func begun(_ seat: LoopSeat, isResumed: Bool) throws {
    seat.call = try store.openCall(of: seat.person.id)
    report.calls += 1
    report.resumed += isResumed ? 1 : 0
    if seat.move.meaning == .dials { shown("began", "", seat) }
    if isResumed { shown("taken-up", "", seat) }
  }

  private func saved(_ seat: LoopSeat) {
    let screen = seat.fresh
    let words = ["  Note ", "  Nota "]
    guard let saved = screen.range(of: "saved\n"),
      let label = words.compactMap({
        screen.range(of: $0, range: saved.upperBound..<screen.endIndex)
      }).first
    else { return }
    shown("saved", "", seat)
    report.saved += 1
    let note = screen[label.upperBound...].prefix(36)
    if note.count == 36 { ledger.saved(String(note)) }
  }

  /// A console that died while it worked: what it had still shown counts.
  func understandTheLast(_ seat: LoopSeat) throws {
    if let prompt = seat.prompt { return try understand(seat, prompt) }
    if seat.move.meaning == .saves { saved(seat) }
  }

  /// A console that ended by itself.
  func understandTheEnd(_ seat: LoopSeat, _ status: Int32) throws {
    let screen = ScreenReading(text: seat.fresh)
    if status == 0 {
      if case .leaves(let kind?) = seat.move.meaning, screen.says("call is kept") {
        shown(kind, "", seat)
      }
      return
    }
    if status == 75, screen.says("goes on at another console") {
      return ledger.foundItselfStale(seat.name, in: seat.call, after: seat.move)
    }
    expect(false, "\(seat.name) ended with \(status) after “\(seat.move.line)”: \(seat.fresh)")
  }
}

import Crowd
import RecallConsole

/// What is typed at a seat: a random caller's next line, and at a terminal also its keys.
extension WholeClinic {
  /// One prompt of a terminal in so many gets a key instead of a line.
  private static let promptsPerKey = 18

  func next(_ seat: ClinicSeat, _ prompt: String, _ screen: String) -> Move {
    if prompt == "again" { return Move(dice.once(in: 8) ? "leave" : "") }
    if prompt == "leave" { return leaving() }
    if isEnding { return Self.home(from: prompt) }
    return seat.person.answer(prompt, screen)
  }

  /// A key of a terminal; `nil`: a line is typed.
  func key(at prompt: String, of seat: ClinicSeat) -> (event: LineEvent, move: Move)? {
    guard seat.isTerminal, !isEnding, prompt != "leave", prompt != "again" else { return nil }
    // Twice within two seconds is another key, and no clock of a simulation counts these seconds.
    guard seat.move.line != "Ctrl-C", dice.once(in: Self.promptsPerKey) else { return nil }
    guard dice.once(in: 2) else { return (.interrupt, Move("Ctrl-C")) }
    let left: Move.Meaning =
      switch prompt {
      case "recall": .quits
      case "dial", "dialled": .leaves(kind: nil)
      default: .nothing
      }
    return (.endOfInput, Move("Ctrl-D", left))
  }

  /// Park, end, or continue?
  private func leaving() -> Move {
    if isEnding { return Move("park", .leaves(kind: "parked")) }
    return dice.pick(byWeight: [
      (Move("park", .leaves(kind: "parked")), 3), (Move("continue"), 4), (Move(""), 2),
      (Move("end no-answer hung-up"), 1),
    ])
  }

  private static func home(from prompt: String) -> Move {
    switch prompt {
    case "recall": Move("quit", .quits)
    case "dial", "dialled": Move("/quit", .leaves(kind: nil))
    default: Move("/park", .leaves(kind: "parked"))
    }
  }
}

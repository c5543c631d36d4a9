import Crowd

/// What the people of the kill loop type: what a random caller does, and beside it what only a terminal
/// has, and the other language of the console.
enum Strolling {
  /// Ctrl-D, and Ctrl-C twice.
  static let endOfInput = "Ctrl-D"
  static let interrupt = "Ctrl-C"

  static func next(_ seat: LoopSeat, _ prompt: String, _ dice: inout SeededDice) -> Move {
    switch prompt {
    case "again": return Move("")
    case "leave": return leaving(&dice)
    default: break
    }
    if dice.once(in: 14) { return key(prompt, &dice) }
    if seat.isSpanish { return spanish(seat, prompt, &dice) }
    if dice.once(in: 20), let switched = switchedToSpanish(seat, prompt) { return switched }
    if prompt == "recall", dice.once(in: 6) { return verb(&dice) }
    return seat.person.answer(prompt, seat.fresh)
  }

  /// The shortest way out of wherever somebody is.
  static func home(from prompt: String) -> Move {
    switch prompt {
    case "recall": Move("quit", .quits)
    case "leave": Move("park", .leaves(kind: "parked"))
    case "again": Move("leave")
    case "dial", "dialled": Move("/quit", .leaves(kind: nil))
    default: Move("/park", .leaves(kind: "parked"))
    }
  }

  /// Park, end, or continue?
  private static func leaving(_ dice: inout SeededDice) -> Move {
    dice.pick(byWeight: [
      (Move("park", .leaves(kind: "parked")), 3), (Move("continue"), 4), (Move(""), 2),
      (Move("end no-answer hung-up"), 1),
    ])
  }

  private static func key(_ prompt: String, _ dice: inout SeededDice) -> Move {
    dice.once(in: 3)
      ? Move(endOfInput, prompt == "recall" ? .quits : .nothing) : Move(interrupt)
  }

  /// Verbs that read, each of which comes back to the main prompt by itself.
  private static func verb(_ dice: inout SeededDice) -> Move {
    Move(dice.pick(["worklist", "promises", "last", "inbox", "report", "?", "help", "why 1", ""]))
  }

  private static func switchedToSpanish(_ seat: LoopSeat, _ prompt: String) -> Move? {
    guard prompt != "dialled" else { return nil }
    seat.isSpanish = true
    return Move(prompt == "recall" ? "locale es" : "/console es")
  }

  /// Somebody who does not read Spanish and looks for the way back.
  private static func spanish(
    _ seat: LoopSeat, _ prompt: String, _ dice: inout SeededDice
  ) -> Move {
    if prompt == "dialled" { return Move("y", .dials) }
    if dice.once(in: 2) {
      seat.isSpanish = false
      return Move(prompt == "recall" ? "locale en" : "/console en")
    }
    if prompt == "recall" {
      return Move(dice.pick(["siguiente", "retomar"]), .claims)
    }
    if prompt == "dial" { return Move(dice.pick(["?", "/tarjeta"])) }
    let note = seat.person.uniqueWords()
    return dice.pick(byWeight: [
      (Move("/nota \(note)", .answers(kind: "remark", words: note)), 3), (Move("?"), 1),
      (Move("/tarjeta"), 1), (Move("/decir"), 1),
    ])
  }
}

/// What consoles have shown as done, kept by the crowd itself: the store must hold all of it.
struct Ledger {
  /// One answer after which a new prompt stood on the screen.
  struct Answer {
    let call: String
    let kind: String
    /// They stand in the event; empty = any.
    let words: String
    let seat: String
  }

  private(set) var answers: [Answer] = []
  /// Notes whose number followed `saved`.
  private(set) var notes: [String] = []
  /// What a console typed that then found that its call goes on elsewhere.
  private(set) var late: [(call: String?, move: Move, seat: String)] = []

  mutating func shown(_ kind: String, _ words: String, at seat: Seat) {
    guard let call = seat.call else { return }
    answers.append(Answer(call: call, kind: kind, words: words, seat: seat.name))
  }

  mutating func saved(_ note: String) { notes.append(note) }

  mutating func foundItselfStale(_ seat: Seat) { late.append((seat.call, seat.move, seat.name)) }
}

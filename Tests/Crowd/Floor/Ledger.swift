/// What consoles have shown as done, kept by the crowd itself: the store must hold all of it.
package struct Ledger {
  /// One answer after which a new prompt stood on the screen.
  package struct Answer {
    package let call: String
    package let kind: String
    /// They stand in the event; empty = any.
    package let words: String
    package let seat: String
  }

  package private(set) var answers: [Answer] = []
  /// Notes whose number followed `saved`.
  package private(set) var notes: [String] = []
  /// What a console typed that then found that its call goes on elsewhere.
  package private(set) var late: [(call: String?, move: Move, seat: String)] = []

  package init() {}

  mutating func shown(_ kind: String, _ words: String, at seat: Seat) {
    shown(kind, words, in: seat.call, by: seat.name)
  }

  package mutating func shown(
    _ kind: String, _ words: String, in call: String?, by seat: String
  ) {
    guard let call else { return }
    answers.append(Answer(call: call, kind: kind, words: words, seat: seat))
  }

  package mutating func saved(_ note: String) { notes.append(note) }

  mutating func foundItselfStale(_ seat: Seat) {
    foundItselfStale(seat.name, in: seat.call, after: seat.move)
  }

  package mutating func foundItselfStale(_ seat: String, in call: String?, after move: Move) {
    late.append((call, move, seat))
  }
}

/// One line that a caller types, and what must have become of it when the next prompt is there.
package struct Move {
  package var line: String
  package var meaning: Meaning

  package init(_ line: String, _ meaning: Meaning = .nothing) {
    (self.line, self.meaning) = (line, meaning)
  }

  /// What a new prompt says about the line before it (INTERFACES, "What a new prompt means").
  package enum Meaning: Equatable {
    /// Nothing that the store must hold.
    case nothing
    /// `next`, `resume`, `open`: a patient comes to this desk, if there is one.
    case claims
    /// An empty line at `dial`, or `y` at `dialled`: the attempt begins.
    case dials
    /// An event of the journal: its kind, and words that stand in it.
    case answers(kind: String, words: String)
    /// The same, where a new prompt of the same name means that it was not taken.
    case books
    /// `save`: the call ends.
    case saves
    /// The call is left, the patient given back, or the number was never dialled.
    case leaves(kind: String?)
    /// The console is left.
    case quits
  }

  static func heard(_ response: String) -> Move {
    Move(response, .answers(kind: "heard", words: "\"\(response)\""))
  }
}

package import RecallDomain

/// One thing that a trainee hears before they answer.
package struct Saying: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The words of this turn, counted from 0.
    case turn(Int)
    /// An identifier that was asked for and that no turn has said: its value alone.
    case identifier(IdentifierKind)
    /// Off the road of the rehearsal.
    case offRoad
    /// They hang up: "/dropped" is what is left to answer.
    case hangsUp

    var isOfTurn: Bool { if case .turn = self { true } else { false } }
  }

  package let kind: Kind
  package let speaker: Turn.Speaker
  /// The language it is said in, BCP 47.
  package let locale: String
  package let text: String
}

/// Chance that can be played again: the same seed and place give the same choice.
struct SeededChoice: Hashable, Sendable {
  let seed: UInt64

  /// One of `count`; each time it is asked for again the next one, so that nobody repeats themselves
  /// while there are other words.
  func index(of count: Int, at place: Int, time: Int) -> Int {
    guard count > 1 else { return 0 }
    let salt = UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15
    var numbers = SeededNumbers(seed: seed &+ salt)
    let first = Int(numbers.next() % UInt64(count))
    return (first + time) % count
  }
}

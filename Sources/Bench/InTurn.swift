/// Both sides by turns, so that a machine whose speed wavers is as slow for one as for the other;
/// who goes first changes from round to round.
enum InTurn {
  /// - Parameter warmUp: a round before the first that does not count.
  static func measure(
    _ rounds: Int, warmUp: Bool = true, ours: (Int) throws -> Double,
    reference: (Int) throws -> Double
  ) rethrows -> (ours: Measurement, reference: Measurement) {
    if warmUp { _ = (try ours(0), try reference(0)) }
    var (mine, other) = (Measurement(), Measurement())
    for round in 0..<rounds {
      if round % 4 < 2 {
        mine.add(try ours(round))
        other.add(try reference(round))
      } else {
        other.add(try reference(round))
        mine.add(try ours(round))
      }
    }
    return (mine, other)
  }
}

/// Chance that a seed repeats exactly, on every machine (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number of the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True so many times in a thousand.
  mutating func chance(_ perMille: Int) -> Bool { next() % 1000 < UInt64(perMille) }

  mutating func pick<T>(_ items: [T]) -> T { items[number(0...(items.count - 1))] }

  /// One of them, by weight.
  mutating func pick<T>(weighted items: [(weight: Int, item: T)]) -> T {
    var left = number(0...(items.reduce(0) { $0 + $1.weight } - 1))
    for (weight, item) in items {
      if left < weight { return item }
      left -= weight
    }
    return items[items.count - 1].item
  }
}

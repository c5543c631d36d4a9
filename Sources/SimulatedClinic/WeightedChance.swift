import RecallDomain

/// What a simulated clinic asks of chance.
extension SeededNumbers {
  /// True so many times in a thousand.
  mutating func chance(_ perMille: Int) -> Bool { next() % 1000 < UInt64(perMille) }

  /// One of them, by weight.
  mutating func pick<T>(weighted items: [(weight: Int, item: T)]) -> T {
    var left = below(items.reduce(0) { $0 + $1.weight })
    for (weight, item) in items {
      if left < weight { return item }
      left -= weight
    }
    return items[items.count - 1].item
  }
}

/// The same throws for the same seed, on every machine (SplitMix64).
package struct SeededDice {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A stream of its own for each name, so that one caller's decisions do not depend on how often
  /// another was asked.
  package init(seed: UInt64, for name: String) {
    state = name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 to `limit` - 1.
  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  package mutating func once(in times: Int) -> Bool { below(times) == 0 }

  package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// One of the items, each as likely as its weight.
  package mutating func pick<Item>(byWeight items: [(Item, Int)]) -> Item {
    var left = below(items.reduce(0) { $0 + $1.1 })
    for (item, weight) in items {
      if left < weight { return item }
      left -= weight
    }
    return items[items.count - 1].0
  }
}

/// Numbers that come out the same for the same seed on every machine (SplitMix64), so that a demo
/// clinic can be made again exactly.
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of them; the list is never empty.
  package mutating func pick<Element>(_ list: [Element]) -> Element {
    list[below(list.count)]
  }

  /// 0 ..< limit.
  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  package mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True once in `odds`.
  package mutating func once(in odds: Int) -> Bool { below(odds) == 0 }
}

import Foundation

/// Seconds that something took, over and over.
struct Measurement {
  private(set) var seconds: [Double] = []

  mutating func add(_ value: Double) { seconds.append(value) }

  func quantile(_ part: Double) -> Double {
    let sorted = seconds.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }

  var median: Double { quantile(0.5) }
  var p99: Double { quantile(0.99) }

  static func time<Result>(_ body: () throws -> Result) rethrows -> (Result, Double) {
    let start = ContinuousClock.now
    let result = try body()
    let parts = (ContinuousClock.now - start).components
    return (result, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
  }
}

/// One line of the table: ours against the reference, measured in turn within the same run.
struct Comparison {
  let work: String
  let budget: Double
  let ours: Measurement
  let reference: Measurement
  let against: String

  var lines: [String] {
    let pairs = zip(ours.seconds, reference.seconds).map { $0 / $1 }.sorted()
    let ratio = ours.median / reference.median
    let spread = "\(Self.number(pairs.first ?? .nan))–\(Self.number(pairs.last ?? .nan))"
    let verdict = ratio <= budget ? "within" : "OVER"
    return [
      "\(work)",
      "  median \(Self.ms(ours.median)) · \(against) \(Self.ms(reference.median)) · "
        + "ratio \(Self.number(ratio)) (pairs \(spread)) · budget \(Self.number(budget)): \(verdict)",
      "  p99    \(Self.ms(ours.p99)) · \(against) \(Self.ms(reference.p99)) · "
        + "\(ours.seconds.count) rounds",
    ]
  }

  static func ms(_ seconds: Double) -> String { number(seconds * 1_000) + " ms" }

  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return String(rounded)
  }
}

import Foundation

/// Seconds that something took, over and over.
struct Measurement {
  private(set) var seconds: [Double] = []

  init(_ seconds: [Double] = []) { self.seconds = seconds }

  mutating func add(_ value: Double) { seconds.append(value) }

  mutating func add(_ others: Measurement) { seconds += others.seconds }

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
    return (result, self.seconds(ContinuousClock.now - start))
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// So many of them, evenly spread.
  func thinned(to count: Int) -> Measurement {
    guard count < seconds.count, count > 0 else { return self }
    return Measurement((0..<count).map { seconds[$0 * seconds.count / count] })
  }
}

import Foundation

/// Seconds that something took, over and over.
struct Measurement {
  private(set) var seconds: [Double] = []

  init(_ seconds: [Double] = []) { self.seconds = seconds }

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

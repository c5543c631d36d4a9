import Foundation

/// The same figures for a program's eyes: one JSON document. Times are seconds.
struct BenchReport {
  let machine: Machine
  let fsync: Measurement
  let comparisons: [Comparison]

  func write(to path: String) throws {
    let data = try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys])
    try (data + Data("\n".utf8)).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private var document: [String: Any] {
    [
      "bench": 1, "machine": machine.facts.reduce(into: [:]) { $0[$1.name] = $1.value },
      "fsync": figures(fsync), "measurements": comparisons.map(object),
    ]
  }

  private func object(_ comparison: Comparison) -> [String: Any] {
    var object: [String: Any] = [
      "work": comparison.work, "size": comparison.size, "how": comparison.how,
      "against": comparison.against, "statistic": comparison.statistic.rawValue,
      "ours": figures(comparison.ours), "reference": figures(comparison.reference),
      "ratio": comparison.ratio, "spread": [comparison.spread.low, comparison.spread.high],
      "within": comparison.isWithin,
    ]
    switch comparison.budget {
    case .ratio(let most): object["budget_ratio"] = most
    case .seconds(let most): object["budget_seconds"] = most
    }
    if !comparison.beside.isEmpty { object["beside"] = comparison.beside.map(beside) }
    return object
  }

  private func beside(_ other: Comparison.Beside) -> [String: Any] {
    var object: [String: Any] = ["name": other.name]
    object["per_second"] = other.perSecond
    object["peak_kib"] = other.peakMemory
    object["trouble"] = other.trouble
    return object
  }

  private func figures(_ measurement: Measurement) -> [String: Any] {
    [
      "median": measurement.median, "p99": measurement.p99, "rounds": measurement.seconds.count,
    ]
  }
}

import Foundation

/// One budget: ours against the reference, measured in turn within the same run.
struct Comparison {
  /// What the budget is about.
  enum Statistic: String {
    case median, p99

    func of(_ measurement: Measurement) -> Double {
      self == .median ? measurement.median : measurement.p99
    }
  }

  enum Budget {
    /// At most so many times the reference.
    case ratio(Double)
    /// At most so many seconds; the reference is there for scale.
    case seconds(Double)
  }

  let work: String
  /// Entries in the store, nodes in the script or rows in the file.
  let size: Int
  let against: String
  /// What was timed, from where to where, on both sides.
  let how: String
  var statistic = Statistic.median
  let budget: Budget
  let ours: Measurement
  let reference: Measurement
  /// What else belongs beside the row: how many a second, and how others do.
  var beside: [Beside] = []

  /// A figure of its own, or why there is none.
  struct Beside {
    let name: String
    /// Claims or jobs taken and given back or finished, a second.
    var perSecond: Double?
    /// KiB.
    var peakMemory: Int?
    var trouble: String?
  }

  var ratio: Double { statistic.of(ours) / statistic.of(reference) }

  /// Ratio in each fifth of the run, the smallest and the largest: how far the ratio can be trusted.
  var spread: (low: Double, high: Double) {
    let count = min(ours.seconds.count, reference.seconds.count)
    let parts = min(5, count)
    let ratios = (0..<parts).map { part -> Double in
      let range = (part * count / parts)..<((part + 1) * count / parts)
      return statistic.of(Measurement(Array(ours.seconds[range])))
        / statistic.of(Measurement(Array(reference.seconds[range])))
    }
    return (ratios.min() ?? .nan, ratios.max() ?? .nan)
  }

  var isWithin: Bool {
    switch budget {
    case .ratio(let most): ratio <= most
    case .seconds(let most): statistic.of(ours) <= most
    }
  }
}

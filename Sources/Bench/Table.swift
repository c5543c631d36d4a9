import Foundation

/// The comparisons for a person's eyes: two lines each, ours above the reference.
enum Table {
  static let head =
    row("", "median", "p99", "ratio", "spread", "budget", "")
    + "\n" + String(repeating: "-", count: 108)

  static func text(_ comparison: Comparison) -> String {
    let spread = comparison.spread
    let ours = row(
      "\(comparison.work), \(grouped(comparison.size))", time(comparison.ours.median),
      time(comparison.ours.p99), number(comparison.ratio),
      "\(number(spread.low))–\(number(spread.high))", budget(comparison),
      comparison.isWithin ? "within" : "OVER")
    return ours + "\n"
      + row(
        "  \(comparison.against)", time(comparison.reference.median),
        time(comparison.reference.p99), "", "", "", "")
      + comparison.beside.map { "\n    " + beside($0) }.joined()
  }

  private static func beside(_ other: Comparison.Beside) -> String {
    let figures = [
      other.perSecond.map { "\(grouped(Int($0.rounded()))) a second" },
      other.peakMemory.map { "\(number(Double($0) / 1_024)) MiB at most" }, other.trouble,
    ]
    return "\(other.name): \(figures.compactMap { $0 }.joined(separator: ", "))"
  }

  /// What each row measured, once for rows that were measured alike.
  static func explanations(_ comparisons: [Comparison]) -> String {
    var told: Set<String> = []
    return comparisons.filter { told.insert($0.how).inserted }.map { comparison in
      let alike = comparisons.filter { $0.how == comparison.how }
      let names = Set(alike.map { "\($0.work), \(grouped($0.size))" }).sorted()
      return "- \(names.joined(separator: "; ")): \(comparison.how)"
        + " \(comparison.ours.seconds.count) times."
    }.joined(separator: "\n")
  }

  private static func budget(_ comparison: Comparison) -> String {
    let name = comparison.statistic == .p99 ? " p99" : ""
    return switch comparison.budget {
    case .ratio(let most): "≤ \(most)\(name)"
    case .seconds(let most): "≤ \(time(most))\(name)"
    }
  }

  private static func row(
    _ work: String, _ median: String, _ p99: String, _ ratio: String, _ spread: String,
    _ budget: String, _ verdict: String
  ) -> String {
    let cells =
      [left(work, 50), right(median, 9), right(p99, 9), right(ratio, 7)]
      + [right(spread, 12), right(budget, 10), " " + verdict]
    var line = cells.joined(separator: " ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  static func time(_ seconds: Double) -> String {
    seconds >= 1 ? number(seconds) + " s" : number(seconds * 1_000) + " ms"
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let decimals = abs(value) < 0.1 ? 3 : 2
    return String(format: "%.\(decimals)f", value)
  }

  static func grouped(_ number: Int) -> String {
    var text = String(number)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }
}

import Foundation

/// What the tests of trust have counted: how much was tried, and in how many cases the promise was
/// broken. `make trust` names a file in `RECALL_TRUST_LEDGER` and prints what stands in it as one
/// table; without it nothing is written. The suites that count are named `…TrustTests`.
package enum TrustLedger {
  /// How much of what can be enumerated is tried.
  package enum Extent: Equatable, Sendable {
    /// By CI: a few cases of each kind, the same ones every time.
    case few
    /// By `make trust`: as many as somebody waits for, drawn by a seed that is printed.
    case sample(seed: UInt64)
    /// By `make trust WHOLE=1`: all of it, for hours.
    case whole
  }

  private static let environment = ProcessInfo.processInfo.environment
  private static let path = environment["RECALL_TRUST_LEDGER"]

  package static let extent: Extent =
    path == nil
    ? .few
    : environment["RECALL_TRUST_WHOLE"] != nil
      ? .whole : .sample(seed: environment["RECALL_TRUST_SEED"].flatMap { UInt64($0) } ?? 1)

  /// Everything is to be tried, however long it takes.
  package static let isWhole = extent == .whole

  /// `RECALL_TRUST_ONLY` names one thing that is tried, for whoever looks for a fault in it alone.
  package static func isAsked(_ name: String) -> Bool {
    environment["RECALL_TRUST_ONLY"].map { name.contains($0) } ?? true
  }

  /// All of these cases, or so many of them.
  ///
  /// - Parameters:
  ///   - few: for CI, spread evenly from a place that the name gives.
  ///   - some: for a sample.
  ///   - name: of what is enumerated, so that others are drawn for another one.
  package static func chosen<Case>(
    _ cases: [Case], few: Int, some: Int, of name: String
  ) -> [Case] {
    guard !cases.isEmpty else { return [] }
    switch extent {
    case .whole: return cases
    case .few:
      let count = min(few, cases.count)
      let start = name.utf8.reduce(0) { $0 + Int($1) } % max(1, cases.count / max(1, count))
      return (0..<count).map { cases[start + $0 * cases.count / count] }
    case .sample(let seed):
      var dice = TrustDice(seed: name.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
      return cases.indices.shuffled(using: &dice).prefix(some).sorted().map { cases[$0] }
    }
  }

  /// All of these cases but for CI, which tries one in `every`, spread evenly.
  package static func chosen<Case>(_ cases: [Case], oneIn every: Int) -> [Case] {
    extent == .few
      ? stride(from: 0, to: cases.count, by: every).map { cases[$0] } : cases
  }

  /// One promise, such as "kill points × prompts survived"; several suites may add to the same.
  ///
  /// - Parameters:
  ///   - tried: cases that were really run.
  ///   - broken: of these, cases in which the promise did not hold.
  package static func count(_ promise: String, tried: Int, broken: Int) {
    guard let path else { return }
    let line = "\(tried)\t\(broken)\t\(promise)\n"
    // Appended in one write, so that suites that run side by side do not mix their lines.
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = line.withCString { write(file, $0, strlen($0)) }
  }
}

/// SplitMix64: the same from the same seed everywhere.
package struct TrustDice: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

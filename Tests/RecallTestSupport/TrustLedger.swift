import Foundation

/// What the tests of trust have counted: how much was tried, and in how many cases the promise was
/// broken. `make trust` names a file in `RECALL_TRUST_LEDGER` and prints what stands in it as one
/// table; without it nothing is written. The suites that count are named `…TrustTests`.
package enum TrustLedger {
  private static let path = ProcessInfo.processInfo.environment["RECALL_TRUST_LEDGER"]

  /// Everything is to be tried, however long it takes: by `make trust`, not by CI.
  package static let isWhole = path != nil

  /// All of these cases for `make trust`, else one in `every`, spread evenly.
  package static func chosen<Case>(_ cases: [Case], oneIn every: Int) -> [Case] {
    isWhole ? cases : stride(from: 0, to: cases.count, by: every).map { cases[$0] }
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

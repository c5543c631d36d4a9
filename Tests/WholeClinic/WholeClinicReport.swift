import Foundation

/// What one simulated clinic came to.
package struct WholeClinicReport: Sendable {
  package let seed: UInt64
  /// Of everything that happened, in its order.
  package var trace: UInt64 = 0
  package var hours = 0.0
  package var prompts = 0
  package var acts = 0
  package var sessions = 0
  package var calls = 0
  package var saved = 0
  /// Looks at the whole store beside the program.
  package var looks = 0
  /// Calls kept on a computer while the store was away.
  package var kept = 0
  /// Calls that were found to have gone on elsewhere.
  package var late = 0
  package var handedOver = 0
  package var answered = 0
  package var imported = 0
  package var faults: [ClinicFault: Int] = [:]
  package var violations: [String] = []
  /// What happened last.
  package var ending: [String] = []

  package var faultCount: Int { faults.values.reduce(0, +) }

  package var replay: String { "make whole-clinic SEED=\(seed)" }

  package var text: String {
    let faults = ClinicFault.allCases.map { "\(self.faults[$0] ?? 0) \($0.rawValue)" }
    let lines = [
      "seed \(seed) · trace \(String(trace, radix: 16)) · \(Int(hours)) h of clinic",
      "  \(prompts) prompts, \(acts) acts of the store, \(sessions) consoles, \(calls) calls, "
        + "\(saved) saved, \(late) found elsewhere, \(kept) kept here",
      "  \(answered) items worked, \(handedOver) messages handed over, \(imported) imports, "
        + "\(looks) looks at the store",
      "  " + faults.joined(separator: ", "),
    ]
    let broken = violations.map { "  BROKEN \($0)" }
    return (lines + broken + (broken.isEmpty ? [] : ["  again: \(replay)"])).joined(separator: "\n")
  }
}

import Foundation
import RecallDomain
import RecallStorage

/// Verifying a long trail: every sum made again, every seal held against the chains. Beside it the same
/// rows read by hand and nothing done with them.
struct TrailBench {
  private static let sessions = 200
  let entries: Int
  let rounds: Int

  func run(in folder: URL) throws -> Comparison {
    let path = folder.appendingPathComponent("trail.sqlite").path
    let keys = AuditKeyring(.random())
    try fill(path, keys.current)
    let store = try SQLiteStore.open(path: path)
    let (ours, reference) = try InTurn.measure(rounds) { _ in
      try Measurement.time {
        guard try store.verifyTrail(keys).isWhole else { throw BenchFailure.command("verify") }
      }.1
    } reference: { _ in
      try Measurement.time { try store.eachEntry(TrailQuery()) { _ in } }.1
    }
    return Comparison(
      work: "audit verify", size: entries, against: "the same entries read and shown to nobody",
      how: """
        \(Self.sessions) sessions with a seal after each; every entry's sum made again, every chain and \
        seal followed; in a file; entries of the trail; in turn,
        """,
      budget: .seconds(Double(max(entries, 100_000)) / 100_000), ours: ours, reference: reference)
  }

  private func fill(_ path: String, _ key: AuditKey) throws {
    let now = Date(timeIntervalSince1970: 1_764_000_000)
    try SQLiteStore.create(path: path, kind: .demo).foundTrail(key, at: now)
    for _ in 0..<Self.sessions {
      let store = try SQLiteStore.open(path: path)
      store.chainEntries(with: key)
      var failure: StoreFailure?
      try store.inOneSitting {
        for number in 0..<entries / Self.sessions where failure == nil {
          do throws(StoreFailure) {
            try store.exported("part \(number)", by: "ana", at: now)
          } catch { failure = error }
        }
      }
      if let failure { throw failure }
      _ = try store.sealTrail(key, at: now)
    }
  }
}

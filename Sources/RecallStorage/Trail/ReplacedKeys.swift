import Foundation

/// How far entries count that were chained with a key that was replaced since: up to what the first seal
/// of the next key holds of their session, and the seals before it. What came later somebody wrote who
/// has the old key.
struct ReplacedKeys {
  private let keys: AuditKeyring
  /// The first good seal of each later key, by rank.
  private var firstSeals: [Int: Int] = [:]
  /// What each seal holds of a session.
  private var held: [Int: [(seal: Int, seq: Int)]] = [:]

  init(_ keys: AuditKeyring) { self.keys = keys }

  private var areMany: Bool { keys.keys.count > 1 }

  mutating func take(_ seal: AuditSeal, _ heads: [AuditSeal.Head], _ key: AuditKey) {
    guard areMany else { return }
    let rank = keys.rank(of: key)
    firstSeals[rank] = firstSeals[rank] ?? seal.number
    for head in heads {
      held[head.place.session, default: []].append((seal.number, head.place.seq))
    }
  }

  /// The last place of a session that counts under a key; `nil`: all of them, since it is in use.
  func lastPlace(of session: Int, rank: Int) -> Int? {
    guard areMany, rank < keys.keys.count - 1 else { return nil }
    let next = firstSeals.filter { $0.key > rank }.values.min()
    guard let end = next ?? keys.lastSeal(of: keys.keys[rank]) else { return nil }
    return (held[session] ?? []).filter { $0.seal <= end }.map(\.seq).max() ?? 0
  }

  /// Seals that the clinic folder knows to follow on a key that was replaced, and that are not there.
  var missingSeals: [Int] {
    keys.keys.enumerated().compactMap { rank, key in
      guard let last = keys.lastSeal(of: key), !firstSeals.keys.contains(where: { $0 > rank })
      else { return nil }
      return last + 1
    }
  }
}

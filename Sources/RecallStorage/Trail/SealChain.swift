import Foundation

/// Seals one after the other: each holds the one before it. A row that nobody with a key has made is
/// passed over, and what follows is held against the last good one; programs before this one went on
/// from whatever stood last, which counts as well.
///
/// *Never* is a key believed that was replaced before: neither behind a seal of a later one, nor behind
/// the last seal that the clinic folder has noted of it.
struct SealChain {
  /// What the next one may stand behind.
  private struct Place {
    let mac: Mac
    /// Of a row that was passed over because no such key is there.
    var unknown: String?
  }

  private let keys: AuditKeyring
  private var before: [Place]
  private var rank = 0
  private(set) var last: AuditSeal?
  /// Keys that are not there, and of which a good seal says that they were the clinic's.
  private(set) var lost: Set<String> = []

  init(_ keys: AuditKeyring, after previous: Mac = .none) {
    self.keys = keys
    before = [Place(mac: previous)]
  }

  /// The key it was made with; `nil`: with none, or it stands where it does not belong.
  mutating func key(of seal: AuditSeal) -> AuditKey? {
    let key = keys.key(seal.fingerprint)
    if let key, isStillUsed(key, in: seal),
      let place = before.firstIndex(where: { seal.sum(after: $0.mac, key) == seal.mac })
    {
      if let unknown = before[place].unknown { lost.insert(unknown) }
      before = [Place(mac: seal.mac)]
      rank = keys.rank(of: key)
      last = seal
      return key
    }
    if before.count == Self.most { before.remove(at: 1) }
    before.append(Place(mac: seal.mac, unknown: key == nil ? seal.fingerprint : nil))
    return nil
  }

  private func isStillUsed(_ key: AuditKey, in seal: AuditSeal) -> Bool {
    keys.rank(of: key) >= rank && seal.number <= keys.lastSeal(of: key) ?? .max
  }

  /// Of a run of rows that are none the last few will do.
  private static let most = 8
}

internal import Crypto
import Foundation
import RecallDomain

/// What has grown since the last seal: of each session the last entry. An entry that does not follow
/// from the one before it does not stand in its way: both are held, so that neither goes unseen.
struct TrailGrowth {
  private struct Tip {
    let head: AuditSeal.Head
    /// Somebody with the key has written it.
    let isProven: Bool
  }

  private let keys: [SymmetricKey]
  private let known: Set<AuditSeal.Head>
  private var tips: [Int: [Tip]] = [:]
  private var seen: Set<Mac> = []
  /// Of the entries that somebody with the key has written, the highest number.
  private(set) var upto: Int

  /// - Parameter seals: the last ones, which need not be said again.
  init(since seals: [AuditSeal], _ keys: AuditKeyring) {
    self.keys = keys.keys.reversed().map(\.forMaking)
    known = Set(seals.flatMap { $0.isOfBefore ? [] : $0.headList() ?? [] })
    upto = seals.first?.upto ?? 0
    for head in known.sorted(by: { $0.id < $1.id }) {
      tips[head.place.session, default: []].append(Tip(head: head, isProven: false))
    }
  }

  mutating func look(at row: AuditRow) {
    guard row.isPossible, let place = row.place, let mac = row.mac else { return }
    let head = AuditSeal.Head(place: place, id: row.id, mac: mac)
    seen.insert(mac)
    var tips = tips[place.session] ?? []
    let before = tips.lastIndex { follows(row, place, mac, $0) }
    let isProven = before != nil || place.seq == 1 && isFirst(row, place, mac)
    if let before {
      tips.remove(at: before)
    } else if !isProven,
      // Of those that nobody can prove the last of a run will do.
      let like = tips.lastIndex(where: { !$0.isProven && $0.head.place.seq &+ 1 == place.seq })
    {
      tips.remove(at: like)
    }
    tips.append(Tip(head: head, isProven: isProven))
    self.tips[place.session] = tips
    if isProven { upto = max(upto, row.id) }
  }

  private func follows(_ row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ tip: Tip) -> Bool {
    tip.head.place.seq &+ 1 == place.seq
      && keys.contains { row.words.chained(place, after: tip.head.mac, $0) == mac }
  }

  private func isFirst(_ row: AuditRow, _ place: AuditPlace, _ mac: Mac) -> Bool {
    keys.contains { row.words.chained(place, after: .none, $0) == mac }
  }

  /// What this very session has written is held also where it is not there any more.
  mutating func hold(_ own: AuditSeal.Head?) {
    guard let own, !seen.contains(own.mac), !known.contains(where: { $0.mac == own.mac }) else {
      return
    }
    let head = AuditSeal.Head(place: own.place, id: upto, mac: own.mac)
    tips[own.place.session, default: []].append(Tip(head: head, isProven: true))
  }

  /// In the order of their numbers.
  var heads: [AuditSeal.Head] {
    tips.values.joined().map(\.head).filter { !known.contains($0) }.sorted { $0.id < $1.id }
  }
}

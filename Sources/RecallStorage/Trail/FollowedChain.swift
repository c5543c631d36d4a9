internal import Crypto
import Foundation
import RecallDomain

/// One session's chain, as far as it was seen. Only an entry that follows from the one before moves it
/// on; another waits aside until it is known what it is: one that was changed has the next entry behind
/// it, one that was put in has its place taken by the true one, one that stands behind a gap goes on.
struct FollowedChain {
  /// An entry that does not follow from the last good one.
  private struct Doubtful {
    let row: AuditRow
    let place: AuditPlace
    let mac: Mac
    /// The entries before it are not there.
    let isBehindGap: Bool
  }

  private let session: Int
  /// By which of the keys; `nil`: nothing good was seen yet.
  private(set) var key: Int?
  private(set) var seq = 0
  private(set) var id: Int?
  private var head = Mac.none
  private var doubtful: [Doubtful] = []
  /// Places that were passed over, with the entry before which they are missing.
  private var gaps: [Int: Int] = [:]
  /// Before this entry one less is missing than was said.
  private(set) var healed: Int?

  /// That so many are told of one by one.
  private static let most = 1_000
  private static let mostDoubtful = 16

  init(_ session: Int) { self.session = session }

  /// What is to be said of the trail because of this entry.
  typealias Found = [AuditBreak]

  mutating func look(
    at row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ keys: [SymmetricKey]
  ) -> Found {
    if place.seq == seq + 1, let fits = fits(row, place, mac, after: head, keys) {
      return goOn(to: row, place, mac, fits, keys)
    }
    if place.seq <= seq { return [goBack(row, place)] }
    healed = nil
    return step(over: row, place, mac, keys)
  }

  private func fits(
    _ row: AuditRow, _ place: AuditPlace, _ mac: Mac, after head: Mac, _ keys: [SymmetricKey]
  ) -> Int? {
    if let key { return row.words.chained(place, after: head, keys[key]) == mac ? key : nil }
    return keys.indices.first { row.words.chained(place, after: head, keys[$0]) == mac }
  }

  // MARK: The next entry

  private mutating func goOn(
    to row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ fits: Int, _ keys: [SymmetricKey]
  ) -> Found {
    move(to: row, place, mac, fits)
    return doubtful.isEmpty ? [] : settle(behind: row, keys)
  }

  private mutating func move(to row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ fits: Int) {
    (seq, head, id, key) = (place.seq, mac, row.id, fits)
  }

  /// The true entry has come: what waited in its place was put in, and what waits behind it was written
  /// after it, and stands before.
  private mutating func settle(behind row: AuditRow, _ keys: [SymmetricKey]) -> Found {
    var found: Found = []
    var last = row
    while let next = doubtful.first(where: { $0.place.seq == seq + 1 }),
      let fits = fits(next.row, next.place, next.mac, after: head, keys)
    {
      move(to: next.row, next.place, next.mac, fits)
      doubtful.removeAll { $0.row.id == next.row.id }
      found.append(Self.broken(.reordered, last, after: next.row.id))
      last = next.row
    }
    found += doubtful.filter { $0.place.seq <= seq }.map { Self.broken(.inserted, $0.row) }
    doubtful.removeAll { $0.place.seq <= seq }
    return found
  }

  /// An entry behind a later one: it was moved, or is one too many.
  private mutating func goBack(_ row: AuditRow, _ place: AuditPlace) -> AuditBreak {
    healed = gaps.removeValue(forKey: place.seq)
    guard healed != nil else { return Self.broken(.inserted, row) }
    return Self.broken(.reordered, row, after: id)
  }

  // MARK: An entry that does not follow

  private mutating func step(
    over row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ keys: [SymmetricKey]
  ) -> Found {
    let isCovered = place.seq == seq + 1 || doubtful.contains { $0.place.seq == place.seq - 1 }
    // Behind which of those that wait it stands: that one is as its session left it, but for its words.
    for before in doubtful.reversed() where before.place.seq == place.seq - 1 {
      guard let fits = fits(row, place, mac, after: before.mac, keys) else { continue }
      return jump(to: row, place, mac, fits, over: before)
    }
    var found: Found = []
    if doubtful.count == Self.mostDoubtful {
      found.append(Self.broken(.inserted, doubtful.removeFirst().row))
    }
    doubtful.append(Doubtful(row: row, place: place, mac: mac, isBehindGap: !isCovered))
    return found
  }

  private mutating func jump(
    to row: AuditRow, _ place: AuditPlace, _ mac: Mac, _ fits: Int, over before: Doubtful
  ) -> Found {
    let found = run(upTo: before)
    move(to: row, place, mac, fits)
    doubtful.removeAll { $0.place.seq <= seq }
    return found
  }

  /// Of those that wait, one for each place up to this one is what stands there; others were put in.
  private mutating func run(upTo last: Doubtful) -> Found {
    var (found, next): (Found, Doubtful?) = ([], last)
    for one in doubtful.reversed() where one.place.seq <= last.place.seq {
      guard let wanted = next, one.row.id == wanted.row.id else {
        found.append(Self.broken(.inserted, one.row))
        continue
      }
      if one.isBehindGap {
        found.append(passOver(to: one))
        next = nil
      } else {
        found.append(Self.broken(.changed, one.row))
        next = doubtful.last { $0.place.seq == one.place.seq - 1 && $0.row.id < one.row.id }
      }
    }
    return found
  }

  private mutating func passOver(to one: Doubtful) -> AuditBreak {
    let missing = seq + 1..<one.place.seq
    for place in missing.prefix(Self.most) { gaps[place] = one.row.id }
    return Self.broken(.removed, one.row, after: id, count: missing.count)
  }

  // MARK: The end

  /// What still waits: the last of a session that was changed, or stands behind a gap; where nothing of
  /// the session is good, and no seal knows of it, nobody of the clinic wrote it.
  mutating func end(isKnown: Bool) -> Found {
    let found = doubtful.map { one in
      // The session has gone on behind it as if it were not there.
      let isPassed = seq > 0 && one.row.id < id ?? 0
      guard !isPassed, seq > 0 || isKnown else { return Self.broken(.inserted, one.row) }
      return one.isBehindGap ? passOver(to: one) : Self.broken(.changed, one.row)
    }
    doubtful = []
    return found
  }

  private static func broken(
    _ kind: AuditBreak.Kind, _ row: AuditRow, after: Int? = nil, count: Int? = nil
  ) -> AuditBreak {
    AuditBreak(
      kind, entry: row.id, after: after, count: count, at: AuditRow.instant(row.words.at),
      act: row.words.act)
  }
}

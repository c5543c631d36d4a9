internal import Crypto
import Foundation

/// The words of one entry of the trail, as they stand in its sum.
struct AuditWords {
  let at: Int
  let who: String?
  let act: String
  let recall: String?
  let call: String?
  let subject: String?

  /// The sum of an entry of the chain, behind the one before it.
  func chained(_ place: AuditPlace, after previous: Mac, _ key: SymmetricKey) -> Mac {
    var sum = AuditSum(key, for: "entry")
    sum.add(place.session)
    sum.add(place.seq)
    sum.add(previous)
    add(to: &sum)
    return sum.mac()
  }

  func add(to sum: inout AuditSum) {
    sum.add(at)
    sum.add(who)
    sum.add(act)
    sum.add(recall)
    sum.add(call)
    sum.add(subject)
  }
}

/// Where an entry stands: in which chain, and as which of it.
struct AuditPlace: Hashable {
  var session: Int
  var seq: Int
}

/// The chain of one session (one open store): callers do not wait for each other's entries. Each entry
/// costs one sum, and goes in the row that is written anyway.
///
/// An entry of a transaction that was undone, or whose end nobody heard of, is in nobody's chain: the
/// session then begins another, so that no chain ever has a hole of our own making.
package final class AuditChain {
  private let key: SymmetricKey
  package let fingerprint: String
  private var place: AuditPlace
  private var head = Mac.none
  private var kept: (seq: Int, head: Mac) = (0, .none)
  /// Entries of this session since it sealed the trail last, or tried to.
  package private(set) var unsealed = 0

  package init(_ key: AuditKey) {
    self.key = key.forMaking
    fingerprint = key.fingerprint
    place = AuditPlace(session: Self.random(), seq: 0)
  }

  private static func random() -> Int { Int.random(in: 1...Int.max) }

  /// Links the next entry.
  func link(_ words: AuditWords) -> (place: AuditPlace, mac: Mac) {
    place.seq += 1
    head = words.chained(place, after: head, key)
    return (place, head)
  }

  /// The transaction is on the disk.
  func isKept() {
    unsealed += max(0, place.seq - kept.seq)
    kept = (place.seq, head)
  }

  package func isSealed() { unsealed = 0 }

  /// Another store stands in the place of the one that the chain was begun in.
  func beginAnew() {
    place = AuditPlace(session: Self.random(), seq: 0)
    head = .none
    kept = (0, .none)
  }

  /// The transaction came to nothing, or nobody knows.
  func isUndone() {
    guard place.seq != kept.seq else { return }
    beginAnew()
  }
}

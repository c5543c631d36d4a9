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
  /// Whom a look has shown.
  var patients: String?

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
    // Last, and only where there are some: entries of before read as they did.
    if let patients { sum.add(patients) }
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
  private let mark: Int?
  /// Entries of this session since it sealed the trail last, or tried to.
  package private(set) var unsealed = 0

  /// - Parameter login: whose sessions these are, where a server knows it: it takes no entry of a
  ///   session that is another's.
  package init(_ key: AuditKey, of login: String? = nil) {
    self.key = key.forMaking
    fingerprint = key.fingerprint
    mark = login.map(SessionMark.of)
    place = AuditPlace(session: SessionMark.session(mark), seq: 0)
  }

  /// What this session has written last, and is on the disk.
  var last: AuditSeal.Head? {
    kept.seq == 0
      ? nil
      : AuditSeal.Head(
        place: AuditPlace(session: place.session, seq: kept.seq), id: 0, mac: kept.head)
  }

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
    place = AuditPlace(session: SessionMark.session(mark), seq: 0)
    head = .none
    kept = (0, .none)
  }

  /// The transaction came to nothing, or nobody knows.
  func isUndone() {
    guard place.seq != kept.seq else { return }
    beginAnew()
  }
}

/// The first sixteen of the 63 bits of a session's number are its login's on a server; the others are
/// drawn.
enum SessionMark {
  private static let drawn = 47

  /// By the first two bytes of the SHA-256 of the name, which leaves the sign alone.
  static func of(_ login: String) -> Int {
    let hash = Array(SHA256.hash(data: Data(login.utf8)).prefix(2))
    return Int(hash[0]) << 8 | Int(hash[1])
  }

  static func session(_ mark: Int?) -> Int {
    guard let mark else { return Int.random(in: 1...Int.max) }
    return mark << drawn | Int.random(in: 1..<1 << drawn)
  }

  /// The same, in the words of the server: whether a session is the login's that writes.
  static let isMine = """
    (session IS NULL OR session >> \(drawn) = (
      SELECT get_byte(h, 0) * 256 + get_byte(h, 1)
        FROM (SELECT sha256(convert_to(session_user::text, 'UTF8'))) AS hashed (h)))
    """
}

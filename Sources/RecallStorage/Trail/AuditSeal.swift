import Foundation
import RecallDomain

/// A seal over the heads of all chains that have grown since the one before: what is under it cannot be
/// cut off any more without being missed. Seals are a chain themselves.
struct AuditSeal {
  /// The last entry of a chain when it was sealed.
  struct Head: Hashable {
    let place: AuditPlace
    let id: Int
    let mac: Mac
  }

  /// Entries from before the chain, so many at a time.
  struct Block: Hashable {
    let last: Int
    let count: Int
    let mac: Mac
  }

  static let blockSize = 500

  let number: Int
  let at: Int
  let upto: Int
  let heads: String
  let fingerprint: String
  let mac: Mac

  var isOfBefore: Bool { number == 1 }

  func sum(after previous: Mac, _ key: AuditKey) -> Mac {
    var sum = AuditSum(key.forMaking, for: "seal")
    sum.add(number)
    sum.add(at)
    sum.add(upto)
    sum.add(heads)
    sum.add(fingerprint)
    sum.add(previous)
    return sum.mac()
  }

  init(_ row: SQLRow) throws {
    let fields = Fields(row, of: "audit_seal")
    number = try fields.int("number")
    at = try fields.int("at")
    upto = try fields.int("upto")
    heads = try fields.text("heads")
    fingerprint = try fields.text("fingerprint")
    guard let mac = Mac(try fields.data("mac")) else { throw fields.damaged("mac") }
    self.mac = mac
  }

  /// A new one, behind `previous`.
  init(
    after previous: AuditSeal?, number: Int, at now: Date, upto: Int, heads: String,
    _ key: AuditKey
  ) {
    let unsealed = AuditSeal(
      number: number, at: now.micros, upto: upto, heads: heads,
      fingerprint: key.fingerprint, mac: .none)
    self = AuditSeal(
      number: unsealed.number, at: unsealed.at, upto: upto, heads: heads,
      fingerprint: key.fingerprint, mac: unsealed.sum(after: previous?.mac ?? .none, key))
  }

  private init(number: Int, at: Int, upto: Int, heads: String, fingerprint: String, mac: Mac) {
    (self.number, self.at, self.upto) = (number, at, upto)
    (self.heads, self.fingerprint, self.mac) = (heads, fingerprint, mac)
  }

  // MARK: What is sealed, as text

  static func text(_ heads: [Head]) -> String {
    heads.map { "\($0.place.session):\($0.place.seq):\($0.id):\($0.mac.hex)" }
      .joined(separator: " ")
  }

  static func text(_ blocks: [Block]) -> String {
    blocks.map { "\($0.last):\($0.count):\($0.mac.hex)" }.joined(separator: " ")
  }

  /// `nil`: not written by this program.
  func headList() -> [Head]? {
    var found: [Head] = []
    for part in heads.split(separator: " ") {
      let words = part.split(separator: ":")
      guard words.count == 4, let session = Int(words[0]), let seq = Int(words[1]),
        let id = Int(words[2]), let mac = Mac(hex: String(words[3]))
      else { return nil }
      found.append(Head(place: AuditPlace(session: session, seq: seq), id: id, mac: mac))
    }
    return found
  }

  func blockList() -> [Block]? {
    var found: [Block] = []
    for part in heads.split(separator: " ") {
      let words = part.split(separator: ":")
      guard words.count == 3, let last = Int(words[0]), let count = Int(words[1]),
        let mac = Mac(hex: String(words[2]))
      else { return nil }
      found.append(Block(last: last, count: count, mac: mac))
    }
    return found
  }
}

/// Sums entries from before the chain, block by block.
struct AuditBlocks {
  private let key: AuditKey
  private var sum: AuditSum
  private var count = 0
  private(set) var done: [AuditSeal.Block] = []
  private var last = 0

  init(_ key: AuditKey) {
    self.key = key
    sum = AuditSum(key.forMaking, for: "before")
  }

  mutating func add(_ row: AuditRow) {
    sum.add(row.id)
    row.words.add(to: &sum)
    last = row.id
    count += 1
    if count == AuditSeal.blockSize { close() }
  }

  mutating func close() {
    guard count > 0 else { return }
    done.append(AuditSeal.Block(last: last, count: count, mac: sum.mac()))
    sum = AuditSum(key.forMaking, for: "before")
    count = 0
  }

  mutating func forget() { done = [] }
}

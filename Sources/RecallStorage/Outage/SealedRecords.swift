import Crypto
import Foundation
import RecallDomain

/// Seals one record after the other; each is bound to all before it.
struct RecordSeal {
  private let key: SymmetricKey
  /// What the next record is bound to: the header at first, then the tag of the last record.
  private var bond: Data

  init(_ key: ClaimKey, header: Data) {
    self.key = SymmetricKey(data: key.bytes)
    bond = Data(SHA256.hash(data: header))
  }

  /// A length of four bytes, and what it says.
  mutating func close(_ words: Data) -> Data {
    // A key of the right length and a nonce of its own making: this cannot fail.
    let box = try! ChaChaPoly.seal(words, using: key, authenticating: bond)
    bond = box.tag
    let count = UInt32(box.combined.count)
    return Data((0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }) + box.combined
  }

  /// `nil`: not what was sealed here.
  mutating func open(_ sealed: Data) -> Data? {
    guard let box = try? ChaChaPoly.SealedBox(combined: sealed),
      let words = try? ChaChaPoly.open(box, using: key, authenticating: bond)
    else { return nil }
    bond = box.tag
    return words
  }
}

/// A sealed journal as it was found. What stands at its end and is not whole was never acknowledged;
/// anything else that does not open is damage.
struct SealedRecords {
  let kept: KeptCall
  let seal: RecordSeal
  let length: Int

  init(_ data: Data, _ key: ClaimKey) throws(StoreFailure) {
    guard let header = SealedHeader(startOf: data), let end = data.firstIndex(of: 10) else {
      throw Self.damaged
    }
    var seal = RecordSeal(key, header: data[...end])
    var place = end + 1
    var words: [Data] = []
    while let sealed = Self.record(in: data, at: place) {
      guard let opened = seal.open(sealed) else {
        guard place + 4 + sealed.count == data.endIndex, !words.isEmpty else { throw Self.damaged }
        break
      }
      words.append(opened)
      place += 4 + sealed.count
    }
    kept = try Self.call(words, header)
    (self.seal, length) = (seal, place)
  }

  /// The file ends before its first record does: nothing in it was ever acknowledged.
  static func neverBegan(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    guard !data.isEmpty else { return true }
    // A file of somebody else is none of ours.
    guard SealedHeader(startOf: data) != nil, let end = data.firstIndex(of: 10) else {
      return false
    }
    return data.endIndex - end - 1 < shortestRecord
  }

  /// In bytes: the first record holds a ticket, which is longer than this. A longer file may be one that
  /// was damaged since.
  private static let shortestRecord = 64

  /// `nil`: there is no whole record.
  private static func record(in data: Data, at place: Int) -> Data? {
    guard place + 4 <= data.endIndex else { return nil }
    let count = data[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    guard count > 0, place + 4 + count <= data.endIndex else { return nil }
    return Data(data[place + 4..<place + 4 + count])
  }

  private static func call(
    _ words: [Data], _ header: SealedHeader
  ) throws(StoreFailure) -> KeptCall {
    let decoder = JSONDecoder()
    guard let first = words.first, let ticket = try? decoder.decode(ClaimTicket.self, from: first),
      (ticket.claim, ticket.token) == (header.claim, header.token)
    else { throw damaged }
    var kept = KeptCall(ticket: ticket, since: Date(micros: header.since))
    for word in words.dropFirst() {
      guard let act = try? decoder.decode(KeptAct.self, from: word) else { throw damaged }
      kept.keep(act)
    }
    return kept
  }

  private static let damaged = StoreFailure.damaged("a call kept on this computer does not open")
}

package import Foundation

/// A seal of the trail as it leaves the store: one line, signed with the key. Held against the store
/// later it shows whether the end was cut off since, or the store replaced by an older one.
package struct AuditCheckpoint: Codable, Equatable, Sendable {
  package static let format = "recall-checkpoint/1"

  package let format: String
  /// The life of the store (`StoreEpoch`).
  package let epoch: String
  package let seal: Int
  /// Microseconds since 1970.
  package let at: Int
  let mark: String
  package let key: String
  let signature: String

  init(_ seal: AuditSeal, epoch: String, _ key: AuditKey) {
    format = Self.format
    self.epoch = epoch
    self.seal = seal.number
    at = seal.at
    mark = seal.mac.hex
    self.key = key.fingerprint
    signature =
      Self.signature(
        epoch: epoch, seal: seal.number, at: seal.at, mark: seal.mac.hex, key
      ).hex
  }

  private static func signature(
    epoch: String, seal: Int, at: Int, mark: String, _ key: AuditKey
  ) -> Mac {
    var sum = AuditSum(key.forMaking, for: "checkpoint")
    sum.add(epoch)
    sum.add(seal)
    sum.add(at)
    sum.add(mark)
    return sum.mac()
  }

  /// It was made with a key of the clinic, and not altered since.
  package func isGenuine(_ keys: AuditKeyring) -> Bool {
    guard format == Self.format, let key = keys.key(key) else { return false }
    return Self.signature(epoch: epoch, seal: seal, at: at, mark: mark, key).hex == signature
  }

  /// The last line of a file of checkpoints; `nil`: there is none, or it does not read.
  package init?(lastLineOf text: String) {
    guard let line = text.split(whereSeparator: \.isNewline).last,
      let read = try? JSONDecoder().decode(Self.self, from: Data(line.utf8))
    else { return nil }
    self = read
  }

  package var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and numbers alone: this cannot fail.
    return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
  }

  package var instant: Date { Date(micros: at) }
}

internal import Crypto
package import Foundation

/// What the trail of a clinic is chained with. It lies outside the database: whoever can write there,
/// and has no key, cannot make an entry that the chain accepts.
package struct AuditKey: Sendable, Equatable {
  /// 32 bytes.
  package let secret: Data

  /// Nothing of the key can be learned from it; it says which key something was sealed with.
  package let fingerprint: String

  package init?(secret: Data) {
    guard secret.count == 32 else { return nil }
    self.secret = secret
    let hash = SHA256.hash(data: Data("recall-audit-key/1\n".utf8) + secret)
    fingerprint = hash.prefix(8).map { String(format: "%02x", $0) }.joined()
  }

  package static func random() -> AuditKey {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    return AuditKey(secret: bytes)!
  }

  var forMaking: SymmetricKey { SymmetricKey(data: secret) }
}

/// The keys of a clinic: the last is in use, the ones before it are kept to verify what they sealed.
package struct AuditKeyring: Sendable, Equatable {
  package private(set) var keys: [AuditKey]

  private static let head = "recall-audit-key/1"

  package init(_ first: AuditKey) { keys = [first] }

  /// `nil`: the text is no keyring. A line is the format, the fingerprint and the key.
  package init?(text: String) {
    keys = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == Self.head,
        let secret = Data(base64Encoded: String(words[2])),
        let key = AuditKey(secret: secret), key.fingerprint == words[1]
      else { return nil }
      keys.append(key)
    }
    if keys.isEmpty { return nil }
  }

  package var text: String {
    keys.map { "\(Self.head) \($0.fingerprint) \($0.secret.base64EncodedString())\n" }.joined()
  }

  package var current: AuditKey { keys[keys.count - 1] }

  package mutating func use(_ key: AuditKey) { keys.append(key) }

  package func key(_ fingerprint: String) -> AuditKey? {
    keys.last { $0.fingerprint == fingerprint }
  }
}

internal import Crypto
package import Foundation
import RecallDomain

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
    fingerprint = hash.prefix(8).hexDigits
  }

  package static func random() -> AuditKey {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    return AuditKey(secret: bytes)!
  }

  var forMaking: SymmetricKey { SymmetricKey(data: secret) }
}

/// The keys of a clinic: the last is in use, the ones before it are kept to verify what they sealed, and
/// count for nothing that came after.
package struct AuditKeyring: Sendable, Equatable {
  package private(set) var keys: [AuditKey]
  /// The trail was begun with one of them: an empty one is not a new one.
  package private(set) var isFounded = false
  /// The last seal of a key that was replaced, by its fingerprint.
  private var lastSeals: [String: Int] = [:]

  private static let head = "recall-audit-key/1"
  private static let founded = "founded"
  private static let upTo = "seals-up-to:"

  package init(_ first: AuditKey) { keys = [first] }

  /// `nil`: the text is no keyring. A line is the format, the fingerprint and the key; behind them,
  /// where it applies, that the trail was begun, and the last seal of a key that was replaced.
  package init?(text: String) {
    keys = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count >= 3, words[0] == Self.head,
        let secret = Data(base64Encoded: String(words[2])),
        let key = AuditKey(secret: secret), key.fingerprint == words[1]
      else { return nil }
      keys.append(key)
      for word in words.dropFirst(3) where !read(word, of: key) { return nil }
    }
    if keys.isEmpty { return nil }
  }

  private mutating func read(_ word: Substring, of key: AuditKey) -> Bool {
    if word == Self.founded {
      isFounded = true
      return true
    }
    guard word.hasPrefix(Self.upTo), let seal = Int(word.dropFirst(Self.upTo.count)), seal >= 0
    else { return false }
    lastSeals[key.fingerprint] = seal
    return true
  }

  package var text: String {
    keys.enumerated().map { place, key in
      var words = [Self.head, key.fingerprint, key.secret.base64EncodedString()]
      if isFounded, place == 0 { words.append(Self.founded) }
      if let seal = lastSeal(of: key) { words.append("\(Self.upTo)\(seal)") }
      return words.joined(separator: " ") + "\n"
    }.joined()
  }

  package var current: AuditKey { keys[keys.count - 1] }

  package mutating func use(_ key: AuditKey) { keys.append(key) }

  /// The trail has its first seal.
  package mutating func found() { isFounded = true }

  /// Every key before the one in use has made its last seal.
  package mutating func end(before first: Int) {
    for key in keys.dropLast() where lastSeals[key.fingerprint] == nil {
      lastSeals[key.fingerprint] = first - 1
    }
  }

  /// `nil`: it is in use, or nobody has noted when it was replaced.
  func lastSeal(of key: AuditKey) -> Int? { lastSeals[key.fingerprint] }

  /// In which order they were in use, from 0.
  func rank(of key: AuditKey) -> Int {
    keys.lastIndex { $0.fingerprint == key.fingerprint } ?? 0
  }

  package func key(_ fingerprint: String) -> AuditKey? {
    keys.last { $0.fingerprint == fingerprint }
  }
}

internal import Crypto
import Foundation
import RecallDomain

/// Numbers of erased persons, each as a hash that only this store can make: enough to know one again
/// when a list brings it under another id, and to call nobody there. The key lies in the store: what
/// this keeps from is a copy of the table alone, or a look into it, and not somebody who has the
/// whole store and tries every number there is.
struct ForgottenNumbers {
  let db: any Connection

  func forget(_ number: String, by erasure: Int) throws {
    try db.run(
      "INSERT INTO forgotten_number (hash, erasure) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [Self.hash(number, try key() ?? made()), erasure])
  }

  /// Numbers that a list brings are silent from the start when an erased person had them.
  func silence(_ numbers: some Sequence<String>, at now: Date) throws {
    guard try db.exists("SELECT 1 FROM forgotten_number"), let key = try key() else { return }
    let hashes = Dictionary(
      numbers.map { (Self.hash($0, key), $0) }, uniquingKeysWith: { first, _ in first })
    let known = try db.rows(
      "SELECT hash FROM forgotten_number WHERE hash \(db.among("?"))", [try bound(hashes.keys)])
    for case .text(let hash) in known.map(\.first) {
      guard let number = hashes[hash] else { continue }
      try db.run(
        "INSERT INTO silenced (number, at, call) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [number, now.micros, "erasure"])
    }
  }

  private func key() throws -> Data? {
    guard let row = try db.row("SELECT key FROM erasure_key"), case .blob(let key) = row.first
    else { return nil }
    return key
  }

  private func made() throws -> Data {
    let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    try db.run("INSERT INTO erasure_key (\"only\", key) VALUES (1, ?)", [key])
    return key
  }

  private static func hash(_ number: String, _ key: Data) -> String {
    let key = SymmetricKey(data: key)
    return HMAC<SHA256>.authenticationCode(for: Data(number.utf8), using: key).hexDigits
  }
}

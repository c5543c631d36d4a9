internal import Crypto
import Foundation
import RecallDomain

/// The scripts that calls and approvals keep: the name of each ends with the sum of what is kept, since
/// the first program. One that is not what its name says was altered since, and a colleague who takes up
/// a call would read it out.
enum KeptEditions {
  private static let page = 50

  /// - Parameter read: one short read of the store.
  static func findings(
    in read: ((any Connection) throws -> [SQLRow]) throws(StoreFailure) -> [SQLRow]
  ) throws(StoreFailure) -> [StoreFinding] {
    var (altered, after): ([String], String?) = ([], "")
    while let last = after {
      let rows = try read { db in
        try db.rows(
          "SELECT hash, compiled FROM script_version WHERE hash > ? ORDER BY hash LIMIT \(page)",
          [last])
      }
      altered += rows.compactMap(Self.altered)
      after = rows.count < page ? nil : rows.last.flatMap(Self.hash)
    }
    guard !altered.isEmpty else { return [] }
    return [
      StoreFinding(
        "editions-altered", "stored editions of scripts were altered", places: altered,
        advice: .editions)
    ]
  }

  private static func hash(_ row: SQLRow) -> String? {
    if case .text(let hash)? = row["hash"] { hash } else { nil }
  }

  private static func altered(_ row: SQLRow) -> String? {
    guard let hash = hash(row), case .blob(let compiled)? = row["compiled"],
      let dot = hash.lastIndex(of: "."), hash.hasPrefix("sha256:")
    else { return nil }
    let sum = SHA256.hash(data: compiled).hexDigits
    let said = hash[hash.index(after: dot)...]
    return said.isEmpty || !sum.hasPrefix(said) ? hash : nil
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  package var patience: TimeInterval? {
    get { nil }
    set {}
  }

  package func lookAgain() {}

  package func claimKey(_ claim: String, token: Int) throws(StoreFailure) -> ClaimKey? {
    try read("claimKey") { db in try ClaimKeys(db: db).key(of: claim, token: token) }
  }

  package func isOfThisLife(_ claim: String, token: Int) throws(StoreFailure) -> Bool {
    try read("claimKey") { db in try ClaimKeys(db: db).isOfThisLife(claim, token: token) }
  }
}

/// The keys that seal what computers keep of claims while the store is away: one for each claim and
/// each takeover of it.
struct ClaimKeys {
  let db: any Connection

  /// To be written with the claim itself.
  static func keeping(_ key: ClaimKey, of claim: String, token: Int) -> Read {
    Read(
      "INSERT INTO claim_key (claim, token, key, epoch) VALUES (?, ?, ?, \(epochNow))",
      [claim, token, key.bytes])
  }

  /// Who does not own it finds none.
  func key(of claim: String, token: Int) throws -> ClaimKey? {
    try db.row("SELECT key FROM claim_key WHERE claim = ? AND token = ?", [claim, token])
      .flatMap { ClaimKey(try Fields($0, of: "claim_key").data("key")) }
  }

  /// The key of a claim that its caller has in hand again; a new one where none was made.
  func kept(of claim: String, token: Int) throws -> ClaimKey? {
    if let key = try key(of: claim, token: token) { return key }
    let key = ClaimKey.fresh()
    try db.run(
      """
      INSERT INTO claim_key (claim, token, key, epoch) VALUES (?, ?, ?, \(Self.epochNow))
        ON CONFLICT DO NOTHING
      """, [claim, token, key.bytes])
    return try self.key(of: claim, token: token)
  }

  /// The key was made in the very life that the store is in. One that came back from a backup is in
  /// another, and no claim of before is its own.
  func isOfThisLife(_ claim: String, token: Int) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM claim_key WHERE claim = ? AND token = ? AND epoch = \(Self.epochNow)",
      [claim, token])
  }

  private static let epochNow = "(SELECT id FROM store_epoch ORDER BY number DESC LIMIT 1)"
}

extension ClaimKey {
  /// A new one, from the system's own source of randomness.
  static func fresh() -> ClaimKey {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    return ClaimKey(Data(bytes))!
  }
}

package import Foundation
package import RecallDomain

/// Sealing the trail: at the end of a day at the console, before a backup, and when somebody asks.
extension SharedActs {
  /// The key that this store's programs must have; `nil`: the trail is not chained.
  package func trailFingerprint() throws(StoreFailure) -> String? {
    try read("trailFingerprint") { try $0.text("SELECT audit_key FROM meta") }
  }

  /// The trail of a store is chained from now on, with this key; what stands in it already is held by
  /// the first seal. A store whose trail is chained keeps its key. Only for a store in a file: on a
  /// server it is its owner who does this (`PostgreSQLStore.migrate`).
  @discardableResult
  package func foundTrail(_ key: AuditKey, at now: Date) throws -> AuditCheckpoint? {
    while try !isFounded(with: key, holding: try sealOfBefore(key, at: now)) {}
    chainEntries(with: key)
    return try sealTrail(key, at: now)
  }

  /// Key and first seal in one transaction: a chain whose founder died does not stand without what holds
  /// the entries of before. `false`: another has written an entry that this seal does not hold.
  private func isFounded(with key: AuditKey, holding seal: AuditSeal) throws -> Bool {
    try write("foundTrail") { db in
      guard try db.text("SELECT audit_key FROM meta") == nil else { return true }
      let last = try db.row("SELECT coalesce(max(id), 0) AS last FROM audit")
      guard try last.map({ try Fields($0, of: "audit").int("last") }) == seal.upto else {
        return false
      }
      try db.run("UPDATE meta SET audit_key = ?", [key.fingerprint])
      return try insert(seal, db) == 1
    }
  }

  /// Another key, from now on. Only for a store in a file (`PostgreSQLStore.changeKey`).
  package func changeKey(to key: AuditKey) throws(StoreFailure) {
    try write("changeKey") { db in
      _ = try db.run("UPDATE meta SET audit_key = ?", [key.fingerprint])
    }
  }

  /// From now on this session's entries are chained.
  package func chainEntries(with key: AuditKey) {
    chain = AuditChain(key, of: (self as? PostgreSQLStore)?.user)
  }

  /// Seals what has grown since the last seal; answers the newest, or `nil` where nothing is chained.
  /// Two at once make one seal.
  ///
  /// - Parameter keys: with those that earlier seals were made with.
  package func sealTrail(
    _ key: AuditKey, knowing keys: AuditKeyring? = nil, at now: Date
  ) throws -> AuditCheckpoint? {
    guard try trailFingerprint() != nil else { return nil }
    let keys = keys ?? AuditKeyring(key)
    let seals = try lastSeals(keys)
    guard let last = try seals.first ?? lastOfLostKey() else {
      return try keep(try sealOfBefore(key, at: now), keys)
    }
    var growth = TrailGrowth(since: seals, keys)
    let from = seals.count < sealsLookedAt ? nil : seals[seals.count - 1].upto
    try eachAuditRow(after: from) { growth.look(at: $0) }
    if let chain, chain.unsealed > 0 { growth.hold(chain.last) }
    guard !growth.heads.isEmpty || seals.isEmpty else { return try checkpoint(of: last, keys) }
    return try keep(
      AuditSeal(
        after: last, number: try freeNumber(after: last),
        at: max(now, Date(micros: last.at)), upto: growth.upto,
        heads: AuditSeal.text(growth.heads), key), keys)
  }

  private func sealOfBefore(_ key: AuditKey, at now: Date) throws -> AuditSeal {
    var (blocks, upto) = (AuditBlocks(key), 0)
    try eachAuditRow { row in
      guard row.place == nil else { return }
      blocks.add(row)
      upto = row.id
    }
    blocks.close()
    return AuditSeal(
      after: nil, number: try freeNumber(after: nil), at: now, upto: upto,
      heads: AuditSeal.text(blocks.done), key)
  }

  // MARK: Seals that stand

  /// The last that somebody with the key has made, the newest first. A little more than was looked at last
  /// time is looked at again: on a server an entry may have come in late, under a number that was
  /// passed already.
  private func lastSeals(_ keys: AuditKeyring) throws -> [AuditSeal] {
    var looked = sealsLookedAt + 1
    while true {
      let rows = try read("sealTrail") { db in
        try db.rows("SELECT * FROM audit_seal ORDER BY number DESC LIMIT \(looked)")
          .map(AuditSeal.init)
      }
      let found = good(rows, keys, isAll: rows.count < looked)
      if found.count >= sealsLookedAt || rows.count < looked { return found }
      looked *= 16
    }
  }

  /// Where every key of before is lost the first seal of the next one stands behind what is there.
  private func lastOfLostKey() throws -> AuditSeal? {
    try read("sealTrail") { db in
      try db.row("SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1").map(AuditSeal.init)
    }
  }

  private func good(_ rows: [AuditSeal], _ keys: AuditKeyring, isAll: Bool) -> [AuditSeal] {
    var rows = rows[...]
    // What the oldest of these stands behind is not among them.
    let before = isAll ? Mac.none : rows.popLast()?.mac ?? .none
    var chain = SealChain(keys, after: before)
    return rows.reversed().filter { chain.key(of: $0) != nil }.suffix(sealsLookedAt).reversed()
  }

  /// The first number behind the last seal that nobody has taken.
  private func freeNumber(after last: AuditSeal?) throws -> Int {
    let taken = try read("sealTrail") { db in
      try db.rows(
        "SELECT number FROM audit_seal WHERE number > ? ORDER BY number", [last?.number ?? 0]
      ).map { try Fields($0, of: "audit_seal").int("number") }
    }
    return taken.reduce((last?.number ?? 0) + 1) { $0 == $1 ? $0 + 1 : $0 }
  }

  private func keep(_ seal: AuditSeal, _ keys: AuditKeyring) throws -> AuditCheckpoint? {
    let kept = try write("sealTrail") { db in try insert(seal, db) }
    chain?.isSealed()
    if kept == 1 { return try checkpoint(of: seal, keys) }
    // Somebody else has sealed at this moment.
    return try lastSeals(keys).first.map { try checkpoint(of: $0, keys) }
  }

  private func insert(_ seal: AuditSeal, _ db: any Connection) throws -> Int {
    try db.run(
      """
      INSERT INTO audit_seal (number, at, upto, heads, fingerprint, mac)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """, [seal.number, seal.at, seal.upto, seal.heads, seal.fingerprint, seal.mac.data])
  }

  /// Signed with the key that the seal was made with.
  private func checkpoint(of seal: AuditSeal, _ keys: AuditKeyring) throws -> AuditCheckpoint {
    AuditCheckpoint(seal, epoch: try epoch().id, keys.key(seal.fingerprint) ?? keys.current)
  }
}

/// The last ones: what came in late has come by then.
private let sealsLookedAt = 3

extension SharedActs {
  /// Somebody has a patient in hand at this moment.
  package func callsGoOn(at now: Date) throws(StoreFailure) -> Bool {
    try read("callsGoOn") { db in
      try db.exists(
        "SELECT 1 FROM claim WHERE ended_at IS NULL AND lease_ends > ?", [now.micros])
    }
  }
}

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
  package func foundTrail(_ key: AuditKey, at now: Date) throws {
    try write("foundTrail") { db in
      _ = try db.run(
        "UPDATE meta SET audit_key = ? WHERE audit_key IS NULL", [key.fingerprint])
    }
    chainEntries(with: key)
    _ = try sealTrail(key, at: now)
  }

  /// Another key, from now on. Only for a store in a file (`PostgreSQLStore.changeKey`).
  package func changeKey(to key: AuditKey) throws(StoreFailure) {
    try write("changeKey") { db in
      _ = try db.run("UPDATE meta SET audit_key = ?", [key.fingerprint])
    }
  }

  /// From now on this session's entries are chained.
  package func chainEntries(with key: AuditKey) { chain = AuditChain(key) }

  /// Seals what has grown since the last seal; answers the newest, or `nil` where nothing is chained.
  /// Two at once make one seal.
  package func sealTrail(_ key: AuditKey, at now: Date) throws -> AuditCheckpoint? {
    guard try trailFingerprint() != nil else { return nil }
    let seals = try read("sealTrail") { db in
      try db.rows("SELECT * FROM audit_seal ORDER BY number DESC LIMIT \(sealsLookedAt)")
        .map(AuditSeal.init)
    }
    guard let last = seals.first else {
      return try keep(try sealOfBefore(key, at: now), key)
    }
    let growth = try growth(since: seals)
    guard !growth.heads.isEmpty else { return try checkpoint(of: last, key) }
    return try keep(
      AuditSeal(
        after: last, at: max(now, Date(micros: last.at)), upto: growth.upto,
        heads: AuditSeal.text(growth.heads), key), key)
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
      after: nil, at: now, upto: upto, heads: AuditSeal.text(blocks.done), key)
  }

  /// A little more than was looked at last time is looked at again: on a server an entry may have come
  /// in late, under a number that was passed already.
  private func growth(since seals: [AuditSeal]) throws -> (heads: [AuditSeal.Head], upto: Int) {
    let from = seals.count < sealsLookedAt ? .min : seals[seals.count - 1].upto
    let known = Set(seals.flatMap { $0.isOfBefore ? [] : $0.headList() ?? [] })
    var (heads, upto): ([Int: AuditSeal.Head], Int) = ([:], seals[0].upto)
    try eachAuditRow(after: from) { row in
      upto = max(upto, row.id)
      guard let place = row.place, let mac = row.mac else { return }
      heads[place.session] = AuditSeal.Head(place: place, id: row.id, mac: mac)
    }
    return (heads.values.filter { !known.contains($0) }.sorted { $0.id < $1.id }, upto)
  }

  private func keep(_ seal: AuditSeal, _ key: AuditKey) throws -> AuditCheckpoint? {
    let kept = try write("sealTrail") { db in
      try db.run(
        """
        INSERT INTO audit_seal (number, at, upto, heads, fingerprint, mac)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """, [seal.number, seal.at, seal.upto, seal.heads, seal.fingerprint, seal.mac.data])
    }
    if kept == 1 { return try checkpoint(of: seal, key) }
    // Somebody else has sealed at this moment.
    let last = try read("sealTrail") { db in
      try db.row("SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1").map(AuditSeal.init)
    }
    return try last.map { try checkpoint(of: $0, key) }
  }

  private func checkpoint(of seal: AuditSeal, _ key: AuditKey) throws -> AuditCheckpoint {
    AuditCheckpoint(seal, epoch: try epoch().id, key)
  }
}

/// The last ones: what came in late has come by then.
private let sealsLookedAt = 3

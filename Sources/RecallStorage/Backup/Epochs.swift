package import Foundation
package import RecallDomain

extension SharedActs {
  package func epoch() throws(StoreFailure) -> StoreEpoch {
    try read("epoch") { try $0.epoch() }
  }

  package func epochs() throws(StoreFailure) -> [StoreEpoch] {
    try read("epochs") { db in
      try db.rows("SELECT * FROM store_epoch ORDER BY number").map(EpochReading.epoch)
    }
  }

  @discardableResult
  package func beginEpoch(
    _ cause: StoreEpoch.Cause, by who: String, at now: Date
  ) throws(StoreFailure) -> StoreEpoch {
    try write("beginEpoch") { db in
      let next = StoreEpoch(
        number: try db.epoch().number + 1,
        id: UUID().uuidString.lowercased().replacing("-", with: ""), began: now, cause: cause)
      try db.run(
        "INSERT INTO store_epoch (number, id, began, cause) VALUES (?, ?, ?, ?)",
        [next.number, next.id, now.micros, cause.rawValue])
      try db.run(
        "UPDATE claim SET token = token + \(tokensApart) WHERE ended_at IS NULL")
      if cause == .restored { try holdMessagesBack(db, at: now) }
      // Chained: whoever has no key begins no life that the trail knows of.
      try db.audit(
        cause == .copied ? .storeCopied : .storeRestored, by: who, subject: next.id, at: now)
      return next
    }
  }
}

/// What waited when the backup was made may have been sent since, in the life that is lost: nobody gets
/// it twice unless a person decides so. Sent again, it has the name outside the clinic that it had.
private func holdMessagesBack(_ db: any Connection, at now: Date) throws {
  try db.run(
    """
    UPDATE outbox SET state = 'failed', reason = ?, settled_at = ?, lease_ends = NULL,
        tries = CASE WHEN tries = 0 THEN 1 ELSE tries END
      WHERE state IN ('waiting', 'sending')
    """, [MessageFailure.restored.rawValue, now.micros])
}

extension Connection {
  /// In the transaction of whoever asks: what is replayed must be of this very life.
  func epoch() throws -> StoreEpoch {
    let last = try row("SELECT * FROM store_epoch ORDER BY number DESC LIMIT 1")
    guard let last else { throw DamagedRow(place: "store_epoch") }
    return try EpochReading.epoch(last)
  }
}

private enum EpochReading {
  static func epoch(_ row: SQLRow) throws -> StoreEpoch {
    let fields = Fields(row, of: "store_epoch")
    return StoreEpoch(
      number: try fields.int("number"), id: try fields.text("id"),
      began: try fields.instant("began"), cause: try fields.word("cause"))
  }
}

/// The old life may have gone on, and its claims may have been taken over many times since.
private let tokensApart = 1_000_000

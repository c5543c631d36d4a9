import Foundation
import GRDB

/// The first ready entry of each lane, the first of these, its claim and its line in the trail.
final class BareSQLiteCaller: NextCaller {
  private let queue: DatabaseQueue
  private let id: String
  private var taken: (claim: String, recall: String)?

  init(_ path: String, id: String) throws {
    queue = try BareStore.open(path)
    self.id = id
  }

  private static let first = """
    SELECT recall.id, recall.patient,
        (SELECT number FROM phone WHERE phone.patient = recall.patient ORDER BY rank LIMIT 1) number
      FROM lane JOIN recall ON recall.id = (
        SELECT id FROM recall AS entry WHERE entry.lane = lane.id AND phase = 'ready'
          AND NOT EXISTS (SELECT 1 FROM claim
            WHERE claim.patient = entry.patient AND ended_at IS NULL)
          AND EXISTS (SELECT 1 FROM phone WHERE phone.patient = entry.patient)
          ORDER BY turn, priority, due, id LIMIT 1)
      WHERE lane.shut = 0 ORDER BY turn, priority, due, recall.id LIMIT 1
    """

  func take() throws {
    let claim = UUID().uuidString.lowercased()
    let now = BareStore.now
    try BareStore.commit(queue) { db in
      guard let row = try Row.fetchOne(try db.cachedStatement(sql: Self.first)) else {
        throw BenchFailure.nobodyToCall
      }
      let (recall, patient, number): (String, String, String) =
        (row["id"], row["patient"], row["number"])
      try db.cachedStatement(
        sql: """
          INSERT INTO claim (id, recall, patient, number, caller, token, last_seq, lease,
              lease_ends, opened_at)
            VALUES (?1, ?2, ?3, ?4, ?7, 1, 0, ?5, ?6 + ?5, ?6)
          """
      ).execute(arguments: [claim, recall, patient, number, 1_800_000_000, now, id])
      try db.cachedStatement(
        sql: """
          INSERT INTO claim_key (claim, token, epoch, key)
            VALUES (?, 1, (SELECT id FROM store_epoch ORDER BY number DESC LIMIT 1), zeroblob(32))
          """
      ).execute(arguments: [claim])
      try trail(db, "claimed", recall, now)
      taken = (claim, recall)
    }
  }

  func giveBack() throws {
    guard let taken else { return }
    self.taken = nil
    let now = BareStore.now
    try BareStore.commit(queue) { db in
      try db.cachedStatement(
        sql: "UPDATE claim SET ended_at = ?, how = 'gave-back', reason = '' WHERE id = ?"
      ).execute(arguments: [now, taken.claim])
      try trail(db, "gave-back", taken.recall, now)
    }
  }

  private func trail(_ db: Database, _ act: String, _ recall: String, _ now: Int64) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO audit (at, who, act, recall, session, seq, mac)
          VALUES (?, ?, ?, ?, 1, 1, zeroblob(32))
        """
    ).execute(arguments: [now, id, act, recall])
  }
}

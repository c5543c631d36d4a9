import Foundation
import RecallDomain

/// Numbers and addresses that a message found to reach nobody. What is on record about one counts as
/// a "no" for its channel, until somebody there, or the patient in a call, says otherwise.
struct Undeliverable {
  let db: any Connection
  let now: Date

  /// - Parameter said: when it was found; what somebody has said of the place since then outweighs it.
  func mark(
    _ channel: ContactMethod, _ place: String, by message: String?, said: Date
  ) throws {
    try db.run(
      """
      INSERT INTO undeliverable (place, channel, said, at, message) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (place, channel) DO UPDATE SET said = excluded.said, at = excluded.at,
          message = excluded.message, ended_at = NULL WHERE undeliverable.ended_at <= ?6
      """,
      [
        place, channel.rawValue, LocalTime(said, in: Zone("UTC")!).date.description, now.micros,
        message, said.micros,
      ])
    let isBad = try db.exists(
      "SELECT 1 FROM undeliverable WHERE place = ? AND channel = ? AND ended_at IS NULL",
      [place, channel.rawValue])
    guard isBad else { return }
    let waiting = try db.rows(
      "SELECT key FROM outbox WHERE state = 'waiting' AND channel = ? AND address = ?",
      [channel.rawValue, place])
    for row in waiting {
      try MessageStopping(db: db, now: now).stop(
        .badAddress, try Fields(row, of: "outbox").text("key"))
    }
  }

  func lift(_ channel: ContactMethod, _ place: String) throws {
    try db.run(
      """
      UPDATE undeliverable SET ended_at = ? WHERE place = ? AND channel = ? AND ended_at IS NULL
      """, [now.micros, place, channel.rawValue])
  }
}

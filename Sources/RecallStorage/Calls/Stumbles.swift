import Foundation
package import RecallDomain

/// Lines that were marked as hard to say.
extension SharedActs {
  package func stumbles(in script: String?) throws(StoreFailure) -> [Stumble] {
    try read("stumbles") { db in
      try db.rows(
        """
        SELECT * FROM stumble WHERE CAST(?1 AS TEXT) IS NULL OR script = ?1 ORDER BY at, id
        """, [script]
      ).map { row in
        let fields = Fields(row, of: "stumble")
        return Stumble(
          id: try fields.text("id"), call: CallID(try fields.text("call")),
          script: try fields.text("script"), edition: try fields.text("edition"),
          node: try fields.text("node"), line: try fields.text("line"),
          locale: try fields.text("locale"), said: try fields.text("said"),
          words: try fields.text("words"), who: try fields.text("who"),
          at: try fields.instant("at"))
      }
    }
  }
}

/// Keeps a mark in the transaction of the answer that made it; the edition is that of its call.
struct StumbleWriting {
  let db: any Connection

  func keep(_ stumble: Stumble) throws {
    let kept = try db.run(
      """
      INSERT INTO stumble (id, call, edition, script, node, line, locale, said, words, who, at)
        VALUES (?1, ?2, (SELECT edition FROM attempt WHERE attempt.call = ?2), ?3, ?4, ?5, ?6, ?7,
          ?8, ?9, ?10) ON CONFLICT DO NOTHING
      """,
      [
        stumble.id, stumble.call.rawValue, stumble.script, stumble.node, stumble.line,
        stumble.locale, stumble.said, stumble.words, stumble.who, stumble.at.micros,
      ])
    guard kept > 0 else { return }
    try db.audit(
      .lineMarked, by: stumble.who, call: stumble.call,
      subject: "\(stumble.script) \(stumble.line) \(stumble.locale)", at: stumble.at)
  }
}

import Foundation
import GRDB
package import RecallDomain

extension SQLiteStore {
  package func eachJournal(
    _ body: (_ edition: String, _ journal: [JournalEntry]) throws -> Void
  ) throws {
    var after = 0
    while true {
      let page = try read("eachJournal") { db in
        try db.rows(
          """
          SELECT rowid AS place, call, edition FROM attempt
            WHERE rowid > ? AND withdrawn_at IS NULL ORDER BY rowid LIMIT \(Self.calls)
          """, [after]
        ).map { row in
          let fields = Fields(row, of: "attempt")
          let call = CallID(try fields.text("call"))
          return (
            place: try fields.int("place"), edition: try fields.text("edition"),
            journal: try Journal.entries(of: call, db)
          )
        }
      }
      for call in page { try body(call.edition, call.journal) }
      guard page.count == Self.calls, let last = page.last else { return }
      after = last.place
    }
  }

  /// Calls in one short read.
  private static let calls = 64
}

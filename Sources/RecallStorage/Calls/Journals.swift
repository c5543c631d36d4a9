import Foundation
package import RecallDomain

extension SharedActs {
  package func eachJournal(
    _ body: (_ edition: String, _ journal: [JournalEntry]) throws -> Void
  ) throws {
    var after: (started: Int, call: String) = (.min, "")
    while true {
      let page = try read("eachJournal") { db in
        try db.rows(
          """
          SELECT call, edition, started FROM attempt WHERE (started, call) > (?, ?)
            AND withdrawn_at IS NULL AND caller <> '\(MessageStep.author)'
            ORDER BY started, call LIMIT \(callsAtOnce)
          """, [after.started, after.call]
        ).map { row in
          let fields = Fields(row, of: "attempt")
          let call = CallID(try fields.text("call"))
          return (
            started: try fields.int("started"), call: call.rawValue,
            edition: try fields.text("edition"),
            journal: try Journal.isErased(call, db) ? [] : Journal.entries(of: call, db)
          )
        }
      }
      // Without its words a journal cannot be walked again.
      for call in page where !call.journal.isEmpty { try body(call.edition, call.journal) }
      guard page.count == callsAtOnce, let last = page.last else { return }
      after = (last.started, last.call)
    }
  }
}

/// Calls in one short read.
private let callsAtOnce = 64

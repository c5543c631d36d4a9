package import Foundation
package import RecallDomain

/// What stays of practice calls.
extension SharedActs {
  package func keepPractice(_ result: PracticeResult) throws(StoreFailure) {
    try write("keepPractice") { db in
      _ = try db.run(
        """
        INSERT INTO practice_result (id, staff, kind, script, locale, passed, started, body)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          result.id, result.staff, result.kind.rawValue, result.script, result.locale,
          result.passed, result.started.micros, try Whole.text(result),
        ])
    }
  }

  package func practice(since: Date?) throws(StoreFailure) -> [PracticeResult] {
    try read("practice") { db in
      try db.rows(
        "SELECT body FROM practice_result WHERE started >= ? ORDER BY started, id",
        [since?.micros ?? Int.min]
      ).map { row in
        let fields = Fields(row, of: "practice_result")
        guard let result: PracticeResult = try fields.optionalJSON("body") else {
          throw fields.damaged("body")
        }
        return result
      }
    }
  }

  package func practicePasses(of staff: String) throws(StoreFailure) -> Set<PracticePass> {
    try read("practicePasses") { db in
      let rows = try db.rows(
        "SELECT body FROM practice_result WHERE staff = ? AND passed = 1", [staff])
      return try Set(
        rows.compactMap { row -> PracticePass? in
          let fields = Fields(row, of: "practice_result")
          guard let result: PracticeResult = try fields.optionalJSON("body") else {
            throw fields.damaged("body")
          }
          return result.isPass ? PracticePass(script: result.script, locale: result.locale) : nil
        })
    }
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  /// Judges one batch of the entries that are blocked until something changes; a policy or a script
  /// may be what has changed. Answers how many stand ready or waiting now.
  func relook(
    segment: String?, at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> Int {
    try write("relook") { db in
      let rows = try db.rows(
        """
        SELECT * FROM recall WHERE phase = 'blocked' AND (CAST(?1 AS TEXT) IS NULL OR segment = ?1)
          AND id > ?2
          ORDER BY id LIMIT \(Standing.batch) \(db.dialect.locked(rowsOf: "recall"))
        """, [segment, relookFrom])
      relookFrom =
        rows.count < Standing.batch ? "" : try Fields(rows.last!, of: "recall").text("id")
      var freed = 0
      for candidate in try CandidateReading(db: db).candidates(rows) {
        if case .excluded(_, until: nil) = judge(candidate) { continue }
        try Standing(db: db).wake(candidate.entry.patient, at: now)
        freed += 1
      }
      return freed
    }
  }

  /// Judges a batch of open entries and writes where each stands, from the entry after `after` on;
  /// answers the last one judged, `nil` at the end. For the pass after an import or a change of
  /// policy, between other work: it makes `counts` exact and the first `next` of a day quick.
  package func settle(
    after: RecallID?, at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> RecallID? {
    try write("settle") { db in
      let rows = try db.rows(
        """
        SELECT recall.*, lane.hours FROM recall JOIN lane ON lane.id = recall.lane
          WHERE recall.id > ? AND state = 'open' ORDER BY recall.id LIMIT \(settledAtOnce)
          \(db.dialect.locked(rowsOf: "recall"))
        """, [after?.rawValue ?? ""])
      let candidates = try CandidateReading(db: db).candidates(rows)
      for (row, candidate) in zip(rows, candidates) {
        try db.run(
          "UPDATE recall SET \(Standing.fresh) WHERE id = ?2",
          [now.micros, candidate.entry.id.rawValue])
        let verdict = judge(candidate)
        try shut(candidate.entry.segment, verdict, db)
        guard case .excluded(let reason, let until) = verdict else { continue }
        let hours = try Fields(row, of: "lane").text("hours")
        _ = try Standing(db: db).keepBack(
          candidate, reason, until: until, inNamedHours: !hours.isEmpty, at: now)
      }
      return candidates.count < settledAtOnce ? nil : candidates.last?.entry.id
    }
  }

  /// A segment is shut when an entry lacks its script, and open again when one may be called.
  private func shut(_ segment: String, _ verdict: Callability, _ db: any Connection) throws {
    let shut: Bool
    switch verdict {
    case .excluded(.noScript, _): shut = true
    case .callable: shut = false
    case .excluded: return
    }
    try db.run("UPDATE lane SET shut = ?1 WHERE segment = ?2 AND shut <> ?1", [shut, segment])
  }
}

/// Entries judged in one transaction.
private let settledAtOnce = 200

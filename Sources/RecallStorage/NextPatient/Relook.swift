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
      try Tallies(db: db).fold()
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
        \(Settling.rows) WHERE recall.id > ? AND state = 'open'
          ORDER BY recall.id LIMIT \(settledAtOnce) \(db.dialect.locked(rowsOf: "recall"))
        """, [after?.rawValue ?? ""])
      let candidates = try Settling(db: db, now: now).settle(rows, judge: judge)
      try Tallies(db: db).fold()
      return candidates.count < settledAtOnce ? nil : candidates.last?.entry.id
    }
  }

  package func settleDue(
    at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> Int {
    let due = "phase = 'waiting' AND not_before <= ?"
    let any = try read("settleDue") { db in
      try db.exists("SELECT 1 FROM recall WHERE \(due) LIMIT 1", [now.micros])
    }
    guard any else { return 0 }
    return try write("settleDue") { db in
      let rows = try db.rows(
        """
        \(Settling.rows) WHERE \(due) ORDER BY not_before, priority, due, recall.id
          LIMIT \(settledAtOnce) \(db.dialect.locked(rowsOf: "recall"))
        """, [now.micros])
      let candidates = try Settling(db: db, now: now).settle(rows, judge: judge)
      try Tallies(db: db).fold()
      return candidates.count
    }
  }
}

/// Entries judged in one transaction.
private let settledAtOnce = 200

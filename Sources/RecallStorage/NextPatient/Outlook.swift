package import Foundation
package import RecallDomain

/// How the day looks, without taking anybody.
extension SharedActs {
  package func counts(
    for caller: String, at now: Date, endOfDay: Date, opens: LaneOpening
  ) throws(StoreFailure) -> DayCounts {
    try read("counts") { db in
      let own = try ClaimReading(db: db).unfinished(for: caller, at: now)
      let lanes = LaneCounts(db: db, now: now)
      var (mine, ready, later): ([Int], Int, Int) = ([], 0, 0)
      for lane in try lanes.standing(segment: nil) {
        guard case .from(let opening) = opens(lane.facts) else { continue }
        mine.append(lane.lane)
        if opening <= now { ready += lane.entries }
        if now < opening, opening <= endOfDay { later += lane.entries }
      }
      return DayCounts(
        ready: ready, laterToday: later + (try lanes.waiting(in: mine, through: endOfDay)),
        needOutcome: own.count { $0.caller == caller })
    }
  }

  package func tally(
    segment: String?, at now: Date, opens: LaneOpening
  ) throws(StoreFailure) -> WorklistTally {
    try read("tally") { db in
      var tally = WorklistTally()
      let lanes = LaneCounts(db: db, now: now)
      for lane in try lanes.standing(segment: segment) {
        switch opens(lane.facts) {
        case .keptBack(let reason): tally.count(reason, lane.entries, from: nil)
        case .from(let opening) where opening <= now:
          tally.count(callable: lane.entries, in: lane.facts.segment)
        case .from(let opening):
          tally.count(
            .outsideHours, lane.entries, from: opening < .distantFuture ? opening : nil)
        }
      }
      for (reason, count, first) in try lanes.keptBack(segment: segment) {
        tally.count(reason, count, from: first)
      }
      let (review, booked) = (
        try lanes.outOfLine(.review, segment: segment),
        try lanes.outOfLine(.scheduled, segment: segment)
      )
      for (fact, ended) in try lanes.endedByFact(segment: segment) {
        tally.count(fact.reason, ended, from: nil)
      }
      tally.count(.clinicalReview, review, from: nil)
      tally.count(.alreadyScheduled, booked, from: nil)
      return tally
    }
  }

  package func firstInLine(
    _ count: Int, segment: String?, at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> [Candidate] {
    try write("promote") { try Standing(db: $0).promote(at: now) }
    return try read("firstInLine") { db in
      var found: [Candidate] = []
      let line = LaneMerge(segment: segment, at: now, under: classes)
      for _ in 0..<entriesLookedAt {
        guard found.count < count, let run = try line.next(db) else { break }
        let id = RecallID(run.take().id)
        guard let candidate = try CandidateReading(db: db).candidate(id) else { continue }
        switch judge(candidate) {
        case .callable: found.append(candidate)
        case .excluded(let reason, _): line.close(run, reason)
        }
      }
      return found
    }
  }

  package func eachOwing(_ body: (Candidate) throws -> Void) throws {
    var after = ""
    while true {
      let page = try read("eachOwing") { db in
        let rows = try db.rows(
          """
          SELECT * FROM recall WHERE id > ?1 AND id IN (
              SELECT id FROM recall WHERE callback IS NOT NULL AND state = 'open' AND id > ?1
              UNION SELECT id FROM recall WHERE state = 'review' AND callback IS NOT NULL
                AND id || '' > ?1
              UNION SELECT recall FROM queue_item WHERE state = 'answered' AND recall > ?1)
            AND state <> 'closed' ORDER BY id LIMIT \(owingAtOnce)
          """, [after])
        return try CandidateReading(db: db).candidates(rows)
      }
      for candidate in page { try body(candidate) }
      guard page.count == owingAtOnce, let last = page.last else { return }
      after = last.entry.id.rawValue
    }
  }
}

/// Entries looked at for the first of the line, at most (invariant 10).
private let entriesLookedAt = 200
private let owingAtOnce = 256

package import Foundation
package import RecallDomain

/// Sending what waits in the outbox: each message in one sender's hands, and settled once.
extension SharedActs {
  package func takeMessage(
    _ terms: SendingTerms, at now: Date,
    decide: (OutboxItem, Candidate) -> MessageTurnVerdict
  ) throws(StoreFailure) -> TakenMessage? {
    // What is in other hands at this moment is not waited for: whoever has it settles it.
    for _ in 0..<MessageTaking.most {
      let waiting = try read("takeMessage") { try MessageTaking(db: $0, now: now).waiting(terms) }
      guard !waiting.isEmpty else { return nil }
      let one = try write("takeMessage") { db in
        try MessageTaking(db: db, now: now).take(waiting, terms, decide)
      }
      switch one {
      case .taken(let taken): return taken
      case .notNow: continue
      case .inOtherHands: return nil
      }
    }
    return nil
  }

  package func settleMessage(
    _ taken: TakenMessage, _ after: AfterHandOver, code: Int?, items: [QueueItem], at now: Date
  ) throws(StoreFailure) {
    try write("settleMessage") { db in
      try MessageSettling(db: db, now: now).settle(
        taken.message.key, attempt: taken.attempt, after, code: code, items: items)
    }
  }

  package func settleLostMessages(
    at now: Date, settle: (OutboxItem) -> (after: AfterHandOver, items: [QueueItem])
  ) throws(StoreFailure) -> Int {
    var count = 0
    while true {
      let lost = try read("settleLostMessages") { db in
        try db.text(
          """
          SELECT key FROM outbox WHERE state = 'sending' AND lease_ends <= ?
            ORDER BY lease_ends, key LIMIT 1
          """, [now.micros])
      }
      guard let lost else { return count }
      count += try write("settleLostMessages") { db in
        try MessageSettling(db: db, now: now).settleLost(lost, settle) ? 1 : 0
      }
    }
  }

  package func retryMessage(
    _ key: String, by staff: String, at now: Date
  ) throws(StoreFailure) {
    try write("retryMessage") { db in
      try MessageSettling(db: db, now: now).retry(key, by: staff)
    }
  }

  package func dropMessage(_ key: String, by staff: String, at now: Date) throws(StoreFailure) {
    try write("dropMessage") { db in try MessageSettling(db: db, now: now).drop(key, by: staff) }
  }
}

package import Foundation
package import RecallDomain

extension SharedActs {
  package func beginCall(
    _ beginning: CallBeginning, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket {
    try writeOrStale("beginCall", under: ticket) { db in
      try CallBegin(db: db, ticket: ticket, now: now).begin(beginning)
    }
  }

  package func append(
    _ entry: JournalEntry, effects: [CallWrite], under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket {
    try writeOrStale("append", under: ticket) { db in
      try CallActs(db: db, classes: classes, now: now)
        .append(entry, effects: effects, under: ticket)
    }
  }

  package func withdrawCall(
    _ entry: JournalEntry, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket {
    try writeOrStale("withdrawCall", under: ticket) { db in
      try CallActs(db: db, classes: classes, now: now).withdraw(entry, under: ticket)
    }
  }

  package func park(_ entry: JournalEntry, under ticket: ClaimTicket, at now: Date)
    throws(StoreFailure)
  {
    _ = try writeOrStale("park", under: ticket) { db in
      try CallActs(db: db, classes: classes, now: now).park(entry, under: ticket)
    }
  }

  /// A transaction that commits even when the answer is `stale`, or that the store has gone back behind
  /// the call: what was typed is kept first.
  func writeOrStale<Result>(
    _ act: String, under ticket: ClaimTicket, _ body: (any Connection) throws -> Result?
  ) throws(StoreFailure) -> Result {
    let written = try write(act) { db -> Written<Result> in
      if let result = try body(db) { return .done(result) }
      return .beside(try WhyStale(db: db, ticket: ticket).conflict(of: ticket.call))
    }
    switch written {
    case .done(let result): return result
    case .beside(.movedOn): throw .stale
    case .beside(let why): throw .setAside(why)
    }
  }
}

private enum Written<Result> {
  case done(Result)
  case beside(ReplayConflict)
}

/// Before the first word: the claim gets its call, and the attempt stands in the store.
struct CallBegin {
  let db: any Connection
  let ticket: ClaimTicket
  let now: Date

  /// `nil`: stale.
  func begin(_ beginning: CallBeginning) throws -> ClaimTicket? {
    let journal = Journal(db: db, ticket: ticket, now: now)
    let call = beginning.call
    guard let claim = try journal.claim() else {
      try journal.keepStale(beginning.entry, of: call, effects: beginning.writes)
      return nil
    }
    try Locks(db: db).number(beginning.number)
    guard try journal.advanceToCall(beginning) else {
      let before = try journal.holds(beginning.entry, of: call) && claim.token == ticket.token
      if before { return journal.ticket(after: beginning.entry.seq, of: claim, call: call) }
      try journal.keepStale(beginning.entry, of: call, effects: [])
      return nil
    }
    try db.run(
      """
      INSERT INTO attempt (call, recall, patient, number, direction, attempt, edition, caller,
          local_date, started, part) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        call.rawValue, claim.recall.rawValue, claim.patient.rawValue, beginning.number,
        beginning.direction.rawValue, beginning.attempt, beginning.edition, claim.caller,
        beginning.localDate.description, beginning.entry.at.micros, beginning.partOfDay?.rawValue,
      ])
    try journal.insert(beginning.entry, of: call)
    let key = "\(call.rawValue)/\(beginning.entry.seq)"
    try CallWriting(db: db, call: call, key: key, now: now).apply(beginning.writes)
    try db.audit(.began, by: claim.caller, recall: claim.recall, call: call, at: now)
    return journal.ticket(after: beginning.entry.seq, of: claim, call: call)
  }
}

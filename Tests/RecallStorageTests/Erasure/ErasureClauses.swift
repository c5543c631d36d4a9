import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// Words that are not kept any longer, on both stores, as their owner.
enum ErasureContract {
  static let clauses = words + persons

  private static let words: [StoreClause] = [
    StoreClause("words go, and outcomes, times, opt-outs and every figure stay; again: nothing") {
      bench throws in
      let work = try ErasedWork(bench)
      let before = try work.whatCounts()
      for kind in RetentionPolicy.Kind.allCases {
        let count = try bench.store.erasable(kind, work.old)
        #expect(count.rows == work.rows[kind], "\(kind)")
        #expect(count.oldest.map { $0 < work.cutoff } == true && count.youngest != nil)
        #expect(try bench.store.eraseWords(kind, work.old, as: work.act) == count.rows)
        #expect(try bench.store.eraseWords(kind, work.old, as: work.act) == 0)
        #expect(try bench.store.erasable(kind, work.old).rows == 0)
      }
      #expect(try work.rowsWithWords() == [])
      #expect(try work.whatCounts() == before)
      let note = try #require(try bench.store.notes(NoteQuery()).first)
      #expect(note.summary == "gone" && note.erased == work.act.at && note.remarks.isEmpty)
      #expect(note.number.isEmpty && note.fields[.question] == .some(.text("")))
      #expect(note.identity.result == .verified && note.path.count == 1)
    },
    StoreClause("a call without its words is not walked, corrected or added to") { bench throws in
      let work = try ErasedWork(bench)
      for kind in RetentionPolicy.Kind.allCases {
        _ = try bench.store.eraseWords(kind, work.old, as: work.act)
      }
      try bench.store.eachJournal { _, _ in Issue.record("a journal without words") }
      let id = NoteID("note-c1")
      #expect(throws: StoreFailure.erased) { try bench.store.savedCall(id) }
      #expect(throws: StoreFailure.erased) {
        try bench.store.amend(
          NoteAddition(id: "a9", note: id, author: "ana", at: work.act.at, words: "more"),
          at: work.act.at)
      }
      #expect(throws: StoreFailure.erased) {
        try bench.store.retryMessage("m1", by: "ana", at: work.act.at)
      }
      #expect(throws: (any Error).self) {
        try bench.store.takeUp(
          CallID("c1"), by: "ana", at: work.act.at, lease: Clinic.lease, takeOver: true)
      }
    },
    StoreClause("what is young, worked on, open or a child's stays") { bench throws in
      let work = try ErasedWork(bench)
      func rows(_ reach: ErasureReach) throws -> Int {
        try RetentionPolicy.Kind.allCases.reduce(0) {
          try $0 + bench.store.erasable($1, reach).rows
        }
      }
      #expect(try rows(.older(than: Clinic.now, bornUntil: work.adults)) == 0)
      // She was born in 1961: as if she had come of age too short a time ago. A reply is nobody's.
      let children = ErasureReach.older(
        than: work.cutoff, bornUntil: CivilDate(iso: "1950-01-01")!)
      #expect(try rows(children) == 2)
      try work.run("UPDATE queue_item SET state = 'open'")
      try work.run("UPDATE outbox SET state = 'waiting' WHERE key = 'm1'")
      #expect(try bench.store.erasable(.queues, work.old).rows == 0)
      try work.run("UPDATE recall SET state = 'open', phase = 'ready', ended_as = NULL")
      #expect(try rows(work.old) == 2)
      #expect(try bench.store.eraseWords(.notes, work.old, as: work.act) == 0)
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "No answer.")
      try work.run("UPDATE queue_item SET state = 'closed'")
      try work.run("UPDATE recall SET state = 'closed', phase = 'off'")
    },
    StoreClause("the trail tells of it without a word, and is whole") { bench throws in
      let work = try ErasedWork(bench)
      let store = try #require(bench.store as? any SharedActs)
      let key = AuditKey.random()
      try work.run("UPDATE meta SET audit_key = '\(key.fingerprint)'")
      store.chainEntries(with: key)
      _ = try store.sealTrail(key, at: Clinic.now)
      _ = try store.eraseWords(.calls, work.old, as: work.act)
      _ = try store.sealTrail(key, at: work.act.at)
      let verdict = try store.verifyTrail(AuditKeyring(key))
      #expect(verdict.isWhole)
      var told: [String?] = []
      try store.eachEntry(TrailQuery(act: "words-erased")) { told.append($0.subject) }
      #expect(told == (1...5).map { "calls 1 \($0)" })
      let kept = try store.read("test") { db in try db.int("SELECT sum(entries) FROM erasure") }
      #expect(kept == 5)
    },
    StoreClause("what is append-only is so again afterwards, and was so for everybody else") {
      bench throws in
      let work = try ErasedWork(bench)
      let store = try #require(bench.store as? any SharedActs)
      _ = try store.eraseWords(.notes, work.old, as: work.act)
      for table in Schema.closedTables where try work.has(table) {
        let column = work.columns[table] ?? "id"
        #expect(throws: StoreFailure.self, "\(table)") {
          try work.run("UPDATE \(table) SET \(column) = \(column)")
        }
        #expect(throws: StoreFailure.self, "\(table)") { try work.run("DELETE FROM \(table)") }
      }
    },
    StoreClause("a batch that fails has erased nothing, and the rows are kept from change again") {
      bench throws in
      let work = try ErasedWork(bench)
      let store = try #require(bench.store as? any SharedActs)
      #expect(throws: (any Error).self) {
        try store.erasing { (db: any Connection) throws -> Void in
          _ = try db.run("UPDATE note SET body = '{}'")
          throw Unexpected()
        }
      }
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "No answer.")
      #expect(throws: StoreFailure.self) { try work.run("UPDATE note SET body = '{}'") }
    },
    StoreClause("keys of claims that ended long ago go, those of calls that go on stay") {
      bench throws in
      let work = try ErasedWork(bench)
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2")))
      let (ticket, _) = try bench.call("c2", by: "ben", at: Clinic.minutes(60))
      #expect(
        try bench.store.eraseClaimKeys(endedBefore: Clinic.minutes(-1), as: work.act) == 0)
      #expect(try bench.store.eraseClaimKeys(endedBefore: work.cutoff, as: work.act) == 1)
      #expect(try bench.store.eraseClaimKeys(endedBefore: work.cutoff, as: work.act) == 0)
      #expect(try bench.store.claimKey(ticket.claim, token: 1) != nil)
    },
  ]
}

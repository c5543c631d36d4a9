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

extension ErasureContract {
  private static let persons: [StoreClause] = [
    StoreClause("one person goes on request: words, name, numbers; figures stay; again: nothing") {
      bench throws in
      let work = try ErasedWork(bench)
      let before = try work.whatCounts(withNumbers: false)
      let held = try #require(try bench.store.personHeld(PatientID("p1")))
      #expect(held.obstacles.isEmpty && !held.isErased && held.numbers == 1 && held.calls == 1)
      #expect(held.words == work.rows)
      for _ in 1...2 {
        try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      }
      #expect(try work.rowsWithWords() == [])
      #expect(try work.whatCounts(withNumbers: false) == before)
      let candidate = try #require(try bench.store.candidate(RecallID("r1")))
      #expect(candidate.patient.fullName.trimmingCharacters(in: .whitespaces).isEmpty)
      #expect(candidate.patient.phones.isEmpty && candidate.patient.dateOfBirth == nil)
      #expect(try bench.store.personHeld(PatientID("p1"))?.isErased == true)
      #expect(try bench.store.personHeld(PatientID("p9")) == nil)
    },
    StoreClause(
      "a list that brings an erased person again brings nothing, under another id silence"
    ) {
      bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let later = work.act.at
      let same = Clinic.row("r1", of: Clinic.patient("p1"), due: "2037-11-12")
      #expect(try bench.bring(same, at: later) == [.unchanged])
      let other = Clinic.row("r7", of: Clinic.patient("p7", numbers: [number]), due: "2037-11-12")
      #expect(try bench.bring(other, at: later) == [.added])
      let phones = try #require(try bench.store.candidate(RecallID("r7"))).patient.phones
      #expect(phones.map(\.status) == [.silenced])
      // A number that is new on record of somebody known is silent too.
      try bench.bring(Clinic.row("r8", of: Clinic.patient("p8", numbers: ["+16175559999"])))
      try bench.bring(
        Clinic.row("r8", of: Clinic.patient("p8", numbers: ["+16175559999", number])), at: later)
      let both = try #require(try bench.store.candidate(RecallID("r8"))).patient.phones
      #expect(both.map(\.status) == [.good, .silenced])
    },
    StoreClause("what a computer still kept of an erased person comes in without a word") {
      bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let word = ErasedWork.canary
      let old = ClaimTicket(
        claim: "old", recall: RecallID("r1"), patient: PatientID("p1"), caller: "ana", token: 1,
        lastSeq: 1, call: CallID("c1"), key: .fresh())
      let writes: [CallWrite] = [
        .doNotContact(old.patient), .silence(number: number), .emergency(raised: true),
        .openItem(Clinic.item(word, under: old)),
        .reviseItem(QueueItemID("c1-clinical-2"), question: word, urgent: true, due: nil),
      ]
      var kept = KeptCall(ticket: old, since: Clinic.now)
      kept.keep(KeptAct.append(Clinic.entry(2, payload: word), writes).awayFromTheStore)
      var closing = Clinic.closing(kept.reached, number: number, note: word)
      closing.numberStatus = .silenced
      kept.keep(KeptAct.close(closing).awayFromTheStore)
      for _ in 1...2 {
        let answer = try bench.store.replay(kept, at: work.act.at) { why in
          #expect(why == .erased)
          return nil
        }
        guard case .setAside(.erased) = answer else { throw Unexpected() }
      }
      #expect(throws: StoreFailure.setAside(.erased)) {
        _ = try bench.store.append(
          Clinic.entry(2, payload: word), effects: writes, under: old, at: work.act.at)
      }
      #expect(try work.rowsWithWords() == [])
      let beside = try bench.store.notesSetAside(of: old.patient)
      #expect(!beside.contains { $0.id == NoteID(word) })
      let silent = try #require(bench.store as? any SharedActs).read("test") { db in
        try db.int("SELECT count(*) FROM silenced WHERE number = ?", [number])
      }
      #expect(silent == 0)
    },
    StoreClause("the id stands in the trail for years, and leads to no person any more") {
      bench throws in
      let work = try ErasedWork(bench)
      let store = try #require(bench.store as? any SharedActs)
      let patient = PatientID("p1")
      try store.leaveTrace(
        of: .lookedUp, by: "ana", subject: nil, showing: [patient], at: Clinic.now)
      let known = try #require(try bench.store.candidate(RecallID("r1"))?.patient)
      try store.leaveTrace(of: .refused, by: "ana", subject: "p1", at: Clinic.now)
      try bench.store.erasePerson(patient, because: "asked for it", as: work.act)
      var told = 0
      try store.eachEntry(TrailQuery(patient: patient)) { _ in told += 1 }
      #expect(told >= 2)
      // Nothing that the store holds says who it was: neither beside the id, nor anywhere else.
      let names = [known.lastName, known.phones[0].number, "1961-03-04"]
      #expect(try work.tables(holding: names) == [])
    },
    StoreClause("a number that a household shares stays theirs") { bench throws in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2", numbers: [number])))
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      let phones = try #require(try bench.store.candidate(RecallID("r2"))).patient.phones
      #expect(phones.map(\.number) == [number] && phones.map(\.status) == [.good])
    },
    StoreClause("who is in a call, owed an answer or written to is not erased under their hands") {
      bench throws in
      let work = try ErasedWork(bench)
      try work.run("UPDATE queue_item SET state = 'open'")
      try work.run("UPDATE outbox SET state = 'waiting'")
      try work.run("UPDATE opening SET looked_at = NULL, looked_at_by = NULL", asOwner: true)
      let patient = PatientID("p1")
      #expect(
        try bench.store.personHeld(patient)?.obstacles == [.items(1), .messages(1), .openings(1)])
      #expect(throws: StoreFailure.self) {
        try bench.store.erasePerson(patient, because: "asked for it", as: work.act)
      }
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "No answer.")
      try bench.bring(Clinic.row("r2", of: Clinic.patient("p2")))
      _ = try bench.call("c2", by: "ben")
      #expect(try bench.store.personHeld(PatientID("p2"))?.obstacles == [.call])
    },
  ]
}

/// One call with all that may come of it, long over: each word of it has `Zanzibar` in it.
struct ErasedWork {
  static let canary = "Zanzibar"

  let bench: StoreBench
  let cutoff = Clinic.minutes(60 * 24 * 400)
  let adults = CivilDate(iso: "2000-01-01")!
  let act = ErasureAct(who: "lea", at: Clinic.minutes(60 * 24 * 4000), notice: "gone")
  /// How many rows of each kind have words.
  let rows: [RetentionPolicy.Kind: Int] = [.notes: 2, .calls: 5, .messages: 3, .queues: 1]

  var old: ErasureReach { .older(than: cutoff, bornUntil: adults) }

  init(_ bench: StoreBench) throws {
    self.bench = bench
    let word = Self.canary
    try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
    let (begun, number) = try bench.call()
    var item = Clinic.item("i1", under: begun)
    item.question = "\(word)?"
    let held = try bench.store.append(
      Clinic.entry(2, "stumbled", payload: "{\"\(word)\"}"), effects: [.openItem(item)],
      under: begun, at: Clinic.now)
    var closing = Clinic.closing(
      held, number: number, ending: Ending(.declined, .final)!, state: .closed,
      next: NextAction(kind: .none))
    closing.note.remarks = [word]
    closing.note.fields[.question] = .some(.text(word))
    try bench.store.close(closing, under: held, at: Clinic.minutes(4))
    _ = try bench.store.amend(
      NoteAddition(
        id: "a1", note: closing.note.id, author: "ana", at: Clinic.minutes(5), words: word),
      at: Clinic.minutes(5))
    try fill(closing.note, number)
  }

  /// What other acts leave, each row by itself.
  private func fill(_ note: CallNote, _ number: String) throws {
    let (word, at) = (Self.canary, Clinic.now.micros)
    let store = try #require(bench.store as? any SharedActs)
    try store.write("fill") { db in
      try db.run(
        """
        UPDATE queue_item SET state = 'closed', answer = ?, verdict = 'close', note = ?,
          answered_by = 'kim', answered_at = ?, closed_at = ?
        """, [word, word, at, at])
      try db.run(
        "INSERT INTO queue_act (key, item, at, who, act, words, nth) VALUES (?, ?, ?, ?, ?, ?, 9)",
        ["k", "i1", at, "kim", "take", word])
      try db.run("UPDATE claim SET because = ?", [word])
      try db.run(
        """
        INSERT INTO stale_entry (call, recall, seq, token, caller, kind, payload, at)
          VALUES ('c1', 'r1', 2, 1, 'ben', 'heard', ?, ?)
        """, [Data(word.utf8), at])
      try db.run(
        """
        INSERT INTO opening (id, recall, who, because, at, looked_at_by, looked_at)
          VALUES ('o1', 'r1', 'kim', ?, ?, 'lea', ?)
        """, [word, at, at])
      try db.run(
        """
        INSERT INTO note_grade (note, reviewer, rubric, answers, comment, at)
          VALUES (?, 'lea', '1', '[]', ?, ?)
        """, [note.id.rawValue, word, at])
      try db.run(
        """
        INSERT INTO note_set_aside (note, call, recall, patient, token, caller, at, body)
          VALUES ('other', 'c1', 'r1', 'p1', 1, 'ben', ?, ?)
        """, [at, try Whole.text(note)])
      try db.run(
        """
        INSERT INTO stumble (id, call, edition, script, node, line, locale, said, words, who, at)
          SELECT 'c1/2', call, edition, 's', 'n', 'l', 'en', 'x', ?, 'ben', ? FROM attempt
            WHERE call = 'c1'
        """, [word, at])
      try messages(db, number, at)
    }
  }

  private func messages(_ db: any Connection, _ number: String, _ at: Int) throws {
    try db.run(
      """
      INSERT INTO outbox (key, patient, call, channel, address, text, queued_at, state, tries, token,
          reason, settled_at) VALUES ('m1', 'p1', 'c1', 'sms', ?, ?, ?, 'failed', 1, 't', 'unclear', ?)
      """, [number, Self.canary, at, at])
    for (id, what) in [("y1", "words"), ("y2", "opt-out")] {
      try db.run(
        """
        INSERT INTO reply (id, channel, place, what, text, said_at, at)
          VALUES (?, 'sms', ?, ?, ?, ?, ?)
        """, [id, number, what, Self.canary, at, at])
    }
  }

  func run(_ sql: String, asOwner: Bool = false) throws {
    let store = try #require(bench.store as? any SharedActs)
    let body = { (db: any Connection) throws -> Void in _ = try db.run(sql) }
    try asOwner ? store.erasing(body) : store.write("test", body)
  }

  func has(_ table: String) throws -> Bool {
    let store = try #require(bench.store as? any SharedActs)
    return try store.read("test") { try $0.exists("SELECT 1 FROM \(table)") }
  }

  /// Of tables that have no `id`.
  let columns = [
    "script_version": "hash", "claim_key": "claim", "note_grade": "note", "recall_turn": "call",
    "queue_act": "key", "queue_seen": "item", "audit_seal": "number", "store_epoch": "number",
    "identity_try": "key", "erased_words": "id", "forgotten_number": "hash",
    "erasure_key": "key",
  ]

  /// Tables in which a word is still to be read.
  func rowsWithWords() throws -> [String] {
    let store = try #require(bench.store as? any SharedActs)
    let texts = [
      "queue_item": "question || answer || note", "queue_act": "words", "claim": "because",
      "opening": "because", "note": "body", "note_addition": "body", "note_grade": "comment",
      "note_set_aside": "body", "outbox": "text || address", "reply": "text", "stumble": "words",
    ]
    return try store.read("test") { db in
      var found = try texts.filter { table, text in
        try db.exists("SELECT 1 FROM \(table) WHERE \(text) LIKE '%\(Self.canary)%'")
      }.map(\.key)
      for table in ["call_event", "stale_entry"] {
        let rows = try db.rows("SELECT payload FROM \(table)")
        let hasWord = rows.contains { row in
          guard case .blob(let data) = row.first else { return false }
          return String(decoding: data, as: UTF8.self).contains(Self.canary)
        }
        if hasWord { found.append(table) }
      }
      return found.sorted()
    }
  }

  /// Tables that hold one of these words in some column, whatever its name.
  func tables(holding words: [String]) throws -> [String] {
    let store = try #require(bench.store as? any SharedActs)
    return try store.read("test") { db in
      let names =
        db.dialect == .sqlite
        ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        : "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = 'recall' AND tablename <> 'guard'"
      return try db.rows(names).compactMap { row -> String? in
        guard case .text(let table) = row.first else { return nil }
        let holds = try db.rows("SELECT * FROM \(table)").contains { row in
          row.values.contains { value in
            let text =
              switch value {
              case .text(let text): text
              case .blob(let data): String(decoding: data, as: UTF8.self)
              case .int, .null: ""
              }
            return words.contains { text.contains($0) }
          }
        }
        return holds ? table : nil
      }.sorted()
    }
  }

  /// Everything that figures, limits and the line are made of.
  func whatCounts(withNumbers: Bool = true) throws -> [String] {
    let store = try #require(bench.store as? any SharedActs)
    let zone = Zone("America/New_York")!
    let days = ReportPeriod(from: CivilDate(iso: "2026-11-01")!, to: Clinic.today, zone: zone)!
    var report = try store.measure(MetricQuestion(days, at: Clinic.minutes(60)))
    report.groups = [:]
    let places = try store.read("test") { db in
      try db.rows(
        "SELECT place FROM reply WHERE what = 'opt-out' UNION ALL SELECT outcome FROM attempt"
      ).map { "\($0.first)" }
    }
    let attempts = try #require(try store.candidate(RecallID("r1"))).attempts
    let said = attempts.map { "\($0.started) \(String(describing: $0.ending))" }
    return ["\(report.total)", "\(report.worked)"]
      + (withNumbers ? ["\(attempts)"] + places : said)
  }
}

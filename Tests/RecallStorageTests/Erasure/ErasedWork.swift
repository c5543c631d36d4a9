import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

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

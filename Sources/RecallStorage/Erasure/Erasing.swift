package import Foundation
package import RecallDomain

extension SharedActs {
  package func erasable(
    _ kind: RetentionPolicy.Kind, _ reach: ErasureReach
  ) throws -> ErasableCount {
    var count = ErasableCount()
    for words in ErasableWords.of(kind) {
      try eachErasable(words, reach) { found in for row in found { count.add(row.at) } }
    }
    return count
  }

  package func eraseWords(
    _ kind: RetentionPolicy.Kind, _ reach: ErasureReach, as act: ErasureAct
  ) throws -> Int {
    var erased = 0
    for words in ErasableWords.of(kind) {
      var waiting: [SQLValue] = []
      try eachErasable(words, reach) { found in
        waiting += found.map(\.key)
        while waiting.count >= rowsErasedAtOnce {
          erased += try erase(
            words, Array(waiting.prefix(rowsErasedAtOnce)), kind, reach, as: act)
          waiting.removeFirst(rowsErasedAtOnce)
        }
      }
      erased += try erase(words, waiting, kind, reach, as: act)
    }
    return erased
  }

  package func eraseClaimKeys(
    endedBefore instant: Date, as act: ErasureAct
  ) throws(StoreFailure) -> Int {
    let old = """
      claim IN (SELECT id FROM claim WHERE ended_at < ?
        AND (call IS NULL OR call IN (SELECT call FROM attempt
          WHERE outcome IS NOT NULL OR withdrawn_at IS NOT NULL)))
      """
    return try erasing { db in
      let gone = try db.run("DELETE FROM claim_key WHERE \(old)", [instant.micros])
      guard gone > 0 else { return 0 }
      _ = try ErasureTrace(db: db, act: act).leave(
        "claim-keys", before: instant.micros, entries: gone)
      return gone
    }
  }

  /// All of a batch or nothing. What may not go any more since it was looked for stays.
  private func erase(
    _ words: ErasableWords, _ keys: [SQLValue], _ kind: RetentionPolicy.Kind,
    _ reach: ErasureReach, as act: ErasureAct
  ) throws(StoreFailure) -> Int {
    guard !keys.isEmpty else { return 0 }
    return try erasing { db in
      let query = ErasableQuery(words, reach)
      let blanking = Blanking(db: db, act: act, isOfOnePerson: query.before == nil)
      let still = try keys.filter { try query.holds($0, db) }
      guard !still.isEmpty else { return 0 }
      let erasure = try ErasureTrace(db: db, act: act)
        .leave(kind.rawValue, before: query.before, entries: still.count)
      for key in still {
        try words.blank(blanking, key)
        try db.run(
          "INSERT INTO erased_words (what, id, erasure) VALUES (?, ?, ?)",
          [words.table, blanking.text(key), erasure])
      }
      return still.count
    }
  }

  /// In the order of their keys, in short reads.
  private func eachErasable(
    _ words: ErasableWords, _ reach: ErasureReach, _ body: ([Erasable]) throws -> Void
  ) throws {
    let query = ErasableQuery(words, reach)
    var after = words.first
    while true {
      let page = try read("erasable") { db in try query.page(db, after: after) }
      guard let last = page.last else { return }
      try body(page.filter(\.mayGo))
      after = last.key
      if page.count < ErasableQuery.rowsAtOnce { return }
    }
  }
}

/// So many in one transaction: what waits for it waits no longer than for a call's closing.
private let rowsErasedAtOnce = 50

struct Erasable {
  let key: SQLValue
  let at: Date
  let mayGo: Bool
}

/// Which rows of a table may lose their words.
struct ErasableQuery {
  /// Rows looked at in one short read.
  static let rowsAtOnce = 500

  private let words: ErasableWords
  private let condition: String
  private let arguments: SQLArguments
  /// In microseconds; `nil`: whatever their age.
  let before: Int?

  init(_ words: ErasableWords, _ reach: ErasureReach) {
    self.words = words
    var conditions = [
      words.settled,
      """
      NOT EXISTS (SELECT 1 FROM erased_words x
        WHERE x.what = '\(words.table)' AND x.id = CAST(\(words.key) AS TEXT))
      """,
    ]
    switch reach {
    case .older(let instant, let born):
      before = instant.micros
      conditions += [
        "\(words.at) < ?",
        "NOT EXISTS (SELECT 1 FROM patient p WHERE p.id = \(words.patient) AND p.born > ?)",
      ]
      if let recall = words.recall {
        conditions.append(
          """
          NOT EXISTS (SELECT 1 FROM recall r WHERE r.id = \(recall)
            AND r.state IN ('open', 'review'))
          """)
      }
      arguments = [instant.micros, "\(born)"]
    case .person(let patient):
      before = nil
      conditions.append(words.ofPerson ?? "\(words.patient) = ?")
      arguments = [patient.rawValue]
    }
    condition = conditions.joined(separator: " AND ")
  }

  /// Of everybody's, so many rows looked at; of one person's, found by an index, so many that go.
  func page(_ db: any Connection, after key: SQLValue) throws -> [Erasable] {
    let (mayGo, found) =
      before == nil ? ("1", "\(condition) AND") : ("CASE WHEN \(condition) THEN 1 ELSE 0 END", "")
    return try db.rows(
      """
      SELECT \(words.key) AS key, \(words.at) AS at, \(mayGo) AS may_go
        FROM \(words.table) t WHERE \(found) \(words.key) > ? ORDER BY \(words.key)
        LIMIT \(Self.rowsAtOnce)
      """, SQLArguments(arguments.values + [key])
    ).map { row in
      let fields = Fields(row, of: words.table)
      return Erasable(
        key: row.first, at: try fields.optionalInstant("at") ?? .distantPast,
        mayGo: try fields.flag("may_go"))
    }
  }

  func count(_ db: any Connection) throws -> Int {
    try db.int("SELECT count(*) FROM \(words.table) t WHERE \(condition)", arguments) ?? 0
  }

  func holds(_ key: SQLValue, _ db: any Connection) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM \(words.table) t WHERE \(words.key) = ? AND \(condition)",
      SQLArguments([key] + arguments.values))
  }
}

/// What stays of an erasure itself: a row of the store, and one of the trail without any word.
struct ErasureTrace {
  let db: any Connection
  let act: ErasureAct

  /// - Parameters:
  ///   - patient: one person alone, by their id; the trail names it where it names ids.
  ///   - because: as it was typed; it stands here and nowhere else.
  func leave(
    _ what: String, before: Int?, entries: Int, of patient: PatientID? = nil,
    because: String? = nil
  ) throws -> Int {
    let made = try db.int(
      """
      INSERT INTO erasure (at, who, what, before, patient, because, entries)
        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
      """,
      [act.at.micros, act.who, what, before, patient?.rawValue, because, entries])
    guard let made else { throw DamagedRow(place: "erasure") }
    try db.audit(
      patient == nil ? .wordsErased : .personErased, by: act.who,
      subject: "\(what) \(entries) \(made)",
      at: act.at)
    return made
  }
}

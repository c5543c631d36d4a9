package import Foundation
package import RecallDomain

/// The queues as they are read.
extension SharedActs {
  package func inbox(
    _ query: InboxQuery, at now: Date
  ) throws(StoreFailure) -> [InboxItem] {
    var found: [InboxItem] = []
    var after = ""
    while true {
      let page = try read("inbox") { db in
        try InboxReading(db: db, query: query, now: now).page(after: after)
      }
      found += page.items
      guard let last = page.last else { break }
      after = last
    }
    if !found.isEmpty {
      let (reader, shown) = (query.reader, found.map(\.candidate.patient.id))
      try write("inbox") { try $0.audit(.inboxRead, by: reader, showing: shown, at: now) }
    }
    return InboxOrder(at: now).sorted(found)
  }

  package func queueCounts(at now: Date) throws(StoreFailure) -> [QueueName: QueueCount] {
    try read("queueCounts") { db in
      let rows = try db.rows(
        """
        SELECT queue, count(*) AS waiting, CAST(sum(urgent) AS BIGINT) AS urgent,
            CAST(sum(CASE WHEN due < ?1 THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
            min(CASE WHEN due >= ?1 THEN due END) AS next_due
          FROM queue_item WHERE state IN ('open', 'taken', 'answered') AND state <> 'answered'
          GROUP BY queue
        """, [now.micros])
      return Dictionary(
        uniqueKeysWithValues: try rows.map { row in
          let fields = Fields(row, of: "queue_item")
          return (
            try fields.word("queue"),
            QueueCount(
              waiting: try fields.int("waiting"), overdue: try fields.int("overdue"),
              urgent: try fields.int("urgent"), nextDue: try fields.optionalInstant("next_due"))
          )
        })
    }
  }

  package func answersToTell(by person: String) throws(StoreFailure) -> Int {
    try read("answersToTell") { db in
      try db.int(
        """
        SELECT count(*) FROM queue_item q JOIN attempt a ON a.call = q.call
          WHERE q.state = 'answered' AND a.caller = ?
        """, [person]) ?? 0
    }
  }

  package func answersToTell(of recall: RecallID) throws(StoreFailure) -> [QueueItem] {
    try read("answersToTellOfRecall") { db in
      try db.rows(
        "SELECT * FROM queue_item WHERE recall = ? AND state = 'answered' ORDER BY opened, id",
        [recall.rawValue]
      ).map { try QueueItemReading.item(Fields($0, of: "queue_item")) }
    }
  }

  package func queueActs(of item: QueueItemID) throws(StoreFailure) -> [QueueActRecord] {
    try read("queueActs") { db in
      try db.rows("SELECT * FROM queue_act WHERE item = ? ORDER BY nth", [item.rawValue]).map {
        let fields = Fields($0, of: "queue_act")
        return QueueActRecord(
          kind: try fields.word("act"), at: try fields.instant("at"), who: try fields.text("who"),
          words: try fields.optionalText("words"), verdict: try fields.optionalCase("verdict"),
          from: try fields.optionalCase("from_queue"), to: try fields.optionalCase("to_queue"))
      }
    }
  }

  package func urgentNews(for person: String) throws(StoreFailure) -> [QueueAlert] {
    try read("urgentNews") { try UrgentNews(db: $0).unseen(by: person) }
  }

  package func urgentShown(
    _ items: [QueueItemID], to person: String, at now: Date
  ) throws(StoreFailure) {
    guard !items.isEmpty else { return }
    try write("urgentNews") { db in
      for item in items {
        try db.run(
          "INSERT INTO queue_seen (item, staff, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          [item.rawValue, person, now.micros])
      }
    }
  }
}

/// One page of items with what belongs to each.
private struct InboxReading {
  let db: any Connection
  let query: InboxQuery
  let now: Date

  /// `last`: where the next page goes on; `nil` at the end.
  func page(after: String) throws -> (items: [InboxItem], last: String?) {
    let rows = try db.rows(
      """
      SELECT q.*, a.caller AS asked_by, a.attempt AS asked_attempt, \(isEmergency),
          n.id AS asked_note
        FROM queue_item q LEFT JOIN attempt a ON a.call = q.call
          LEFT JOIN note n ON n.call = q.call
        WHERE \(condition) AND \(id) > ?1 ORDER BY \(id) LIMIT \(itemsAtOnce)
      """, try arguments(after))
    let recalls = try bound(Set(rows.map { try Fields($0, of: "queue_item").text("recall") }))
    let candidates = try CandidateReading(db: db).candidates(
      db.rows("SELECT * FROM recall WHERE id \(db.among("?")) ORDER BY id", [recalls]))
    let byRecall = Dictionary(
      candidates.map { ($0.entry.id, $0) }, uniquingKeysWith: { first, _ in first })
    let items = try rows.map { try item(Fields($0, of: "queue_item"), byRecall) }
    return (items, rows.count < itemsAtOnce ? nil : items.last?.item.id.rawValue)
  }

  /// Not by the index of ids, which holds every item there ever was.
  private let id = "(q.id || '')"

  private var condition: String {
    guard query.id == nil else { return "q.id = ?2" }
    return """
      q.state IN ('open', 'taken', 'answered')
        AND (q.queue \(db.among("?2")) OR a.caller = ?3)
        AND (?4 = 0 OR (q.state <> 'answered' AND q.due < ?5))
      """
  }

  private func arguments(_ after: String) throws -> SQLArguments {
    if let id = query.id { return [after, id.rawValue] }
    return [
      after, try bound(query.queues.map(\.rawValue).sorted()), query.askedBy ?? "",
      query.overdue, now.micros,
    ]
  }

  private func item(
    _ fields: Fields, _ candidates: [RecallID: Candidate]
  ) throws -> InboxItem {
    let item = try QueueItemReading.item(fields)
    guard let candidate = candidates[item.recall] else {
      throw DamagedRow(place: "queue_item.recall")
    }
    return InboxItem(
      item: item, candidate: candidate, askedBy: try fields.optionalText("asked_by"),
      note: try fields.optionalText("asked_note").map { NoteID($0) },
      attempt: try fields.optionalInt("asked_attempt"),
      isEmergency: try fields.optionalFlag("emergency") ?? false)
  }
}

/// Urgent items that nobody has taken, and those that became urgent in somebody's hands.
private struct UrgentNews {
  let db: any Connection

  func unseen(by person: String) throws -> [QueueAlert] {
    try db.rows(
      """
      SELECT \(columns) WHERE q.urgent = 1 AND q.state = 'open' AND \(isUnseen)
      UNION ALL
      SELECT \(columns)
        WHERE q.state IN ('open', 'taken') AND q.state = 'taken' AND q.urgent = 1
          AND EXISTS (SELECT 1 FROM queue_act u WHERE u.key = \(QueueWriting.urgentKey("q.id")))
          AND \(isUnseen)
      ORDER BY opened LIMIT \(newsAtOnce)
      """, [person]
    ).map { row in
      let fields = Fields(row, of: "queue_item")
      return QueueAlert(
        item: QueueItemID(try fields.text("id")), queue: try fields.word("queue"),
        opened: try fields.instant("opened"), due: try fields.optionalInstant("due"),
        askedBy: try fields.optionalText("caller"),
        isEmergency: try fields.optionalFlag("emergency") ?? false,
        takenBy: try fields.optionalText("held_by"),
        concern: try fields.optionalCase("concern"))
    }
  }

  private let columns = """
    q.id, q.queue, q.opened, q.due, q.concern, a.caller, \(isEmergency),
          CASE WHEN q.state = 'taken' THEN q.taken_by END AS held_by
        FROM queue_item q LEFT JOIN attempt a ON a.call = q.call
    """

  private let isUnseen = """
    (a.caller IS NULL OR a.caller <> ?1)
          AND NOT EXISTS (SELECT 1 FROM queue_seen s WHERE s.item = q.id AND s.staff = ?1)
    """
}

/// An urgent question that was asked before an emergency in the same call is none itself; of an item of
/// an earlier program that is not known.
private let isEmergency = """
  CASE WHEN q.concern = 'emergency' THEN coalesce(a.emergency, 1)
    WHEN q.concern IS NULL THEN a.emergency * q.urgent ELSE 0 END AS emergency
  """
/// Items read in one page.
private let itemsAtOnce = 100
/// Urgent items told at once; the rest follow at the next look.
private let newsAtOnce = 5

import Foundation
import RecallDomain

/// One row of the trail as it stands in the store.
struct AuditRow {
  let id: Int
  let words: AuditWords
  /// `nil`: written before the chain, or past the program.
  let place: AuditPlace?
  let mac: Mac?

  /// Above every number that a program writes: of entries, of those of a session, of microseconds since
  /// 1970 (in the year 2255).
  static let highest = 1 << 53

  static let columns = "id, at, who, act, recall, call, subject, session, seq, mac, patients"

  /// By position: a million of them are read at once.
  init(_ row: SQLRow) throws {
    let values = row.values
    guard values.count == 11, case .int(let id) = values[0], case .int(let at) = values[1],
      case .text(let act) = values[3]
    else { throw DamagedRow(place: "audit") }
    self.id = id
    words = AuditWords(
      at: at, who: Self.text(values[2]), act: act, recall: Self.text(values[4]),
      call: Self.text(values[5]), subject: Self.text(values[6]), patients: Self.text(values[10]))
    if case .int(let session) = values[7], case .int(let seq) = values[8] {
      place = AuditPlace(session: session, seq: seq)
    } else {
      place = nil
    }
    mac = if case .blob(let data) = values[9] { Mac(data) } else { nil }
  }

  /// Its numbers are such as a program writes; others came past it.
  var isPossible: Bool {
    let most = Self.highest
    return id > 0 && id <= most && words.at >= 0 && words.at <= most
      && place.map { $0.session > 0 && $0.seq > 0 && $0.seq <= most } ?? true
  }

  /// `nil`: no instant of this age.
  static func instant(_ micros: Int) -> Date? {
    (0...highest).contains(micros) ? Date(micros: micros) : nil
  }

  private static func text(_ value: SQLValue) -> String? {
    if case .text(let text) = value { text } else { nil }
  }
}

extension SharedActs {
  /// Rows of the trail in their order. On a server as of one instant: there a row may become visible
  /// after one with a higher number. In a file in short reads, where numbers come in the order of commits.
  func eachAuditRow(after first: Int? = nil, _ body: (AuditRow) throws -> Void) throws {
    if isServed {
      try read("trail") { db in
        try Self.pages(after: first, { try Self.page(db, after: $0) }, body)
      }
    } else {
      let page = { (after: Int?) in try self.read("trail") { try Self.page($0, after: after) } }
      try Self.pages(after: first, page, body)
    }
  }

  private static func pages(
    after first: Int?, _ page: (Int?) throws -> [SQLRow], _ body: (AuditRow) throws -> Void
  ) throws {
    var after = first
    while true {
      let rows = try page(after)
      for row in rows {
        let entry = try AuditRow(row)
        after = entry.id
        try body(entry)
      }
      if rows.count < rowsAtOnce { return }
    }
  }

  private static func page(_ db: any Connection, after id: Int?) throws -> [SQLRow] {
    try db.rows(
      """
      SELECT \(AuditRow.columns) FROM audit \(id == nil ? "" : "WHERE id > ?")
        ORDER BY id LIMIT \(rowsAtOnce)
      """, id.map { [$0] } ?? [])
  }
}

private let rowsAtOnce = 2_000

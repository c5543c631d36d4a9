package import Foundation
package import RecallDomain

extension SharedActs {
  package func eachEntry(_ query: TrailQuery, _ body: (TrailAct) throws -> Void) throws {
    var after: Int?
    while true {
      let (acts, last) = try read("eachEntry") { db in
        try TrailPage(db: db, query: query).acts(after: after)
      }
      for act in acts { try body(act) }
      guard let last else { return }
      after = last
    }
  }

  package func eachAct(since: Date?, _ body: (TrailAct) throws -> Void) throws {
    try eachEntry(TrailQuery(since: since), body)
  }

  package var knownActs: [String] { AuditAct.allCases.map(\.rawValue) }

  package func leaveTrace(
    of trace: Trace, by who: String, subject: String?, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure) {
    try write("leaveTrace") { db in
      try db.audit(AuditAct(trace), by: who, subject: subject, showing: patients, at: now)
    }
  }
}

extension AuditAct {
  init(_ trace: Trace) {
    self =
      switch trace {
      case .refused: .refused
      case .listRead: .listRead
      case .lookedUp: .lookedUp
      case .trailRead: .trailRead
      case .backedUp: .backedUp
      case .keyChanged: .keyChanged
      }
  }
}

/// One page of the trail. A page is so many acts looked at, whether or not they are told: of a long
/// trail of which little is asked no read is a long one.
private struct TrailPage {
  private static let actsAtOnce = 500

  let db: any Connection
  let query: TrailQuery

  /// - Returns: with the number to go on after; `nil` = that was all.
  func acts(after number: Int?) throws -> ([TrailAct], last: Int?) {
    let isFurther = number == nil ? "" : "WHERE id > ?"
    let looked = try db.row(
      """
      SELECT max(id) AS last FROM
        (SELECT id FROM audit \(isFurther) ORDER BY id LIMIT \(Self.actsAtOnce)) looked
      """, number.map { [$0] } ?? [])
    guard let last = try looked.flatMap({ try Fields($0, of: "audit").optionalInt("last") }) else {
      return ([], nil)
    }
    var (conditions, arguments) = (["id <= ?"], [last.sql])
    if let number {
      conditions.append("id > ?")
      arguments.append(number.sql)
    }
    for (condition, values) in asked {
      conditions.append(condition)
      arguments += values
    }
    let rows = try db.rows(
      "SELECT * FROM audit WHERE \(conditions.joined(separator: " AND ")) ORDER BY id",
      SQLArguments(arguments))
    return (try held(rows.map(Self.act)), last)
  }

  /// An export of everybody holds a patient who was on record then.
  private func held(_ acts: [TrailAct]) throws -> [TrailAct] {
    guard let patient = query.patient,
      acts.contains(where: { EverybodyMark.last($0.subject) != nil }),
      let number = try EverybodyMark.number(of: patient, db)
    else { return acts }
    return acts.filter { act in EverybodyMark.last(act.subject).map { $0 >= number } ?? true }
  }

  private var asked: [(String, [SQLValue])] {
    var asked: [(String, [SQLValue])] = []
    if let who = query.who { asked.append(("who = ?", [who.sql])) }
    if let act = query.act { asked.append(("act = ?", [act.sql])) }
    if let recall = query.recall { asked.append(("recall = ?", [recall.rawValue.sql])) }
    if let call = query.call { asked.append(("call = ?", [call.rawValue.sql])) }
    if let since = query.since { asked.append(("at >= ?", [since.micros.sql])) }
    if let until = query.until { asked.append(("at < ?", [until.micros.sql])) }
    if let patient = query.patient?.rawValue {
      let places = [
        "recall IN (SELECT id FROM recall WHERE patient = ?)",
        "call IN (SELECT call FROM attempt WHERE patient = ?)",
        "subject IN (SELECT id FROM note WHERE patient = ?)", "subject = ?",
        "patients LIKE ? ESCAPE '\\'", "(act = 'exported' AND subject LIKE ?)",
      ]
      let shown = ShownPatients.pattern(of: PatientID(patient)).sql
      asked.append(
        (
          "(\(places.joined(separator: " OR ")))",
          Array(repeating: patient.sql, count: 4) + [shown, EverybodyMark.pattern.sql]
        ))
    }
    return asked
  }

  private static func act(_ row: SQLRow) throws -> TrailAct {
    let fields = Fields(row, of: "audit")
    let act = try fields.text("act")
    let subject = try fields.optionalText("subject")
    let isAddition = [AuditAct.noteAmended, .noteCorrected].contains { $0.rawValue == act }
    return TrailAct(
      number: try fields.int("id"), at: try fields.instant("at"),
      who: try fields.optionalText("who"), act: act,
      recall: try fields.optionalText("recall").map { RecallID($0) },
      call: try fields.optionalText("call").map { CallID($0) },
      subject: subject, amended: isAddition ? subject.map { NoteID($0) } : nil,
      patients: ShownPatients.ids(try fields.optionalText("patients")))
  }
}

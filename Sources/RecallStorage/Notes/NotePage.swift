import Foundation
import RecallDomain

/// One page of the notes that a query asks for. A page is so many notes looked at, by an index (of
/// the patient, or of the end), whether or not they match: a search that finds little in many years
/// is many short reads and never a long one.
struct NotePage {
  struct Place {
    let ended: Int
    let id: String
  }

  /// Notes looked at in one short read.
  static let size = 200

  let db: any Connection
  let query: NoteQuery
  /// The last note that was looked at before.
  var after: Place?

  /// - Returns: with the place to go on after; `nil` = that was all.
  func read() throws -> (notes: [CallNote], last: Place?) {
    let places = try places()
    guard !places.isEmpty else { return ([], nil) }
    return (try notes(at: places), places.count < Self.size ? nil : places.last)
  }

  /// Only what is asked for is a condition, so that its index serves.
  private func places() throws -> [Place] {
    var (conditions, arguments): ([String], SQLArguments) = ([], [])
    func ask(_ condition: String, _ values: SQLArguments) {
      conditions.append(condition)
      arguments += values
    }
    if let id = query.id { ask("id = ?", [id.rawValue]) }
    if let patient = query.patient { ask("patient = ?", [patient.rawValue]) }
    if let since = query.since { ask("ended >= ?", [since.micros]) }
    if let until = query.until { ask("ended < ?", [until.micros]) }
    if let after {
      ask("(ended, id) \(query.newestFirst ? "<" : ">") (?, ?)", [after.ended, after.id])
    }
    let asked = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    return try db.rows(
      """
      SELECT id, ended FROM note \(asked)
        ORDER BY ended \(order), id \(order) LIMIT \(Self.size)
      """, arguments
    ).map { row in
      let fields = Fields(row, of: "note")
      return Place(ended: try fields.int("ended"), id: try fields.text("id"))
    }
  }

  /// Those of them that match in everything else.
  private func notes(at places: [Place]) throws -> [CallNote] {
    var (conditions, arguments): (String, SQLArguments) = ("", [try bound(places.map(\.id))])
    func ask(_ column: String, _ value: String?) {
      guard let value else { return }
      conditions += " AND \(column) = ?"
      arguments += [value]
    }
    ask("note.caller", query.caller)
    ask("recall.segment", query.segment)
    ask("attempt.outcome", query.outcome?.rawValue)
    ask("attempt.number", query.number)
    let join =
      query.segment == nil && query.outcome == nil && query.number == nil
      ? ""
      : "JOIN attempt ON attempt.call = note.call JOIN recall ON recall.id = attempt.recall"
    return try db.rows(
      """
      SELECT note.body FROM note \(join) WHERE note.id \(db.among("?")) \(conditions)
        ORDER BY note.ended \(order), note.id \(order) \(atMost)
      """, arguments
    ).map { row in
      let fields = Fields(row, of: "note")
      guard let note: CallNote = try fields.optionalJSON("body") else {
        throw fields.damaged("body")
      }
      return note
    }
  }

  private var atMost: String { query.limit.map { "LIMIT \($0)" } ?? "" }
  private var order: String { query.newestFirst ? "DESC" : "ASC" }
}

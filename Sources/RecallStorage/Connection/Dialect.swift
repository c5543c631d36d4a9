/// Where the two databases need different words for the same act. Nearly all SQL is written once:
/// what both understand alike is used wherever there is such a form.
package enum Dialect: Sendable {
  case sqlite
  case postgresql

  /// One of the names in a JSON array (`bound`).
  func among(_ placeholder: String) -> String {
    switch self {
    case .sqlite: "IN (SELECT value FROM json_each(\(placeholder)))"
    case .postgresql:
      "= ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(\(placeholder) AS jsonb))))"
    }
  }
}

extension Dialect {
  /// At the end of a query: its rows of this table stay as they are until the transaction ends.
  func locked(rowsOf table: String) -> String {
    switch self {
    case .sqlite: ""
    case .postgresql: "FOR NO KEY UPDATE OF \(table)"
    }
  }

  /// The same, without waiting: rows in other hands are left out.
  var passingOverLocked: String {
    switch self {
    case .sqlite: ""
    case .postgresql: "FOR NO KEY UPDATE SKIP LOCKED"
    }
  }
}

/// One row of a result, read without ever trapping.
package struct SQLRow: Sendable {
  /// The names of a result's columns, shared by its rows.
  package final class Columns: Sendable {
    let places: [String: Int]

    package init(_ names: [String]) {
      places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
  }

  private let columns: Columns
  let values: [SQLValue]

  package init(columns: Columns, values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// `nil`: the result has no such column.
  package subscript(_ name: String) -> SQLValue? {
    columns.places[name].map { values[$0] }
  }

  /// The first column.
  package var first: SQLValue { values.first ?? .null }
}

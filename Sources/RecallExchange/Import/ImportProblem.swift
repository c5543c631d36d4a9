/// One thing wrong with one row: its place, the canonical column or the FHIR element, and a
/// sentence. *Never* a value.
package struct ImportProblem: Hashable, Sendable {
  /// Set when several files are read at once.
  package var file: String?
  /// Line of the file, from 1.
  package var line: Int
  /// Column of the row, from 1; `nil` when it is about the whole row.
  package var column: Int?
  package var field: String?
  package var problem: String
  /// A date stood there that makes sense with the day before the month alone.
  package var isDayFirst = false

  package init(line: Int, column: Int? = nil, field: String? = nil, problem: String) {
    self.line = line
    self.column = column
    self.field = field
    self.problem = problem
  }
}

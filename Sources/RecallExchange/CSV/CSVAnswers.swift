internal import RecallDomain

/// Questions of yes and no that keep people safe, as a row answers them.
extension CSVPatientReader {
  /// A mark of which an empty cell says nothing: a death, or a wish to be left alone, is taken back by
  /// a "no" and by nothing less.
  mutating func mark(
    _ mark: PatientMark, _ column: RecallColumn, _ cells: inout Cells
  ) -> Bool {
    let said = answer(column, &cells, unreadable: true)
    if said == nil { unsaid.insert(mark) }
    return said ?? false
  }

  /// Yes or no; what cannot be read counts as `unreadable`, the careful answer, and is flagged. Where
  /// several columns answer, the careful answer of any of them counts.
  mutating func answer(
    _ column: RecallColumn, _ cells: inout Cells, unreadable: Bool? = nil
  ) -> Bool? {
    var said: Bool?
    for index in columns.all(column) {
      guard let cell = cells.cell(at: index) else { continue }
      let answer: Bool?
      switch reading(cell, of: column) {
      case .yes: answer = true
      case .no: answer = false
      case .unsaid: answer = nil
      case .unreadable:
        let taken = unreadable.map { $0 ? "yes" : "no" } ?? "unsaid"
        cells.flag(
          column, at: index, "\(column.name) is neither yes nor no; taken as \(taken)")
        answer = unreadable
      }
      if said != (unreadable ?? true) { said = answer ?? said }
    }
    return said
  }

  /// Of a death a date says yes, and a date that stands for none says nothing (DOMAIN 8).
  private mutating func reading(
    _ cell: ArraySlice<UInt8>, of column: RecallColumn
  ) -> YesNo.Reading {
    guard column == .deceased else {
      return answers.value(cell) { YesNo.read(FieldText.decode($0)) }
    }
    switch ExportDate.read(cell) {
    case .date, .shortYear: return .yes
    case .none: return .unsaid
    case .unreadable: return YesNo.life(FieldText.decode(cell))
    }
  }
}

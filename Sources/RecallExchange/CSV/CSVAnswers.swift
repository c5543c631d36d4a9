internal import RecallDomain

/// Questions of yes and no that keep people safe, as a row answers them.
extension CSVPatientReader {
  /// A mark of which an empty cell says nothing: a death, a wish to be left alone or a request for
  /// privacy is taken back by a "no" and by nothing less. Of several answers the careful one counts.
  mutating func mark(_ mark: PatientMark, _ answers: Bool?...) -> Bool {
    let said = answers.compactMap(\.self)
    if said.isEmpty { unsaid.insert(mark) }
    return said.contains(true)
  }

  /// The same answer by a column that asks the other way round, such as `active` for `inactive`.
  mutating func denial(
    _ column: RecallColumn, _ cells: inout Cells, unreadable: Bool
  ) -> Bool? {
    answer(column, &cells, unreadable: unreadable).map { !$0 }
  }

  /// Whether a channel may be used: by the columns that permit it and by those that forbid it, whose
  /// "no" permits nothing by itself.
  mutating func permission(
    _ column: RecallColumn, unless negative: RecallColumn?, _ cells: inout Cells
  ) -> Bool? {
    let allowed = answer(column, &cells, unreadable: false)
    let isRefused = negative.flatMap { answer($0, &cells, unreadable: true) } == true
    return isRefused ? false : allowed
  }

  /// What `patient_status` says of a patient who has left or died.
  mutating func standing(_ cells: inout Cells) -> (inactive: Bool?, deceased: Bool?) {
    var (inactive, deceased): (Bool?, Bool?) = (nil, nil)
    for index in columns.all(.patientStatus) {
      guard let cell = cells.cell(at: index) else { continue }
      switch PatientStatusWord.read(FieldText.decode(cell)) {
      case .active: (inactive, deceased) = (inactive ?? false, deceased ?? false)
      case .inactive: inactive = true
      case .deceased: deceased = true
      case nil: cells.flag(.patientStatus, at: index, "patient_status is not known")
      }
    }
    return (inactive, deceased)
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
    switch column {
    case .deceased: lives.value(cell, Self.death)
    case .active: activities.value(cell) { YesNo.activity(FieldText.decode($0)) }
    default: answers.value(cell) { YesNo.read(FieldText.decode($0)) }
    }
  }

  private static func death(_ cell: ArraySlice<UInt8>) -> YesNo.Reading {
    let word = YesNo.life(FieldText.decode(cell))
    if word != .unreadable { return word }
    switch ExportDate.read(cell) {
    case .date, .shortYear: return .yes
    case .none: return .unsaid
    case .unreadable: return .unreadable
    }
  }
}

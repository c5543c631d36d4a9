internal import RecallDomain

/// The recall in a row: reason and segment, due date, who and where.
struct CSVRecallReader {
  let making: RecallMaking
  let fill: ImportFill

  func read(
    _ cells: inout CSVCells, of patient: PatientID
  ) throws(RowRejection) -> RecallEntry? {
    let (segment, reason) = try segment(&cells)
    let due = try date(.dueDate, &cells) ?? fill.due
    guard let due else { throw cells.rejection(.dueDate, "due_date is missing") }
    let end = try date(.dueEnd, &cells)
    let provider = cells.plain(.provider)
    var entry = RecallEntry(
      id: RecallKey.make(patient: patient, segment: segment, reason: reason, due: due),
      patient: patient, segment: segment, reason: reason, due: due,
      priority: making.priority(
        said: priority(&cells), reason: reason, segment: segment, provider: provider))
    if let id = try cells.identifier(.recallID) { entry.id = RecallID(id) }
    if let end, end < due {
      cells.flag(.dueEnd, "due_end is before due_date and is left out")
    } else {
      entry.dueEnd = end
    }
    entry.provider = provider
    entry.specialty = cells.plain(.specialty)
    entry.location = cells.plain(.location)
    entry.authorization = cells.plain(.authorization)
    entry.owner = cells.plain(.owner)
    entry.lastAppointment = lastAppointment(&cells)
    return entry
  }

  private func segment(
    _ cells: inout CSVCells
  ) throws(RowRejection) -> (segment: String, reason: String?) {
    let written = cells.plain(.reason)
    let isFilled = written == nil && cells.text(.segment) == nil
    let reason = written.map { making.reasonCode($0) ?? $0 } ?? (isFilled ? fill.reason : nil)
    if let text = cells.text(.segment) {
      guard let segment = making.segment(named: text) else {
        throw cells.rejection(.segment, "segment is not one of clinic.yaml")
      }
      return (segment, reason)
    }
    if let reason, let segment = making.segment(ofReason: reason) { return (segment, reason) }
    if let segment = fill.segment { return (segment, reason) }
    if reason == nil { throw cells.rejection(.reason, "reason and segment are missing") }
    throw cells.rejection(.reason, "reason is not mapped to a segment in clinic.yaml")
  }

  private func date(
    _ column: CanonicalColumn, _ cells: inout CSVCells
  ) throws(RowRejection) -> CivilDate? {
    guard let text = cells.text(column) else { return nil }
    switch DateUse.other(text) {
    case .date(let date): return date
    case .none: return nil
    case .problem(let what): throw cells.rejection(column, "\(column.rawValue) \(what)")
    }
  }

  private func lastAppointment(_ cells: inout CSVCells) -> CivilDate? {
    guard let text = cells.text(.lastAppointment) else { return nil }
    switch DateUse.other(text) {
    case .date(let date): return date
    case .none: return nil
    case .problem(let what):
      cells.flag(.lastAppointment, "last_appointment \(what) and is left out")
      return nil
    }
  }

  /// 1 to 9, or a word.
  private func priority(_ cells: inout CSVCells) -> Int? {
    guard let text = cells.text(.priority) else { return nil }
    let word = Folded.text(text)
    if let number = Int(word), (1...9).contains(number) { return number }
    if PriorityWord.ordinary.contains(word) { return nil }
    if PriorityWord.first.contains(word) { return 1 }
    if PriorityWord.last.contains(word) { return 5 }
    cells.flag(.priority, "priority is not 1 to 9 and is left out")
    return nil
  }
}

enum PriorityWord {
  static let first: Set<String> = ["high", "urgent", "asap", "stat", "alta", "urgente"]
  static let ordinary: Set<String> = [
    "normal", "routine", "medium", "none", "0", "media", "rutina",
  ]
  static let last: Set<String> = ["low", "baja"]
}

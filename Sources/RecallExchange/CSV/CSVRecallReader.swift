internal import RecallDomain

/// The recall in a row: reason and segment, due date, who and where.
struct CSVRecallReader {
  typealias Cells = CSVCells<RecallColumn>

  private let making: RecallMaking
  private let fill: ImportFill
  private let numbers: RecallNumbers
  /// Reason, segment, provider and priority stand together in few ways.
  private var kinds = CellMemory<Kind>()
  private var key: [UInt8] = []

  init(making: RecallMaking, fill: ImportFill, numbers: RecallNumbers) {
    self.making = making
    self.fill = fill
    self.numbers = numbers
  }

  /// What a row is called for.
  private struct Kind {
    var segment: String
    var reason: String?
    var provider: String?
    var priority: Int
    var priorityIsUnreadable: Bool
  }

  mutating func read(
    _ cells: inout Cells, of patient: PatientID
  ) throws(RowRejection) -> RecallEntry? {
    let kind = try kind(&cells)
    let due = try date(.dueDate, &cells) ?? fill.due
    guard let due else { throw cells.rejection(.dueDate, "due_date is missing") }
    let end = try date(.dueEnd, &cells)
    let id = try cells.identifier(.recallID).map { RecallID($0) } ?? numbers.next()
    var entry = RecallEntry(
      id: id, patient: patient, segment: kind.segment, reason: kind.reason, due: due,
      priority: kind.priority)
    if let end, end < due {
      cells.flag(.dueEnd, "due_end is before due_date and is left out")
    } else {
      entry.dueEnd = end
    }
    if kind.priorityIsUnreadable {
      cells.flag(.priority, "priority is not 1 to 9 and is left out")
    }
    entry.provider = kind.provider
    entry.specialty = cells.plain(.specialty)
    entry.location = cells.plain(.location)
    entry.authorization = authorization(cells)
    entry.owner = cells.plain(.owner)
    entry.lastAppointment = lastAppointment(&cells)
    return entry
  }

  /// What every column says of insurance and authorization, each once. That there is nothing to note
  /// stands only where no other column notes something.
  private func authorization(_ cells: Cells) -> String? {
    var notes: [String] = []
    for index in cells.header.all(.authorization) {
      if let note = cells.plain(at: index), !notes.contains(note) { notes.append(note) }
    }
    let telling = notes.filter { !AuthorizationNote.isNothing($0) }
    return telling.isEmpty ? notes.first : telling.joined(separator: AuthorizationNote.separator)
  }

  private mutating func kind(_ cells: inout Cells) throws(RowRejection) -> Kind {
    key.removeAll(keepingCapacity: true)
    for column in [RecallColumn.reason, .segment, .provider, .priority] {
      if let cell = cells.cell(column) { key.append(contentsOf: cell) }
      key.append(0)
    }
    if let known = kinds.known(key[...]) { return known }
    let kind = try makeKind(&cells)
    kinds.learn(key[...], kind)
    return kind
  }

  private func makeKind(_ cells: inout Cells) throws(RowRejection) -> Kind {
    let (segment, reason) = try segment(&cells)
    let provider = cells.plain(.provider)
    let (said, isUnreadable) = priority(cells)
    return Kind(
      segment: segment, reason: reason, provider: provider,
      priority: making.priority(said: said, reason: reason, segment: segment, provider: provider),
      priorityIsUnreadable: isUnreadable)
  }

  private func segment(
    _ cells: inout Cells
  ) throws(RowRejection) -> (segment: String, reason: String?) {
    let written = cells.plain(.reason)
    let isFilled = written == nil && cells.cell(.segment) == nil
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
    _ column: RecallColumn, _ cells: inout Cells
  ) throws(RowRejection) -> CivilDate? {
    guard let cell = cells.cell(column) else { return nil }
    switch DateUse.other(cell) {
    case .date(let date): return date
    case .none: return nil
    case .problem(let what): throw cells.rejection(column, "\(column.name) \(what)")
    }
  }

  private func lastAppointment(_ cells: inout Cells) -> CivilDate? {
    guard let cell = cells.cell(.lastAppointment) else { return nil }
    switch DateUse.other(cell) {
    case .date(let date): return date
    case .none: return nil
    case .problem(let what):
      cells.flag(.lastAppointment, "last_appointment \(what) and is left out")
      return nil
    }
  }

  /// 1 to 9, or a word.
  private func priority(_ cells: Cells) -> (said: Int?, isUnreadable: Bool) {
    guard let text = cells.text(.priority) else { return (nil, false) }
    let word = Folded.text(SpreadsheetNumber.whole(text))
    if let number = Int(word), (1...9).contains(number) { return (number, false) }
    if PriorityWord.ordinary.contains(word) { return (nil, false) }
    if PriorityWord.first.contains(word) { return (1, false) }
    return PriorityWord.last.contains(word) ? (5, false) : (nil, true)
  }
}

enum PriorityWord {
  static let first: Set<String> = ["high", "urgent", "asap", "stat", "alta", "urgente"]
  static let ordinary: Set<String> = [
    "normal", "routine", "medium", "none", "0", "media", "rutina",
  ]
  static let last: Set<String> = ["low", "baja"]
}

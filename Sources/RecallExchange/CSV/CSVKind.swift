/// What the rows of a CSV file are.
package enum CSVKind: String, CaseIterable, Sendable {
  case recalls, appointments, slots
  /// Answers to messages, and what became of those.
  case replies

  /// By the header alone. Words from somebody, or what became of a message, make replies. A due date makes recalls, whatever else stands there; a start makes
  /// appointments where somebody is named who comes, and open times where nobody is. What is neither
  /// is read as recalls, so that the missing columns are named.
  ///
  /// - Parameter fill: a due date that the options give counts as one of the file's own.
  init(header row: CSVRow, map: ColumnMap?, fill: ImportFill = ImportFill()) {
    let headers = Set((0..<row.count).map { FoldedHeader.text(row.text($0)) })
    let has = { (name: String, words: Set<String>) in
      map?.headers[name] != nil || !headers.isDisjoint(with: words)
    }
    let due = has("due_date", Self.words(RecallColumn.dueDate))
    let birth = has("date_of_birth", Self.words(RecallColumn.dateOfBirth))
    let start = has("start", Self.words(AppointmentColumn.start))
    let day =
      has("date", Self.words(AppointmentColumn.date).union(Self.words(SlotColumn.date)))
    let patient =
      has("patient_id", Self.words(AppointmentColumn.patientID))
      || has("mrn", Self.words(AppointmentColumn.mrn))
    let named = has(
      "appointment_id", Self.words(AppointmentColumn.appointmentID).subtracting(["id"]))
    if Self.isReplies(has), !due, !birth, !patient {
      self = .replies
      return
    }
    let slot = has("slot_id", Self.words(SlotColumn.slotID).subtracting(["id"]))
    self =
      switch (due || (fill.due != nil && birth), start || day, patient) {
      case (true, _, _), (false, false, _): .recalls
      case (false, true, true): .appointments
      case (false, true, false): slot || !(birth || named) ? .slots : .appointments
      }
  }

  private static func isReplies(_ has: (String, Set<String>) -> Bool) -> Bool {
    let (text, from) = (has("text", words(ReplyColumn.text)), has("from", words(ReplyColumn.from)))
    let about = has("to", words(ReplyColumn.to)) || has("message_id", words(ReplyColumn.messageID))
    return text && from || has("status", words(ReplyColumn.status)) && (about || from)
  }

  private static func words<Column: CSVColumn>(_ column: Column) -> Set<String> {
    let row = Column.table[column.rawValue]
    let synonyms = row.synonyms.split(separator: " ").map(String.init)
    return Set(synonyms + [FoldedHeader.text(row.name)])
  }
}

import RecallDomain

enum QueueItemReading {
  static func item(_ fields: Fields) throws -> QueueItem {
    var item = QueueItem(
      id: QueueItemID(try fields.text("id")), queue: try fields.word("queue"),
      recall: RecallID(try fields.text("recall")), patient: PatientID(try fields.text("patient")),
      call: try fields.optionalText("call").map { CallID($0) },
      opened: try fields.instant("opened"),
      due: try fields.optionalInstant("due"), urgent: try fields.flag("urgent"),
      owner: try fields.optionalText("owner"), question: try fields.optionalText("question"),
      verified: try fields.flag("verified"), callBack: try fields.optionalText("call_back"),
      language: try fields.optionalText("language"), note: try fields.optionalText("note"),
      concern: try fields.optionalCase("concern"))
    item.dueOtherwise = try fields.optionalInstant("due_otherwise")
    item.state = try fields.word("state")
    item.takenBy = try fields.optionalText("taken_by")
    item.takenAt = try fields.optionalInstant("taken_at")
    item.answer = try answer(fields)
    item.closedAt = try fields.optionalInstant("closed_at")
    item.toldIn = try fields.optionalText("told_in").map { CallID($0) }
    item.withdrawnAt = try fields.optionalInstant("withdrawn_at")
    return item
  }

  private static func answer(_ fields: Fields) throws -> QueueAnswer? {
    guard let verdict: QueueVerdict = try fields.optionalCase("verdict") else { return nil }
    return QueueAnswer(
      verdict: verdict, words: try fields.text("answer"), by: try fields.text("answered_by"),
      at: try fields.instant("answered_at"))
  }
}

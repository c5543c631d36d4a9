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
      language: try fields.optionalText("language"), note: try fields.optionalText("note"))
    item.state = try fields.word("state")
    return item
  }
}

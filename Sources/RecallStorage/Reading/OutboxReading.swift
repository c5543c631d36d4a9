import RecallDomain

enum OutboxReading {
  /// All of what is listed of messages; a condition follows.
  static let items = """
    SELECT outbox.*, attempt.recall AS recall, attempt.caller AS author FROM outbox
      LEFT JOIN attempt ON attempt.call = outbox.call
    """

  static func item(_ fields: Fields) throws -> OutboxItem {
    let notBefore = try fields.int("not_before")
    return OutboxItem(
      key: try fields.text("key"),
      recall: try fields.optionalText("recall").map { RecallID($0) },
      patient: PatientID(try fields.text("patient")), channel: try fields.word("channel"),
      address: try fields.text("address"), text: try fields.text("text"),
      language: try fields.optionalText("language"), queued: try fields.instant("queued_at"),
      state: try fields.word("state"), reason: try fields.optionalText("reason"),
      isStep: try fields.optionalText("author") == MessageStep.author,
      tries: try fields.int("tries"),
      notBefore: notBefore == 0 ? nil : try fields.instant("not_before"),
      sender: try fields.optionalText("sender"), settled: try fields.optionalInstant("settled_at"),
      code: try fields.optionalInt("code"), token: try fields.optionalText("token"))
  }
}

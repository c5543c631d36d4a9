/// Version 5: what is owed to patients (promised calls, answers that have come back) is found without
/// looking at the whole list; who is booked is counted without it.
extension Schema {
  static let stepOfWhatIsOwed: [String] = [
    "CREATE INDEX recall_owing ON recall (id) WHERE callback IS NOT NULL AND state = 'open'",
    "CREATE INDEX queue_item_answered ON queue_item (recall) WHERE state = 'answered'",
    "CREATE INDEX recall_scheduled ON recall (segment) WHERE state = 'scheduled'",
  ]
}

/// Version 22: by when an item would be due were there no visit that came in after it, so that a visit
/// which moves or is cancelled gives the time back (`QueueItem.dueOtherwise`).
extension Schema {
  static let stepOfVisitDues: [String] = [
    "ALTER TABLE queue_item ADD COLUMN due_otherwise INTEGER"
  ]
}

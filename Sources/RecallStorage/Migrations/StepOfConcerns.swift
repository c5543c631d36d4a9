import RecallDomain

/// Version 21: what each item of a queue is about stands in it from the moment it opens. Of what an
/// earlier program has asked it is told by how the call ended (`InboxItem.concern`).
extension Schema {
  static let stepOfConcerns: [String] = [
    "ALTER TABLE queue_item ADD COLUMN concern TEXT CHECK (\(oneOf("concern", Concern.self)))"
  ]
}

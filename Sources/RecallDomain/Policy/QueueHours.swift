/// By when each queue answers: everything a due time depends on, so that a call can say
/// `answer_by` from its own saved state. The rule itself is `QueueHours.due`.
package struct QueueHours: Codable, Hashable, Sendable {
  package var queues: [QueueName: QueuePolicy]
  /// The clinic's own hours; its queues work in them.
  package var calling: CallingHours
  /// The clinic's zone, IANA.
  package var zone: String

  package init(queues: [QueueName: QueuePolicy], calling: CallingHours, zone: String) {
    self.queues = queues
    self.calling = calling
    self.zone = zone
  }
}

extension ClinicPolicy {
  package var queueHours: QueueHours {
    QueueHours(queues: queues, calling: calling, zone: timeZone)
  }
}

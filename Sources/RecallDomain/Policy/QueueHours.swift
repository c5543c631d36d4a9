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

  /// Of a kept call: a zone that this system does not know is refused with the call, and does not end
  /// the program when a due time is wanted.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    queues = try container.decode([QueueName: QueuePolicy].self, forKey: .queues)
    calling = try container.decode(CallingHours.self, forKey: .calling)
    zone = try container.decode(String.self, forKey: .zone)
    guard Zone(zone) != nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .zone, in: container, debugDescription: "no time zone of this system")
    }
  }
}

extension ClinicPolicy {
  package var queueHours: QueueHours {
    QueueHours(queues: queues, calling: calling, zone: timeZone)
  }
}

/// By when a queue answers, and whose it is.
package struct QueuePolicy: Hashable, Sendable, Codable {
  package enum Due: Hashable, Sendable, Codable {
    case sameDay
    case minutes(Int)
    case businessDays(Int)
  }

  package var due: Due
  package var urgent: Due
  package var owner: String?
  /// Who works it besides those of the field (`QueueDuty`); absent in calls saved before.
  package var roles: Set<StaffRole>?

  package init(
    due: Due, urgent: Due = .minutes(30), owner: String? = nil, roles: Set<StaffRole>? = nil
  ) {
    self.due = due
    self.urgent = urgent
    self.owner = owner
    self.roles = roles
  }
}

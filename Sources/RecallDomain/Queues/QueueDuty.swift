/// Which role works which queue, and who sees what.
///
/// | queue | worked by |
/// | --- | --- |
/// | clinical | clinical |
/// | insurance, language, transport, records, front-desk | office |
/// | supervisor | nobody below a manager |
///
/// Managers and leads work all of them. An auditor reads all of them. Everybody sees, and nobody
/// answers by it, what they have asked themselves. A clinic widens this in its `clinic.yaml`
/// (`queues: { insurance: { roles: [caller] } }`); who gives no clinical advice answers no clinical
/// question, whatever a file says.
package struct QueueDuty: Sendable {
  package let person: StaffMember
  private let policy: ClinicPolicy
  /// Demo staff may act in any role.
  private let isDemo: Bool

  package init(_ person: StaffMember, policy: ClinicPolicy, kind: StoreKind) {
    self.person = person
    self.policy = policy
    isDemo = kind != .live
  }

  /// The roles that work a queue, in the order of the list of roles.
  package static func roles(working queue: QueueName, _ policy: ClinicPolicy) -> [StaffRole] {
    let own: Set<StaffRole> =
      switch queue {
      case .clinical: [.clinical]
      case .insurance, .language, .transport, .records, .frontDesk: [.office]
      case .supervisor: []
      }
    let widened = (policy.queues[queue]?.roles ?? []).intersection(mayBeAdded(to: queue))
    let all = own.union(widened).union([.manager, .lead])
    return StaffRole.allCases.filter(all.contains)
  }

  /// Whom a clinic may let work a queue besides.
  package static func mayBeAdded(to queue: QueueName) -> Set<StaffRole> {
    queue == .clinical
      ? [.clinical, .manager, .lead] : Set(StaffRole.allCases).subtracting([.auditor])
  }

  package func works(_ queue: QueueName) -> Bool {
    isDemo || !person.roles.isDisjoint(with: Self.roles(working: queue, policy))
  }

  /// The whole queue, with names and words.
  package func sees(_ queue: QueueName) -> Bool {
    works(queue) || person.roles.contains(.auditor)
  }

  /// - Parameter askedBy: whose call has opened it.
  package func sees(_ item: QueueItem, askedBy: String?) -> Bool {
    sees(item.queue) || askedBy == person.id
  }

  /// Frees what a colleague has left behind.
  package var maySetFree: Bool {
    isDemo || person.may(.freeItems)
  }

  /// The queues of this person, in the order of the list of queues.
  package var worked: [QueueName] { QueueName.allCases.filter(works) }
  package var seen: [QueueName] { QueueName.allCases.filter(sees) }

  /// May this person do that to that item?
  package func step(_ item: QueueItem, _ act: QueueAct) -> QueueStep {
    guard works(item.queue) else {
      return .refused(.notYours(item.queue, may: Self.roles(working: item.queue, policy)))
    }
    return QueueTable(who: person.id, maySetFree: maySetFree).step(item, act)
  }
}

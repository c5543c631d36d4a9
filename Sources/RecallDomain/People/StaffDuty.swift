/// What not everybody who works here may do, and in which roles: the one table that every command and
/// the console ask. Who works which queue is the clinic's own choice beside it (`QueueDuty`).
package enum StaffDuty: String, CaseIterable, Sendable {
  /// `recall script approve`.
  case approveScripts
  /// `recall staff add`, `remove`.
  case keepStaff
  /// `recall review weekly`: every patient of the clinic by name.
  case reviewTheWeek
  /// Another outcome in a colleague's note.
  case correctAnyNote
  /// A limit of the clinic, set aside for one call.
  case overrideLimits
  /// An item of a queue, freed from a colleague who left it.
  case freeItems
  /// `recall review --sample`, and everybody's grades.
  case reviewNotes
  /// `recall report`: everybody's figures, and `--by caller`.
  case seeAllFigures
  /// `recall outbox --send`, `retry`, `drop`.
  case sendMessages
  /// `recall outbox`: addresses and words of everybody who is written to.
  case readMessages
  /// `recall export`: the whole record.
  case exportRecord
  /// `recall notes`, which leaves a trace; who trains callers reads what they wrote.
  case readNotes
  /// `recall audit show`: who did what, all of it.
  case readTrail

  package var roles: Set<StaffRole> {
    switch self {
    case .approveScripts: [.lead]
    case .keepStaff, .reviewTheWeek, .correctAnyNote, .overrideLimits, .freeItems:
      [.manager, .lead]
    case .reviewNotes: [.manager, .lead, .trainer]
    case .seeAllFigures: [.manager, .lead, .trainer, .auditor]
    case .sendMessages: [.manager, .lead, .office]
    case .readTrail: [.lead, .auditor]
    case .readMessages, .exportRecord: [.manager, .lead, .office, .auditor]
    case .readNotes: [.manager, .lead, .office, .auditor, .caller, .clinical, .trainer]
    }
  }
}

extension StaffMember {
  package func may(_ duty: StaffDuty) -> Bool { !roles.isDisjoint(with: duty.roles) }
}

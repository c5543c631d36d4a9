/// A fact on record that ends every recall of a patient, whoever brought it and wherever the recall
/// stands; the weightiest first. A correction of the record gives back what it ended.
///
/// One channel's opt-out is none of them: who wants no texts is called, and who silenced one number
/// is called at another. A death that was only told holds everything until records confirms it, and
/// ends nothing.
package enum ClosingFact: CaseIterable, Hashable, Sendable {
  /// The record says that the patient has died.
  case death
  /// The record says that the patient has left the clinic.
  case left
  /// The patient wants no contact at all.
  case optOut

  /// For what reason a recall ends by it.
  package var end: RecallEnd {
    switch self {
    case .death: .deceased
    case .left: .inactive
    case .optOut: .optedOut
    }
  }

  /// What the list says of whom it keeps out.
  package var reason: ExclusionReason {
    switch self {
    case .death: .deceased
    case .left: .inactive
    case .optOut: .doNotContact
    }
  }
}

extension Candidate {
  /// The fact on record that ends this recall; `nil` when none does.
  package var closingFact: ClosingFact? {
    ClosingFact.allCases.first { fact in
      switch fact {
      case .death: patient.deceased && !heldForDeath
      case .left: patient.inactive
      case .optOut: patient.permissions.doNotContact
      }
    }
  }
}

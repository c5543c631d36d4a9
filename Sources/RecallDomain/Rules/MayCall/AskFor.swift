import Foundation

/// Whom the caller asks for (DOMAIN 9b): the patient; for a minor the guardian on record; for an
/// adult under guardianship the guardian.
package enum AskFor: Hashable, Sendable {
  case patient(firstName: String)
  case guardian(name: String)
  /// A minor without a guardian on record: nobody may be asked for, and the entry is not callable.
  case nobody

  package init(_ patient: Patient, on today: CivilDate) {
    let guardian = patient.representatives.first {
      $0.authority(over: patient, on: today)?.isAskedFor ?? false
    }
    if let guardian {
      self = .guardian(name: guardian.name)
    } else {
      self = patient.isMinor(on: today) ? .nobody : .patient(firstName: patient.calledName)
    }
  }

  /// The first name that is said in the opening (`ask_for`); `nil` when nobody may be asked for.
  package static func name(_ patient: Patient, _ today: CivilDate) -> String? {
    switch AskFor(patient, on: today) {
    case .patient(let firstName): firstName
    case .guardian(let name): name.split(separator: " ").first.map(String.init) ?? name
    case .nobody: nil
    }
  }
}

/// On what ground somebody may act for a patient.
package enum Authority: String, CaseIterable, Hashable, Sendable {
  case guardian, parent
  case powerOfAttorney = "power-of-attorney"
  /// On record as a representative, and nothing more is known.
  case other

  /// A power of attorney speaks for the patient, but the patient is still who is asked for.
  var isAskedFor: Bool { self == .guardian || self == .parent }
}

extension Patient {
  /// Under 18. A patient whose birth date is unknown counts as an adult: the gate stays shut anyway.
  package func isMinor(on today: CivilDate) -> Bool {
    dateOfBirth.map { $0.age(on: today) < 18 } ?? false
  }

  /// Those on record who have authority on that day.
  package func representatives(withAuthorityOn today: CivilDate) -> [Representative] {
    representatives.filter { $0.authority(over: self, on: today) != nil }
  }
}

extension Representative {
  /// `nil` when there is none on that day: outside the period on record; a parent's ends at 18,
  /// unless the parent is guardian or holds a power of attorney by the record's own words.
  package func authority(over patient: Patient, on today: CivilDate) -> Authority? {
    guard isInForce(on: today) else { return nil }
    return ground(over: patient, on: today)
  }

  /// Within the period on record, its last day included.
  private func isInForce(on today: CivilDate) -> Bool {
    from.map { $0 <= today } ?? true && until.map { today <= $0 } ?? true
  }

  private func ground(over patient: Patient, on today: CivilDate) -> Authority? {
    let words = Relationship.words(relationship)
    // The label of a form's field, not a mark: it says parent.
    let isFieldLabel = words.subtracting(["or"]) == ["parent", "guardian"]
    if isFieldLabel { return patient.isMinor(on: today) ? .parent : nil }
    if !words.isDisjoint(with: Relationship.guardian) { return .guardian }
    if !words.isDisjoint(with: Relationship.attorney) { return .powerOfAttorney }
    if !words.isDisjoint(with: Relationship.parent) {
      return patient.isMinor(on: today) ? .parent : nil
    }
    return isGuardian ? .guardian : .other
  }
}

/// Words and codes (HL7 v3 RoleCode) for the relationships that carry authority.
private enum Relationship {
  static let guardian: Set<String> = [
    "guardian", "guard", "conservator", "tutor", "tutora", "custodian",
  ]
  static let attorney: Set<String> = [
    "attorney", "poa", "hcpoa", "powatt", "hpowatt", "dpowatt", "proxy", "apoderado", "apoderada",
    "poder",
  ]
  static let parent: Set<String> = [
    "parent", "mother", "father", "mom", "dad", "mum", "madre", "padre", "mama", "papa", "mth",
    "fth", "prn", "nmth", "nfth", "stepmother", "stepfather", "stepparent", "madrastra",
    "padrastro",
  ]

  static func words(_ text: String) -> Set<String> {
    let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    return Set(folded.split { !$0.isLetter }.map(String.init))
  }
}

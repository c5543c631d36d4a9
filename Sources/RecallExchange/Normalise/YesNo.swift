internal import RecallDomain

/// Yes and no as exports write them, English and Spanish.
enum YesNo {
  enum Reading: Equatable { case yes, no, unsaid, unreadable }

  static func read(_ text: String) -> Reading {
    let word = Folded.text(text)
    if yes.contains(word) { return .yes }
    if no.contains(word) { return .no }
    return unsaid.contains(word) ? .unsaid : .unreadable
  }

  /// The same of a death, which has words of its own.
  static func life(_ text: String) -> Reading {
    let word = Folded.text(text)
    if ["alive", "living", "vivo", "viva"].contains(word) { return .no }
    return PatientStatusWord.deathWords.contains(word) ? .yes : read(text)
  }

  /// The same of a patient of the clinic: `Active`, `I`, `Active since 2019`.
  static func activity(_ text: String) -> Reading {
    switch PatientStatusWord.read(text) {
    case .active: .yes
    case .inactive, .deceased: .no
    case nil: read(text)
    }
  }

  private static let yes: Set<String> = [
    "y", "yes", "true", "t", "1", "1.0", "s", "si", "verdadero", "x", "on", "ok", "okay", "allowed",
    "allow", "permit", "consented", "opt in", "opted in", "opt-in",
  ]
  private static let no: Set<String> = [
    "n", "no", "false", "f", "0", "0.0", "falso", "off", "denied", "deny", "declined", "refused",
    "opt out", "opted out", "opt-out", "not allowed", "never",
  ]
  private static let unsaid: Set<String> = [
    "", "unknown", "unk", "u", "n/a", "na", "null", "-", "unassigned", "not asked", "desconocido",
  ]
}

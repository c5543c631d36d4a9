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

internal import RecallDomain

/// How a patient stands with the clinic, in the words of practice systems.
enum PatientStatusWord {
  case active, inactive, deceased

  static func read(_ text: String) -> PatientStatusWord? {
    let word = Folded.text(text)
    if activeWords.contains(word) || word.hasPrefix("active ") { return .active }
    if inactiveWords.contains(word) || word.hasPrefix("inactive ") { return .inactive }
    return deathWords.contains(word) ? .deceased : nil
  }

  static let deathWords: Set<String> = [
    "deceased", "dead", "died", "expired", "fallecido", "fallecida", "difunto", "difunta",
  ]
  private static let activeWords: Set<String> = [
    "active", "a", "act", "current", "patient", "new", "established", "prospective", "activo",
    "activa",
  ]
  private static let inactiveWords: Set<String> = [
    "inactive", "i", "inact", "former", "archived", "deleted", "nonpatient", "non-patient",
    "discharged", "dismissed", "transferred", "moved", "left", "closed", "inactivo", "inactiva",
  ]
}

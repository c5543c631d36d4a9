/// What a caller prepares before dialling (DOMAIN 9b): kept with the patient, shown on the card.
package enum ContactNeed: String, CaseIterable, Codable, Hashable, Sendable {
  /// Calls go through a relay: 711 first, then the number to the operator.
  case relay
  /// Speak slowly and say things again; a relay may be offered.
  case hardOfHearing = "hard-of-hearing"
  case interpreter
  /// Somebody who cares for the patient takes the calls.
  case caregiverFirst = "caregiver-first"

  /// By name, or by what people write for it; spaces and hyphens are one.
  package static func named(_ text: String) -> ContactNeed? {
    let folded = Folded.text(text).replacing("_", with: " ").replacing("-", with: " ")
    if let exact = allCases.first(where: { $0.rawValue.replacing("-", with: " ") == folded }) {
      return exact
    }
    return words.first { $0.names.contains(folded) }?.need
  }

  private static let words: [(need: ContactNeed, names: Set<String>)] = [
    (
      .relay,
      [
        "711", "tty", "tdd", "trs", "relay call", "relay service", "relay 711", "vrs", "ip relay",
        "deaf", "sordo", "sorda", "servicio de retransmision", "retransmision",
      ]
    ),
    (
      .hardOfHearing,
      [
        "hoh", "hearing", "hearing impaired", "hearing loss", "speak slowly", "dificultad auditiva",
        "oye poco", "hipoacusia",
      ]
    ),
    (.interpreter, ["interpreter needed", "needs interpreter", "interp", "interprete"]),
    (
      .caregiverFirst,
      ["caregiver", "carer", "ask caregiver", "cuidador", "cuidadora", "cuidador primero"]
    ),
  ]
}

import RecallDomain

/// Whom a look has shown, as it stands in the trail: opaque ids alone, each once, with a space before and
/// behind it, so that one is found among them whole.
struct ShownPatients {
  let text: String?

  init(_ patients: [PatientID]) {
    var seen: Set<String> = []
    let ids = patients.map(\.rawValue).filter { seen.insert($0).inserted }
    text = ids.isEmpty ? nil : " " + ids.joined(separator: " ") + " "
  }

  /// What `patients LIKE ? ESCAPE '\'` finds one by.
  static func pattern(of patient: PatientID) -> String {
    let id = patient.rawValue.reduce(into: "") { text, character in
      if ["%", "_", "\\"].contains(character) { text.append("\\") }
      text.append(character)
    }
    return "% \(id) %"
  }

  static func ids(_ text: String?) -> [PatientID] {
    (text ?? "").split(separator: " ").map { PatientID(String($0)) }
  }
}

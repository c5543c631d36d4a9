internal import RecallDomain

/// Preferred contact method by its everyday words.
enum ContactWord {
  static func read(_ text: String) -> ContactMethod? { words[Folded.text(text)] }

  private static let words: [String: ContactMethod] = {
    let rows: [(ContactMethod, String)] = [
      (.call, "call|phone|voice|telephone|phone call|mobile|cell|llamada|telefono|home phone"),
      (.sms, "sms|text|text message|texting|texto|mensaje de texto|mensaje"),
      (.email, "email|e-mail|correo|correo electronico"),
      (.portal, "portal|patient portal|mychart|portal del paciente"),
      (.mail, "mail|letter|post|usps|carta|correo postal"),
    ]
    var words: [String: ContactMethod] = [:]
    for (method, names) in rows {
      for name in names.split(separator: "|") { words[String(name)] = method }
    }
    return words
  }()
}

/// An address that a message could go to; no proof that anybody reads it.
enum EmailAddress {
  static func read(_ text: String) -> String? {
    let address = TerminalText.clean(text).trimmingSpaces
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), address.count <= 254,
      address.allSatisfy({ !$0.isWhitespace && !"<>\"(),:;\\".contains($0) }),
      !parts[1].hasPrefix("."), !parts[1].hasSuffix(".")
    else { return nil }
    return address
  }
}

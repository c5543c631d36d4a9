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

/// Kind of telephone by its everyday words.
enum PhoneKindWord {
  static func read(_ text: String) -> PatientPhone.Kind? { words[Folded.text(text)] }

  private static let words: [String: PatientPhone.Kind] = {
    let rows: [(PatientPhone.Kind, String)] = [
      (.mobile, "mobile|cell|cellular|cell phone|mobile phone|m|c|celular|movil|wireless"),
      (.home, "home|landline|house|h|casa|fijo|residential"),
      (.work, "work|office|business|w|b|trabajo|oficina"), (.other, "other|o|otro|unknown"),
    ]
    var words: [String: PatientPhone.Kind] = [:]
    for (kind, names) in rows {
      for name in names.split(separator: "|") { words[String(name)] = kind }
    }
    return words
  }()
}

/// An address that a message could go to; no proof that anybody reads it.
enum EmailAddress {
  static func read(_ cell: ArraySlice<UInt8>) -> String? {
    let plain: String? = cell.withUnsafeBufferPointer { bytes in
      var at: Int?
      var dot = 0
      for (index, byte) in bytes.enumerated() {
        switch byte {
        case 0x40 where at == nil && index > 0: at = index
        case 0x2E: dot = index
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F: break
        default: return nil
        }
      }
      guard let at, dot > at + 1, dot < bytes.count - 1, bytes[at + 1] != 0x2E, bytes.count <= 254
      else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    return plain ?? read(FieldText.decode(cell))
  }

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

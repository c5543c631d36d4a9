internal import RecallDomain

/// A value of a resource to be written: members in the order of the specification, and nothing that
/// is empty, because FHIR knows no empty value.
indirect enum FHIRValue {
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([FHIRValue])
  case object([(name: String, value: FHIRValue)])

  /// Only what is there.
  static func members(_ members: [(String, FHIRValue?)]) -> FHIRValue {
    .object(
      members.compactMap { name, value in
        value.flatMap { $0.isEmpty ? nil : (name: name, value: $0) }
      })
  }

  private var isEmpty: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.isEmpty
    case .object(let members): members.isEmpty
    case .flag, .number: false
    }
  }

  static func optional(_ text: String?) -> FHIRValue? { text.map(FHIRValue.text) }

  subscript(name: String) -> FHIRValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var asText: String? { if case .text(let text) = self { text } else { nil } }
}

extension FHIRValue {
  /// JSON on one line.
  var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let value): Self.write(value, to: &text)
    case .flag(let value): text += value ? "true" : "false"
    case .number(let value): text += String(value)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.write(member.name, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  /// Whatever is no character of a FHIR string (control characters, but for tab and line ends) is a
  /// space; what could trouble a terminal is escaped.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20: text += " "
      case _ where HiddenScalar.isOne(scalar): text += HiddenScalar.json(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

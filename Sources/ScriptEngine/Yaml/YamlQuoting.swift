/// A text as YAML writes it between double quotes: what could be misread or not be seen is escaped.
enum YamlQuoting {
  static func quoted(_ text: String) -> String {
    var written = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": written.append(contentsOf: ["\\", scalar])
      case "\n": written.append(contentsOf: ["\\", "n"])
      case "\r": written.append(contentsOf: ["\\", "r"])
      case "\t": written.append(contentsOf: ["\\", "t"])
      default:
        if isHidden(scalar) {
          written.append(contentsOf: escape(scalar).unicodeScalars)
        } else {
          written.append(scalar)
        }
      }
    }
    return String(written) + "\""
  }

  /// Line breaks of YAML 1.1 and everything invisible; no-break spaces are seen in print only.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: scalar == "\u{A0}" || scalar == "\u{202F}"
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16)
    let (letter, digits) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
    return "\\" + letter + String(repeating: "0", count: digits - hex.count) + hex
  }

  /// A key that needs no quotes stands without; ids and labels' keys are such.
  static func key(_ key: String) -> String {
    let isBare =
      key.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && key.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
      }
    return isBare ? key : quoted(key)
  }
}

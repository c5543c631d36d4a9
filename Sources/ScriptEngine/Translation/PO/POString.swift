/// Text between the quotes of a `.po` file: C's escapes, nothing else.
enum POString {
  /// One or more quoted lines; a text with line breaks begins with `""` and has a line for each.
  static func quotedLines(_ text: String) -> [String] {
    let lines = lines(of: text)
    if lines.count <= 1 { return ["\"\(escaped(text))\""] }
    return ["\"\""] + lines.map { "\"\(escaped($0))\"" }
  }

  /// Each with its line break.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      line.append(scalar)
      if scalar == "\n" {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      }
    }
    return line.isEmpty ? lines : lines + [String(line)]
  }

  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped.append(contentsOf: ["\\", scalar])
      case "\n": escaped.append(contentsOf: ["\\", "n"])
      case "\r": escaped.append(contentsOf: ["\\", "r"])
      case "\t": escaped.append(contentsOf: ["\\", "t"])
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          escaped.append(contentsOf: octal(scalar).unicodeScalars)
        } else {
          escaped.append(scalar)
        }
      }
    }
    return String(escaped)
  }

  /// Always three digits, so that a digit behind it is not read along.
  private static func octal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// What stands between two quotes, read; `nil` for an escape that C does not know, or a quote in
  /// the middle.
  static func unescaped(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return nil }
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let read = escape(&rest) else { return nil }
      bytes.append(read)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): return letter
    case UInt8(ascii: "x"): return number(&rest, radix: 16, first: "", atMost: 2)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      return number(&rest, radix: 8, first: String(UnicodeScalar(letter)), atMost: 3)
    default: return nil
    }
  }

  private static func number(
    _ rest: inout ArraySlice<UInt8>, radix: Int, first: String, atMost: Int
  ) -> UInt8? {
    var digits = first
    while digits.utf8.count < atMost, let byte = rest.first,
      Int(String(UnicodeScalar(byte)), radix: radix) != nil
    {
      digits.unicodeScalars.append(UnicodeScalar(byte))
      rest = rest.dropFirst()
    }
    return UInt8(digits, radix: radix)
  }
}

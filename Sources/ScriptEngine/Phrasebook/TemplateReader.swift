/// Splits a text into words and names in braces.
enum TemplateReader {
  enum Piece: Hashable {
    case text(String)
    case name(String)
    /// A brace without its partner, with what follows an open one.
    case unclosed(String)
  }

  static func parts(of source: String) -> [Template.Part] {
    pieces(of: source).map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .name(let name): Fact(rawValue: name).map(Template.Part.fact) ?? .unknown(name)
      case .unclosed(let rest): .unknown(rest)
      }
    }
  }

  static func pieces(of source: String) -> [Piece] {
    var reading = TemplateReading(bytes: Array(source.utf8))
    return reading.pieces()
  }
}

/// Braces are looked for among the bytes: in UTF-8 no other character has theirs.
private struct TemplateReading {
  private static let open = UInt8(ascii: "{")
  private static let close = UInt8(ascii: "}")

  let bytes: [UInt8]
  private var found: [TemplateReader.Piece] = []
  private var text: [UInt8] = []
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func pieces() -> [TemplateReader.Piece] {
    while at < bytes.count {
      let byte = bytes[at]
      if byte != Self.open && byte != Self.close {
        text.append(byte)
        at += 1
      } else if at + 1 < bytes.count && bytes[at + 1] == byte {
        text.append(byte)
        at += 2
      } else {
        endText()
        found.append(byte == Self.open ? name() : unclosed())
      }
    }
    endText()
    return found
  }

  private mutating func endText() {
    if text.isEmpty { return }
    found.append(.text(String(decoding: text, as: UTF8.self)))
    text.removeAll(keepingCapacity: true)
  }

  private mutating func unclosed() -> TemplateReader.Piece {
    at += 1
    return .unclosed("}")
  }

  private mutating func name() -> TemplateReader.Piece {
    guard let end = bytes[at...].firstIndex(of: Self.close) else {
      defer { at = bytes.count }
      return .unclosed(String(decoding: bytes[at...], as: UTF8.self))
    }
    defer { at = end + 1 }
    return .name(String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
  }
}

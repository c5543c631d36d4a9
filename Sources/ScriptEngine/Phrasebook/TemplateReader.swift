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
    guard source.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
      return source.isEmpty ? [] : [.text(source)]
    }
    var pieces: [Piece] = []
    var text = ""
    var rest = source[...]
    while let character = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        text.append(character)
        rest = rest.dropFirst(2)
      } else if character == "{" {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(name(from: &rest))
      } else if character == "}" {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.unclosed("}"))
        rest = rest.dropFirst()
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    return text.isEmpty ? pieces : pieces + [.text(text)]
  }

  private static func name(from rest: inout Substring) -> Piece {
    guard let close = rest.firstIndex(of: "}") else {
      defer { rest = "" }
      return .unclosed(String(rest))
    }
    let name = String(rest[rest.index(after: rest.startIndex)..<close])
    rest = rest[rest.index(after: close)...]
    return .name(name)
  }
}

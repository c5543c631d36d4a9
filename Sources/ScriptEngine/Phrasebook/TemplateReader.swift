/// Splits a text into words and facts.
enum TemplateReader {
  static func parts(of source: String) -> [Template.Part] {
    var parts: [Template.Part] = []
    var text = ""
    var rest = source[...]
    while let character = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        text.append(character)
        rest = rest.dropFirst(2)
      } else if character == "{" {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(name(from: &rest))
      } else if character == "}" {
        parts.append(.unknown("}"))
        rest = rest.dropFirst()
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    return text.isEmpty ? parts : parts + [.text(text)]
  }

  private static func name(from rest: inout Substring) -> Template.Part {
    guard let close = rest.firstIndex(of: "}") else {
      defer { rest = "" }
      return .unknown(String(rest))
    }
    let name = String(rest[rest.index(after: rest.startIndex)..<close])
    rest = rest[rest.index(after: close)...]
    return Fact(rawValue: name).map(Template.Part.fact) ?? .unknown(name)
  }
}

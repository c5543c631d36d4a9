internal import RecallDomain

/// A JSON document as it is printed: keys in the order written, nothing left out, `null` where a
/// value is missing (INTERFACES, "JSON").
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Equatable, Sendable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// `null` for a missing text.
  package static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
  package static func texts(_ values: [String]) -> JSONValue {
    .array(values.map(JSONValue.string))
  }

  /// A list as every command prints it.
  package static func list(_ items: [JSONValue]) -> JSONValue {
    ["items": .array(items), "count": .int(items.count)]
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral
{
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue {
  /// The document with two spaces of indentation; no line break at the end.
  package var document: String { document(indent: 0) }

  /// As a part of a document, so many columns in.
  func document(indent: Int) -> String {
    var text = ""
    write(to: &text, indent: indent)
    return text
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += value.isFinite ? String(value) : "null"
    case .string(let value): Self.write(value, to: &text)
    case .array(let items):
      Self.write(items.count, "[", "]", to: &text, indent: indent) { index, text in
        items[index].write(to: &text, indent: indent + 2)
      }
    case .object(let members):
      Self.write(members.count, "{", "}", to: &text, indent: indent) { index, text in
        Self.write(members[index].key, to: &text)
        text += ": "
        members[index].value.write(to: &text, indent: indent + 2)
      }
    }
  }

  private static func write(
    _ count: Int, _ open: String, _ close: String, to text: inout String, indent: Int,
    item: (Int, inout String) -> Void
  ) {
    text += open
    for index in 0..<count {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
      item(index, &text)
    }
    if count > 0 { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  /// Control characters are escaped, also C1 and the line separators, so that a document is safe
  /// on a terminal.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if needsEscape(scalar) {
          text += HiddenScalar.json(scalar)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || HiddenScalar.isOne(scalar)
  }
}

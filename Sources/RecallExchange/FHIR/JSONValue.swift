/// A JSON value, with what FHIR needs to walk it. Paths that are not there give `nil` or nothing.
indirect enum JSONValue: Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// As written.
  case number(String)
  case bool(Bool)
  case null

  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The member's elements; a single value stands for a list of one.
  func list(_ key: String) -> [JSONValue] {
    switch self[key] {
    case .array(let elements): elements
    case .null, nil: []
    case let other?: [other]
    }
  }

  /// Text that is not empty, without space around it.
  func text(_ key: String) -> String? { self[key]?.string }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    let trimmed = text.trimmingSpaces
    return trimmed.isEmpty ? nil : trimmed
  }

  /// The member is there, with a value of whatever kind.
  func says(_ key: String) -> Bool {
    switch self[key] {
    case .null, nil: false
    default: true
    }
  }

  func flag(_ key: String) -> Bool? {
    guard case .bool(let flag) = self[key] else { return nil }
    return flag
  }

  func whole(_ key: String) -> Int? {
    guard case .number(let text) = self[key] else { return nil }
    return Int(text)
  }
}

/// A list as every command prints it (INTERFACES, "JSON"), in pieces: a list of any length goes out
/// as it is made, and no more than one item is held.
package struct JSONListPieces {
  private var count = 0

  package init() {}

  package static let beginning = "{\n  \"items\": ["

  /// The next item, with what stands between it and the one before.
  package mutating func item(_ value: JSONValue) -> String {
    defer { count += 1 }
    return (count == 0 ? "\n    " : ",\n    ") + value.document(indent: 4)
  }

  /// The count, and what else belongs to the whole; with the last line break.
  package func end(_ more: [(String, JSONValue)] = []) -> String {
    var text = (count == 0 ? "]" : "\n  ]") + ",\n  \"count\": \(count)"
    for (key, value) in more { text += ",\n  \"\(key)\": " + value.document(indent: 2) }
    return text + "\n}\n"
  }
}

/// Text that says the same thing the same way each time, to be hashed: a list of fields, each
/// with its length before it, so that no two lists read alike.
struct CanonicalText {
  private(set) var text = ""

  mutating func add(_ field: String) { text += "\(field.utf8.count):\(field)," }

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    add(name)
    add(value)
  }

  /// Entries in the order of their keys.
  mutating func add(_ name: String, _ entries: [String: String]) {
    add(name)
    add(String(entries.count))
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      add(key)
      add(value)
    }
  }

  /// `sha256:…`
  var hash: String { "sha256:" + SHA256Text.hex(text) }
}

@testable import ScriptEngine

/// A YAML file that can be changed and written again: every key on a line of its own, every text in
/// double quotes, so that a change has exactly one place.
indirect enum Tree: Hashable, Sendable {
  case text(String)
  /// Written as it stands, for what no honest author writes.
  case raw(String)
  case list([Tree])
  case map([Entry])

  struct Entry: Hashable, Sendable {
    var key: String
    var value: Tree
    /// A line above it, if any.
    var comment: String?

    init(_ key: String, _ value: Tree, comment: String? = nil) {
      (self.key, self.value, self.comment) = (key, value, comment)
    }
  }

  init(_ node: YamlNode) {
    switch node.content {
    case .text(let text, _): self = .text(text)
    case .list(let items): self = .list(items.map { Tree($0) })
    case .mapping(let entries): self = .map(entries.map { Entry($0.key, Tree($0.value)) })
    }
  }

  // MARK: reading

  var entries: [Entry] {
    get { if case .map(let entries) = self { entries } else { [] } }
    set { self = .map(newValue) }
  }

  var items: [Tree] { if case .list(let items) = self { items } else { [] } }
  var string: String? { if case .text(let text) = self { text } else { nil } }
  var keys: [String] { entries.map(\.key) }

  /// One text, or a list of them.
  var strings: [String] { string.map { [$0] } ?? items.compactMap(\.string) }

  /// `nil` takes the entry away; a new key comes last.
  subscript(key: String) -> Tree? {
    get { entries.first { $0.key == key }?.value }
    set {
      var changed = entries
      let position = changed.firstIndex { $0.key == key }
      switch (position, newValue) {
      case (let position?, let value?): changed[position].value = value
      case (let position?, nil): changed.remove(at: position)
      case (nil, let value?): changed.append(Entry(key, value))
      case (nil, nil): return
      }
      self = .map(changed)
    }
  }

  subscript(path: [String]) -> Tree? {
    get { path.reduce(Optional(self)) { $0?[$1] } }
    set {
      guard let first = path.first else { return }
      if path.count == 1 {
        self[first] = newValue
      } else {
        var below = self[first] ?? .map([])
        below[Array(path.dropFirst())] = newValue
        self[first] = below
      }
    }
  }

  // MARK: writing

  enum Style: CaseIterable { case double, single, flow }

  func yaml(_ style: Style = .double) -> String {
    var lines: [String] = []
    write(&lines, indent: "", style)
    return lines.joined(separator: "\n") + "\n"
  }

  private func write(_ lines: inout [String], indent: String, _ style: Style) {
    for entry in entries {
      if let comment = entry.comment { lines.append(indent + "# " + comment) }
      let key = indent + Self.key(entry.key) + ":"
      let inFlow = style == .flow && !indent.isEmpty
      switch entry.value {
      case .text, .raw: lines.append(key + " " + entry.value.flow(style))
      case .map(let entries) where entries.isEmpty || inFlow:
        lines.append(key + " " + entry.value.flow(style))
      case .list(let items) where items.isEmpty || inFlow:
        lines.append(key + " " + entry.value.flow(style))
      case .map:
        lines.append(key)
        entry.value.write(&lines, indent: indent + "  ", style)
      case .list(let items):
        lines.append(key)
        for item in items { lines.append(indent + "  - " + item.flow(style)) }
      }
    }
  }

  private func flow(_ style: Style) -> String {
    switch self {
    case .text(let text): style == .single ? Self.single(text) : Self.double(text)
    case .raw(let text): text
    case .list(let items): "[" + items.map { $0.flow(style) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{ "
        + entries.map { Self.key($0.key) + ": " + $0.value.flow(style) }.joined(separator: ", ")
        + " }"
    }
  }

  private static func key(_ key: String) -> String {
    key.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } ? key : double(key)
  }

  private static func single(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{AD}" }
      ? double(text) : "'" + text.replacing("'", with: "''") + "'"
  }

  private static func double(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}

import Foundation
import ScriptEngine

/// What a clinic.yaml says, key by key: `limits.contacts_per_week` → `3`, a list as one value.
struct ClinicKeys {
  let values: [String: String]

  init(_ file: SourceFile) {
    var values: [String: String] = [:]
    if let root = YamlReader.read(file).root { Self.collect(root, "", &values) }
    self.values = values
  }

  var sums: [String: FileSum] { values.mapValues { FileSum(of: [UInt8]($0.utf8)) } }

  private static func collect(_ node: YamlNode, _ path: String, _ values: inout [String: String]) {
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      values[path] = text(node)
      return
    }
    for entry in entries {
      collect(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)", &values)
    }
  }

  /// As it could be written in one line.
  private static func text(_ node: YamlNode) -> String {
    switch node.content {
    case .text(let text, _): text
    case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{ " + entries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + " }"
    }
  }
}

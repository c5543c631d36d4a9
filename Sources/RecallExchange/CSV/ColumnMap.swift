internal import RecallDomain
package import ScriptEngine

/// A `--map` file: which header of this export holds which canonical column.
///
/// `recall-map: 1`, `columns: {canonical: header}`.
package struct ColumnMap: Sendable {
  /// Header by canonical name.
  package let headers: [String: String]

  package init(headers: [String: String]) { self.headers = headers }

  /// Strict, as every file of a clinic: unknown keys and columns are findings with "did you mean".
  package static func read(_ file: SourceFile) -> (map: ColumnMap?, findings: [Finding]) {
    let yaml = YamlReader.read(file)
    guard let root = yaml.root else { return (nil, yaml.findings) }
    var findings = Findings()
    let keys = ["recall-map", "columns"]
    guard let top = root.mapping("a column map", keys: keys, required: keys, &findings) else {
      return (nil, findings.all)
    }
    if let version = top["recall-map"],
      let text = version.text("key \"recall-map\"", &findings), text != "1"
    {
      findings.format(
        version.place, "recall-map \(quoted(text)) is not known; this program reads 1")
    }
    let headers = top["columns"].map { columns($0, &findings) } ?? [:]
    return (findings.isEmpty ? ColumnMap(headers: headers) : nil, findings.all)
  }

  private static func columns(_ node: YamlNode, _ findings: inout Findings) -> [String: String] {
    guard let columns = node.mapping("key \"columns\"", keys: known, &findings) else { return [:] }
    var headers: [String: String] = [:]
    for entry in columns.entries {
      headers[entry.key] = entry.value.text("column \(quoted(entry.key))", &findings)
    }
    return headers
  }

  /// Columns of every kind of file, each once.
  private static let known: [String] = {
    let names =
      RecallColumn.table.map(\.name) + AppointmentColumn.table.map(\.name)
      + SlotColumn.table.map(\.name)
    return Array(Set(names)).sorted()
  }()
}

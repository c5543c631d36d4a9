internal import Yams

/// Strict reading of one YAML file: one document, text scalars, no anchors, aliases, merge keys,
/// tags or keys written twice, at most 1 MiB. Whatever is refused is a finding of rule `format`
/// with its place; no input makes it trap or run long.
package enum YamlReader {
  package static func read(_ file: SourceFile) -> YamlRead {
    let text = text(of: file)
    if let finding = YamlGuard.finding(in: text) { return YamlRead(root: nil, findings: [finding]) }
    if let root = PlainYaml.root(of: text) { return YamlRead(root: root, findings: []) }
    return parsed(text)
  }

  /// The same by the parser, also what is plain enough to do without it.
  package static func parsed(_ file: SourceFile) -> YamlRead {
    let text = text(of: file)
    if let finding = YamlGuard.finding(in: text) { return YamlRead(root: nil, findings: [finding]) }
    return parsed(text)
  }

  /// The file is read without the parser.
  package static func isPlain(_ file: SourceFile) -> Bool {
    let text = text(of: file)
    return YamlGuard.finding(in: text) == nil && PlainYaml.root(of: text) != nil
  }

  private static func text(of file: SourceFile) -> YamlText {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.bytes.starts(with: mark) ? Array(file.bytes.dropFirst(3)) : file.bytes
    return YamlText(path: file.path, bytes: bytes)
  }

  private static func parsed(_ text: YamlText) -> YamlRead {
    do {
      guard let root = try Yams.compose(yaml: text.string, .basic, .default, .utf8) else {
        return YamlRead(root: nil, findings: [YamlProblem.empty(text)])
      }
      return tree(of: root, text)
    } catch {
      return YamlRead(root: nil, findings: [YamlProblem.finding(for: error, in: text)])
    }
  }

  private static func tree(of root: Yams.Node, _ text: YamlText) -> YamlRead {
    var builder = YamlTree(text: text)
    let node = builder.node(root, depth: 0)
    if node?.isNothing == true {
      return YamlRead(root: nil, findings: [YamlProblem.empty(text)])
    }
    return YamlRead(root: builder.findings.isEmpty ? node : nil, findings: builder.findings.all)
  }
}

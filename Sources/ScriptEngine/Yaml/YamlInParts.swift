internal import RecallDomain
internal import Yams

/// Reading of a file whose entries stand each for itself, such as the texts of a console: an entry that
/// strict reading refuses, for a hidden character or a tag say, is left out with a finding, and the
/// others are there. *Never* for what is spoken: of that all is right, or nothing is used.
enum YamlInParts {
  /// More hidden characters than this, and it is no text that somebody has a slip in.
  private static let most = 50
  /// Stands for what the parser refuses as a whole, so that the entry around it is refused alone.
  private static let mark: Unicode.Scalar = "\u{E0001}"

  static func read(_ file: SourceFile) -> YamlRead {
    let strict = YamlReader.read(file)
    guard strict.root == nil, file.bytes.count <= YamlGuard.largestFile else { return strict }
    let (bytes, findings) = marked(file)
    let text = YamlText(path: file.path, bytes: bytes)
    guard findings.count <= most, YamlGuard.finding(in: text) == nil,
      let root = try? Yams.compose(yaml: text.string, .basic, .default, .utf8)
    else { return strict }
    var tree = YamlTree(text: text, told: mark)
    guard let node = tree.node(root, depth: 0), !node.isNothing else { return strict }
    return YamlRead(root: node, findings: findings + tree.findings.all)
  }

  /// The bytes with a mark for each character that the parser would not take, and where these stand.
  private static func marked(_ file: SourceFile) -> (bytes: [UInt8], findings: [Finding]) {
    let original = YamlText(path: file.path, bytes: file.bytes)
    var (bytes, findings, offset): ([UInt8], [Finding], Int) = ([], [], 0)
    bytes.reserveCapacity(file.bytes.count)
    var decoder = UTF8()
    var iterator = file.bytes.makeIterator()
    reading: while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: break reading
      case .error:
        findings.append(
          Finding(
            rule: .format, place: original.place(offset: offset),
            message: "file is not valid utf-8"))
        bytes += UTF8.encode(mark)!
        offset += 1
      case .scalarValue(let scalar):
        if isRefused(scalar) {
          findings.append(
            Finding(
              rule: .format, place: original.place(offset: offset),
              message: YamlTree.hiddenMessage(scalar)))
          bytes += UTF8.encode(mark)!
        } else {
          bytes += UTF8.encode(scalar)!
        }
        offset += UTF8.width(scalar)
      }
    }
    return (bytes, findings)
  }

  /// By the guard, or by the parser, which has no place for one of them.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85: false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}

internal import RecallDomain
internal import Yams

/// Turns the parser's tree into ours, and refuses what only the source shows: a node whose mark
/// stands on `&`, `*` or `!` has an anchor, is an alias, or carries a tag (a scalar cannot begin
/// with these).
struct YamlTree {
  let text: YamlText
  private(set) var findings = Findings()
  private var refused: Set<SourcePlace> = []
  /// Whatever holds it is left out, and was told already.
  private let told: Unicode.Scalar?

  init(text: YamlText, told: Unicode.Scalar? = nil) {
    self.text = text
    self.told = told
  }

  mutating func node(_ node: Yams.Node, depth: Int) -> YamlNode? {
    guard let mark = node.mark else { return nil }
    let place = text.place(line: mark.line, column: mark.column)
    guard depth <= YamlGuard.deepest else { return refuse(place, YamlGuard.tooDeepMessage) }
    if let told, case .scalar(let scalar) = node, scalar.string.unicodeScalars.contains(told) {
      return nil
    }
    if let problem = property(at: mark) ?? Self.hidden(in: node) { return refuse(place, problem) }
    return content(of: node, depth: depth).map { YamlNode(content: $0, place: place) }
  }

  private mutating func content(of node: Yams.Node, depth: Int) -> YamlNode.Content? {
    switch node {
    case .scalar(let scalar):
      .text(scalar.string, quoted: scalar.style != .plain)
    case .sequence(let items):
      .list(items.compactMap { self.node($0, depth: depth + 1) })
    case .mapping(let pairs):
      .mapping(entries(pairs.map { ($0.key, $0.value) }, depth: depth))
    case .alias: nil
    }
  }

  private mutating func entries(
    _ pairs: [(key: Yams.Node, value: Yams.Node)], depth: Int
  ) -> [YamlEntry] {
    var first: [String: SourcePlace] = [:]
    var entries: [YamlEntry] = []
    for (keyNode, valueNode) in pairs {
      let value = node(valueNode, depth: depth + 1)
      guard let (key, place) = key(keyNode, depth: depth) else { continue }
      if let other = first[key] {
        findings.format(place, YamlProblem.twice(key, first: other))
      } else if let value {
        first[key] = place
        entries.append(YamlEntry(key: key, place: place, value: value))
      }
    }
    return entries
  }

  private mutating func key(_ key: Yams.Node, depth: Int) -> (String, SourcePlace)? {
    guard let read = node(key, depth: depth + 1) else { return nil }
    guard case .text(let name, let quoted) = read.content else {
      findings.format(read.place, "a key must be text, not \(read.kind)")
      return nil
    }
    if name == "<<", !quoted {
      findings.format(read.place, "merge key \"<<\" is not allowed: write the keys out")
      return nil
    }
    if name.isEmpty {
      findings.format(read.place, "a key is missing before \":\"")
      return nil
    }
    return (name, read.place)
  }

  /// What is written with an escape (`"\e]0;…"`) reaches a terminal as much as the byte itself, and what
  /// nobody sees changes words that somebody approves. Joiners belong to the spelling of some languages.
  private static func hidden(in node: Yams.Node) -> String? {
    guard case .scalar(let scalar) = node else { return nil }
    if scalar.string.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F || $0 == 0x0A }) { return nil }
    let found = scalar.string.unicodeScalars.first { character in
      switch character.value {
      case 0x09, 0x0A, 0x0D, 0x200C, 0x200D: false
      case 0..<0x20: true
      default: HiddenScalar.isOne(character)
      }
    }
    return found.map(hiddenMessage)
  }

  static func hiddenMessage(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return "control or invisible character U+\(code) is not allowed in text"
  }

  private func property(at mark: Mark) -> String? {
    let offset = text.offset(line: mark.line, column: mark.column)
    guard offset < text.bytes.count else { return nil }
    let byte = text.bytes[offset]
    if byte == UInt8(ascii: "&") {
      return "anchor \(word(at: offset)) is not allowed: write the value out where it is needed"
    }
    if byte == UInt8(ascii: "*") {
      return "alias \(word(at: offset)) is not allowed: write the value out"
    }
    if byte == UInt8(ascii: "!") {
      return "tag \(word(at: offset)) is not allowed: every value is text first"
    }
    return nil
  }

  private func word(at offset: Int) -> String {
    quoted(text.rest(from: offset).prefix { !$0.isWhitespace && !",[]{}".contains($0) })
  }

  /// Once a place: an alias brings the node of its anchor along again.
  private mutating func refuse(_ place: SourcePlace, _ message: String) -> YamlNode? {
    if refused.insert(place).inserted { findings.format(place, message) }
    return nil
  }
}

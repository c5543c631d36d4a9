/// Where a node stands in the bytes of its file, so that it alone can be replaced.
struct YamlSpan {
  let text: YamlText

  /// The byte of a place; places count characters.
  func offset(of place: SourcePlace) -> Int? {
    guard let range = text.lineRange(place.line) else { return nil }
    let line = String(decoding: text.bytes[range], as: UTF8.self)
    guard
      let index = line.index(
        line.startIndex, offsetBy: place.column - 1, limitedBy: line.endIndex)
    else { return nil }
    return range.lowerBound + line.utf8.distance(from: line.startIndex, to: index)
  }

  /// From its first byte to behind its last; `nil` for what is written in a way that this cannot
  /// follow (block scalars, plain text over several lines).
  func range(of node: YamlNode) -> Range<Int>? {
    guard let start = offset(of: node.place), start < text.bytes.count else { return nil }
    switch text.bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return closing(quote: start).map { start..<$0 }
    case UInt8(ascii: "{"), UInt8(ascii: "["): return closing(bracket: start).map { start..<$0 }
    default: break
    }
    switch node.content {
    case .text(let words, _):
      let end = start + words.utf8.count
      guard end <= text.bytes.count, text.bytes[start..<end].elementsEqual(words.utf8) else {
        return nil
      }
      return start..<end
    case .mapping(let entries):
      return entries.last.flatMap { range(of: $0.value) }.map { start..<$0.upperBound }
    case .list(let items):
      return items.last.flatMap { range(of: $0) }.map { start..<$0.upperBound }
    }
  }

  /// A mapping in braces.
  func isFlow(_ node: YamlNode) -> Bool {
    guard case .mapping = node.content, let start = offset(of: node.place) else { return false }
    return start < text.bytes.count && text.bytes[start] == UInt8(ascii: "{")
  }

  /// The end of the line of an offset, before its line break.
  func endOfLine(_ offset: Int) -> Int {
    text.bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.bytes.count
  }

  /// Behind the quote that closes the one at `start`.
  private func closing(quote start: Int) -> Int? {
    let mark = text.bytes[start]
    var offset = start + 1
    while offset < text.bytes.count {
      let byte = text.bytes[offset]
      if byte == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        offset += 2
      } else if byte != mark {
        offset += 1
      } else if mark == UInt8(ascii: "'"), offset + 1 < text.bytes.count,
        text.bytes[offset + 1] == mark
      {
        offset += 2
      } else {
        return offset + 1
      }
    }
    return nil
  }

  /// Behind the bracket that closes the one at `start`: quotes count where a value may begin.
  private func closing(bracket start: Int) -> Int? {
    var (offset, depth, mayBegin) = (start, 0, false)
    while offset < text.bytes.count {
      switch text.bytes[offset] {
      case UInt8(ascii: "\"") where mayBegin, UInt8(ascii: "'") where mayBegin:
        guard let end = closing(quote: offset) else { return nil }
        (offset, mayBegin) = (end, false)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): (depth, mayBegin) = (depth + 1, true)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        (depth, mayBegin) = (depth - 1, false)
        if depth == 0 { return offset + 1 }
      case UInt8(ascii: ","), UInt8(ascii: ":"): mayBegin = true
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0D: break
      case UInt8(ascii: "#") where text.bytes[offset - 1] == UInt8(ascii: " "):
        offset = endOfLine(offset)
        continue
      default: mayBegin = false
      }
      offset += 1
    }
    return nil
  }
}

/// Changes of single places of a file; every other byte stays, comments and layout included.
struct YamlEdits {
  private var edits: [(range: Range<Int>, text: String)] = []

  mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

  /// What is put in at one offset stands in the order in which it came.
  mutating func insert(_ text: String, at offset: Int) { edits.append((offset..<offset, text)) }

  var isEmpty: Bool { edits.isEmpty }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    var result: [UInt8] = []
    var next = 0
    for (_, edit) in ordered {
      result += bytes[next..<max(next, edit.range.lowerBound)]
      result += Array(edit.text.utf8)
      next = max(next, edit.range.upperBound)
    }
    return result + bytes[next...]
  }
}

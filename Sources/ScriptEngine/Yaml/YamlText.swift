/// The bytes of a YAML file by line, so that a mark of the parser (line, column in Unicode scalars)
/// becomes a place that a person can find (column in characters).
struct YamlText {
  let path: String
  let bytes: [UInt8]
  private let lines: [Line]

  /// Where a line begins, and whether each of its bytes is a character.
  private struct Line {
    let start: Int
    var isASCII = true
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = bytes.withUnsafeBufferPointer(Self.lines)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The parser's mark of the end is on a line of its own, which the file may not have: then the place
  /// is behind its last character.
  func place(line: Int, column: Int) -> SourcePlace {
    guard line <= lines.count else { return place(offset: bytes.count) }
    let offset = offset(line: line, column: column)
    return SourcePlace(file: path, line: line, column: characters(upTo: offset, line: line) + 1)
  }

  func place(offset: Int) -> SourcePlace {
    let line = line(of: offset)
    return SourcePlace(file: path, line: line, column: characters(upTo: offset, line: line) + 1)
  }

  /// The byte at a mark; `nil` at the end of the file.
  func byte(line: Int, column: Int) -> UInt8? {
    let offset = offset(line: line, column: column)
    return offset < bytes.count ? bytes[offset] : nil
  }

  /// Bytes from an offset to the end of its line, at most `limit`.
  func rest(from offset: Int, limit: Int = 64) -> String {
    let end = bytes[offset...].prefix(limit).firstIndex { $0 == 0x0A || $0 == 0x0D }
    return String(
      decoding: bytes[offset..<(end ?? min(bytes.count, offset + limit))], as: UTF8.self)
  }

  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lines.count else { return bytes.count }
    var offset = lines[line - 1].start
    var left = column - 1
    if lines[line - 1].isASCII { return min(offset + max(0, left), bytes.count) }
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// Lines from `first` on, as byte ranges without their ends.
  func lineRange(_ line: Int) -> Range<Int>? {
    guard line >= 1, line <= lines.count else { return nil }
    let start = lines[line - 1].start
    return start..<(bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count)
  }

  private func line(of offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func characters(upTo offset: Int, line: Int) -> Int {
    let line = lines[max(0, min(line, lines.count) - 1)]
    let start = min(line.start, offset)
    let end = min(offset, bytes.count)
    if line.isASCII { return end - start }
    let before = bytes[start..<end]
    if before.allSatisfy({ $0 < 0x80 }) { return before.count }
    return String(decoding: before, as: UTF8.self).count
  }

  /// Line breaks as YAML 1.1 has them: LF, CR, CR LF, NEL, LS, PS. A plain loop over bytes: every
  /// file of a clinic passes here at every start.
  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var line = Line(start: 0)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte >= 0x80 { line.isASCII = false }
      // Most bytes are letters and end no line.
      if byte > 0x0D && byte < 0x80 { continue }
      guard endsLine(byte, before: index, bytes) else { continue }
      lines.append(line)
      line = Line(start: index)
    }
    lines.append(line)
    return lines
  }

  /// The byte is the last of a line break; `next` is the offset behind it.
  private static func endsLine(
    _ byte: UInt8, before next: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if byte == 0x0A { return true }
    if byte == 0x0D { return next >= bytes.count || bytes[next] != 0x0A }
    if byte == 0x85 { return next >= 2 && bytes[next - 2] == 0xC2 }
    guard byte == 0xA8 || byte == 0xA9 else { return false }
    return next >= 3 && bytes[next - 3] == 0xE2 && bytes[next - 2] == 0x80
  }
}

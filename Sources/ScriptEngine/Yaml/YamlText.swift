/// The bytes of a YAML file by line, so that a mark of the parser (line, column in Unicode scalars)
/// becomes a place that a person can find (column in characters).
struct YamlText {
  let path: String
  let bytes: [UInt8]
  /// Offset of the first byte of each line.
  private let lines: [Int]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = Self.lineStarts(bytes)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  func place(line: Int, column: Int) -> SourcePlace {
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
    var offset = lines[line - 1]
    var left = column - 1
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
    let start = lines[line - 1]
    return start..<(bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count)
  }

  private func line(of offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func characters(upTo offset: Int, line: Int) -> Int {
    let start = min(lines[max(0, min(line, lines.count) - 1)], offset)
    let before = bytes[start..<min(offset, bytes.count)]
    if before.allSatisfy({ $0 < 0x80 }) { return before.count }
    return String(decoding: before, as: UTF8.self).count
  }

  /// Line breaks as YAML 1.1 has them: LF, CR, CR LF, NEL, LS, PS.
  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A: starts.append(index + 1)
      case 0x0D where index + 1 >= bytes.count || bytes[index + 1] != 0x0A:
        starts.append(index + 1)
      case 0x85 where index >= 1 && bytes[index - 1] == 0xC2: starts.append(index + 1)
      case 0xA8, 0xA9:
        if index >= 2, bytes[index - 2] == 0xE2, bytes[index - 1] == 0x80 {
          starts.append(index + 1)
        }
      default: break
      }
    }
    return starts
  }
}

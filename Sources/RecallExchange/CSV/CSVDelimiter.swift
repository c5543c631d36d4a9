/// Which of `,` `;` tab and `|` divides the fields: the one that the header holds most of.
enum CSVDelimiter {
  static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  static func guess(_ head: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var hasText = false
    for byte in head {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D {
        if hasText { break }
        continue
      }
      hasText = true
      if candidates.contains(byte) { counts[byte, default: 0] += 1 }
    }
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 0x2C
  }

  /// Excel's own first line, `sep=;`.
  static func directive(_ head: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    let word = Array("sep=".utf8)
    guard head.count > 5, head.prefix(4).map({ $0 | 0x20 }) == word.map({ $0 | 0x20 }),
      candidates.contains(head[4]), head[5] == 0x0A || head[5] == 0x0D
    else { return nil }
    let isPair = head[5] == 0x0D && head.count > 6 && head[6] == 0x0A
    return (head[4], isPair ? 7 : 6)
  }
}

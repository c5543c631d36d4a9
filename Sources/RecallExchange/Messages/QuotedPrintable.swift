/// Quoted-printable (RFC 2045, 6.7): any text as lines of at most 76 letters that every mail program
/// passes on as they are, a line that begins with a dot or `From ` included.
enum QuotedPrintable {
  private static let longest = 76

  /// Lines end in LF, as programs on this machine read them.
  static func text(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line(String($0)) }.joined(separator: "\n")
  }

  private static func line(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var (done, current) = ("", "")
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let piece = piece(byte, isLast: isLast, isFirst: current.isEmpty)
      // Room for the sign of a soft break, unless nothing follows.
      if current.utf8.count + piece.utf8.count > (isLast ? longest : longest - 1) {
        done += current + "=\n"
        current = Self.piece(byte, isLast: isLast, isFirst: true)
      } else {
        current += piece
      }
    }
    return done + current
  }

  private static func piece(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> String {
    let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=")
    let isSpace = byte == 32 && !isLast
    let isRisky = isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
    if (isPlain || isSpace) && !isRisky { return String(UnicodeScalar(byte)) }
    return "=" + hex(byte)
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF")
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }
}

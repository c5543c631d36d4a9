internal import Foundation
internal import RecallDomain

/// Lines of the head of an e-mail (RFC 5322). Whatever stands in a value, it stays in its own line:
/// line ends and other control characters become spaces.
enum MailHeader {
  /// A line with an encoded word is at most 76 letters (RFC 2047, 2), the field's name included.
  private static let longestWord = 66

  static func line(_ name: String, _ value: String) -> String { "\(name): \(value)\n" }

  /// Words for people: as they are when they are plain and short, else as encoded words.
  static func words(_ text: String) -> String {
    let text = flat(text)
    let isPlain = text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
    return isPlain && text.utf8.count <= 60 ? text : encoded(text)
  }

  /// `"Lakeside Clinic" <appointments@lakeside.example>`
  static func mailbox(_ address: MailAddress) -> String {
    guard let name = address.name.map(flat), !name.isEmpty else { return address.address }
    let isPlain = name.utf8.allSatisfy { (32...126).contains($0) } && name.utf8.count <= 60
    let quoted = "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    return "\(isPlain ? quoted : encoded(name)) <\(address.address)>"
  }

  /// `Mon, 30 Nov 2026 09:05:00 -0500`
  static func date(_ instant: Date, in zone: Zone) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = zone.timeZone
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
    return formatter.string(from: instant)
  }

  static func flat(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control || scalar.value == 0x2028
            || scalar.value == 0x2029 ? " " : scalar
        }))
  }

  /// Words of the Q encoding, one a line, split between letters only.
  private static func encoded(_ text: String) -> String {
    let (open, close) = ("=?utf-8?Q?", "?=")
    let room = longestWord - open.utf8.count - close.utf8.count
    var (words, current) = ([String](), "")
    for scalar in text.unicodeScalars {
      let piece = String(scalar).utf8.map(letter).joined()
      if current.utf8.count + piece.utf8.count > room {
        words.append(current)
        current = ""
      }
      current += piece
    }
    return (words + [current]).map { open + $0 + close }.joined(separator: "\n ")
  }

  private static func letter(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      String(UnicodeScalar(byte))
    case 32: "_"
    default: "=" + QuotedPrintable.hex(byte)
    }
  }
}

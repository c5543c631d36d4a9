/// Text of one field: UTF-8 where it is, otherwise Windows-1252, as Excel writes "CSV".
enum FieldText {
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } ?? latin(bytes)
  }

  private static func latin(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      switch byte {
      case 0x80...0x9F: text.append(Unicode.Scalar(windows1252[Int(byte - 0x80)]) ?? "\u{FFFD}")
      default: text.append(Unicode.Scalar(byte))
      }
    }
    return String(text)
  }

  /// 0x80 to 0x9F; the five bytes the code page leaves out stand for U+FFFD.
  private static let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}

/// Backslash escapes of a JSON string.
enum JSONEscapes {
  static func undone(_ raw: ArraySlice<UInt8>) throws(JSONReader.Failure) -> String {
    var units: [UInt8] = []
    units.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      index += 1
      guard byte == 0x5C else {
        units.append(byte)
        continue
      }
      guard index < raw.endIndex else { throw failure(index) }
      let escape = raw[index]
      index += 1
      if escape == 0x75 {
        units += Array(String(try scalar(raw, &index)).utf8)
      } else if let plain = plain[escape] {
        units.append(plain)
      } else {
        throw failure(index)
      }
    }
    return FieldText.decode(units[...])
  }

  private static let plain: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
  ]

  /// One `\uXXXX`, or two that make a surrogate pair.
  private static func scalar(
    _ raw: ArraySlice<UInt8>, _ index: inout Int
  ) throws(JSONReader.Failure) -> Unicode.Scalar {
    let first = try hex(raw, &index)
    guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard index + 1 < raw.endIndex, raw[index] == 0x5C, raw[index + 1] == 0x75 else {
      return "\u{FFFD}"
    }
    var ahead = index + 2
    let second = try hex(raw, &ahead)
    guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
    index = ahead
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func hex(
    _ raw: ArraySlice<UInt8>, _ index: inout Int
  ) throws(JSONReader.Failure) -> UInt32 {
    guard index + 4 <= raw.endIndex,
      let value = UInt32(String(decoding: raw[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw failure(index) }
    index += 4
    return value
  }

  private static func failure(_ offset: Int) -> JSONReader.Failure {
    JSONReader.Failure(offset: offset, what: "a backslash stands before nothing known")
  }
}

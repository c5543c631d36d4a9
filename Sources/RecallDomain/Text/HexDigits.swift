/// Bytes as a sum is written: two digits each, base 16, small letters.
extension Sequence<UInt8> {
  package var hexDigits: String {
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private let digits = Array("0123456789abcdef".utf8)

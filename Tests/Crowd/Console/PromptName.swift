/// `NAME> ` at the end of what a console wrote (INTERFACES, "Plain mode").
enum PromptName {
  static func atEnd(of bytes: [UInt8]) -> String? {
    guard bytes.count > 2, bytes[bytes.count - 2] == UInt8(ascii: ">"), bytes.last == space else {
      return nil
    }
    let line = bytes.dropLast(2)
    let start = line.lastIndex { $0 == space || $0 == UInt8(ascii: "\n") }
    let name = start.map { line[($0 + 1)...] } ?? line
    guard !name.isEmpty, name.allSatisfy(belongs) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  private static let space = UInt8(ascii: " ")

  private static func belongs(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }
}

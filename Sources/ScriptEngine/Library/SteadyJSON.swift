import Foundation

/// JSON in the one form in which editions are kept and summed: members in the order of the bytes of
/// their names, numbers and signs written one way. What a library's encoder does with them may change
/// from one of its versions or platforms to the next; the sum of a script must not.
///
/// It reads like what was written before there was one form: an edition of then stays as it is.
struct SteadyJSON {
  private let bytes: [UInt8]
  private var place = 0

  /// `nil`: no JSON.
  static func of(_ data: Data) -> Data? {
    var json = SteadyJSON(bytes: [UInt8](data))
    guard let value = json.value(), json.place == json.bytes.count else { return nil }
    return Data(value)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ sign: UInt8) -> Bool {
    skipBlanks()
    guard next == sign else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { place += 1 }
  }

  /// - Parameter name: of the member whose value it is.
  private mutating func value(of name: String = "") -> [UInt8]? {
    skipBlanks()
    defer { skipBlanks() }
    switch next {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array(ofPairs: Self.byWords.contains(name))
    case UInt8(ascii: "\""): return string().map(Self.written)
    default: return word()
    }
  }

  private mutating func object() -> [UInt8]? {
    var members: [(name: [UInt8], value: [UInt8])] = []
    _ = take(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return Array("{}".utf8) }
    repeat {
      skipBlanks()
      guard let name = string(), take(UInt8(ascii: ":")), let value = value(of: name) else {
        return nil
      }
      members.append((Array(name.utf8), value))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { return nil }
    members.sort { $0.name.lexicographicallyPrecedes($1.name) }
    let written = members.map { member in
      Self.written(String(decoding: member.name, as: UTF8.self)) + [UInt8(ascii: ":")]
        + member.value
    }
    return [UInt8(ascii: "{")] + written.joined(separator: [UInt8(ascii: ",")])
      + [UInt8(ascii: "}")]
  }

  /// Members of an edition that are kept by words of a closed list: the encoder writes them as word and
  /// value by turns, in an order that is another one each time the program is started.
  private static let byWords: Set = ["interrupts", "tightened", "without", "days", "forms"]

  private mutating func array(ofPairs: Bool) -> [UInt8]? {
    var values: [[UInt8]] = []
    _ = take(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return Array("[]".utf8) }
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { return nil }
    if ofPairs, values.count.isMultiple(of: 2) { values = Self.sorted(values) }
    return [UInt8(ascii: "[")] + values.joined(separator: [UInt8(ascii: ",")])
      + [UInt8(ascii: "]")]
  }

  private static func sorted(_ values: [[UInt8]]) -> [[UInt8]] {
    stride(from: 0, to: values.count, by: 2).map { (values[$0], values[$0 + 1]) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }.flatMap { [$0.0, $0.1] }
  }

  /// `true`, `false`, `null`, a number.
  private mutating func word() -> [UInt8]? {
    let start = place
    while let byte = next, !Self.ends.contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if ["true", "false", "null"].contains(text) { return Array(text.utf8) }
    if let whole = Int(text) { return Array(String(whole).utf8) }
    guard let number = Double(text), number.isFinite else { return nil }
    // `2.0` and `2` are one number.
    return Array((Int(exactly: number).map { String($0) } ?? "\(number)").utf8)
  }

  private static let ends = Set(Array(",]} \n\r\t".utf8))

  // MARK: Text

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = place
    while let byte = next, byte != UInt8(ascii: "\"") {
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard next != nil else { return nil }
    let inside = bytes[start..<place]
    place += 1
    guard inside.contains(UInt8(ascii: "\\")) else {
      return String(decoding: inside, as: UTF8.self)
    }
    let quoted = Data([UInt8(ascii: "\"")] + inside + [UInt8(ascii: "\"")])
    return try? JSONDecoder().decode(String.self, from: quoted)
  }

  private static func written(_ text: String) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        out += [UInt8(ascii: "\\"), byte]
      case 0x08: out += Array("\\b".utf8)
      case 0x0C: out += Array("\\f".utf8)
      case 0x0A: out += Array("\\n".utf8)
      case 0x0D: out += Array("\\r".utf8)
      case 0x09: out += Array("\\t".utf8)
      case 0..<0x20: out += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: out.append(byte)
      }
    }
    return out + [UInt8(ascii: "\"")]
  }
}

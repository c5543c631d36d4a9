/// Reads JSON from bytes (RFC 8259), strictly as to structure, kindly as to text: invalid UTF-8
/// and lone surrogates become U+FFFD. Depth is bounded, so that no input ends the program.
struct JSONReader {
  /// Deeper than any FHIR resource.
  static let deepest = 120

  struct Failure: Error, Equatable {
    var offset: Int
    var what: String
  }

  let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], at position: Int = 0, end: Int? = nil) {
    self.bytes = bytes
    self.position = position
    self.end = end ?? bytes.count
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position >= end
    }
  }

  mutating func value(depth: Int = 0) throws(Failure) -> JSONValue {
    skipSpace()
    guard depth < Self.deepest else { throw failure("the document is nested too deeply") }
    guard let byte = peek else { throw failure("the document ends too early") }
    switch byte {
    case 0x7B: return try object(depth)
    case 0x5B: return try array(depth)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    case 0x2D, 0x30...0x39: return number()
    default: throw failure("a value is expected here")
    }
  }

  /// Steps over a value and says where it lay.
  mutating func skip() throws(Failure) -> Range<Int> {
    skipSpace()
    let start = position
    var depth = 0
    repeat {
      skipSpace()
      guard let byte = peek else { throw failure("the document ends too early") }
      switch byte {
      case 0x7B, 0x5B:
        guard depth < Self.deepest else { throw failure("the document is nested too deeply") }
        depth += 1
        position += 1
      case 0x7D, 0x5D:
        depth -= 1
        position += 1
      case 0x22: try skipString()
      case 0x2C, 0x3A:
        guard depth > 0 else { throw failure("a value is expected here") }
        position += 1
      default: _ = try scalar()
      }
    } while depth > 0
    return start..<position
  }

  /// Goes over the members of an object, handing each name to `body`, which consumes the value.
  mutating func members(
    _ body: (String, inout JSONReader) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(0x7B, "an object is expected here")
    skipSpace()
    if take(0x7D) { return }
    repeat {
      skipSpace()
      guard peek == 0x22 else { throw failure("a name in quotes is expected here") }
      let name = try string()
      skipSpace()
      try expect(0x3A, "a colon is expected here")
      try body(name, &self)
      skipSpace()
    } while take(0x2C)
    try expect(0x7D, "a comma or the end of the object is expected here")
  }

  mutating func elements(_ body: (inout JSONReader) throws(Failure) -> Void) throws(Failure) {
    try expect(0x5B, "a list is expected here")
    skipSpace()
    if take(0x5D) { return }
    repeat {
      try body(&self)
      skipSpace()
    } while take(0x2C)
    try expect(0x5D, "a comma or the end of the list is expected here")
  }

  private var peek: UInt8? { position < end ? bytes[position] : nil }

  private func failure(_ what: String) -> Failure { Failure(offset: position, what: what) }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Failure) {
    skipSpace()
    guard take(byte) else { throw failure(what) }
  }

  private mutating func object(_ depth: Int) throws(Failure) -> JSONValue {
    var members: [String: JSONValue] = [:]
    try self.members { name, reader throws(Failure) in
      members[name] = try reader.value(depth: depth + 1)
    }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    try self.elements { reader throws(Failure) in
      elements.append(try reader.value(depth: depth + 1))
    }
    return .array(elements)
  }

  private mutating func scalar() throws(Failure) -> JSONValue {
    switch peek {
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    case .some(0x2D), .some(0x30...0x39): return number()
    default: throw failure("a value is expected here")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[position..<end].starts(with: word.utf8) else {
      throw failure("a value is expected here")
    }
    position += word.utf8.count
    return value
  }

  private mutating func number() -> JSONValue {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) {
      position += 1
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func skipString() throws(Failure) {
    position += 1
    while let byte = peek {
      position += 1
      if byte == 0x22 { return }
      if byte == 0x5C { position += 1 }
    }
    position = min(position, end)
    throw failure("a quote is not closed")
  }

  private mutating func string() throws(Failure) -> String {
    let start = position + 1
    try skipString()
    let raw = bytes[start..<(position - 1)]
    guard raw.contains(0x5C) else { return FieldText.decode(raw) }
    return try JSONEscapes.undone(raw)
  }
}

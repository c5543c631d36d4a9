/// JSON on its way from an input, read once from front to back: of a document of any length no more is
/// held than the value that is asked for.
struct JSONStream {
  private let name: String
  private var input: InputBytes
  private var window: [UInt8]
  private var position = 0
  private var isAtEnd = false
  /// Of the next byte, from 1.
  private(set) var line = 1
  private(set) var column = 1
  /// A value ends with its line at the latest, as in NDJSON.
  var endsWithLine = false

  /// - Parameter head: bytes already taken from the input.
  init(_ input: InputBytes, head: [UInt8], name: String) {
    (self.input, window, self.name) = (input, head, name)
  }

  /// So many spaces between two values are no document, and may have no end.
  private static let mostSpaces = 16 << 20

  /// The next byte that is no space, not taken yet; `nil` at the end.
  mutating func peek() throws(ImportFailure) -> UInt8? {
    var spaces = 0
    repeat {
      var end = position
      while end < window.count, isSpace(window[end]) { end += 1 }
      spaces += end - position
      advance(to: end)
      guard spaces <= Self.mostSpaces else { throw failure("there is nothing here but spaces") }
      if end < window.count { return endsWithLine && window[end] == 0x0A ? nil : window[end] }
    } while try refill()
    return nil
  }

  /// Goes over the members of an object, handing each name to `body`, which takes the value.
  mutating func members(
    _ body: (String, inout JSONStream) throws(ImportFailure) -> Void
  ) throws(ImportFailure) {
    try expect(0x7B, "an object is expected here")
    if try take(0x7D) { return }
    repeat {
      guard try peek() == 0x22 else { throw failure("a name in quotes is expected here") }
      guard case .string(let name) = try value() else { continue }
      try expect(0x3A, "a colon is expected here")
      try body(name, &self)
    } while try take(0x2C)
    try expect(0x7D, "a comma or the end of the object is expected here")
  }

  mutating func elements(
    _ body: (inout JSONStream) throws(ImportFailure) -> Void
  ) throws(ImportFailure) {
    try expect(0x5B, "a list is expected here")
    if try take(0x5D) { return }
    repeat { try body(&self) } while try take(0x2C)
    try expect(0x5D, "a comma or the end of the list is expected here")
  }

  mutating func skip() throws(ImportFailure) { _ = try bytes(most: 0) }

  /// A short value, such as a name.
  mutating func value() throws(ImportFailure) -> JSONValue {
    let place = (line, column)
    guard let bytes = try bytes(most: 65_536) else { return .null }
    return try parse(bytes, at: place)
  }

  /// The bytes of the next value; `nil` when there are more than `most`, which are stepped over.
  mutating func bytes(most: Int) throws(ImportFailure) -> [UInt8]? {
    guard try peek() != nil else { throw failure("the document ends too early") }
    var (kept, isTooLong, end) = ([UInt8](), false, JSONEnd())
    repeat {
      let piece = passed(by: &end)
      isTooLong = isTooLong || kept.count + piece.count > most
      if isTooLong { kept = [] } else { kept += piece }
      let next = piece.endIndex
      advance(to: next)
      if end.isTooDeep { throw failure("the document is nested too deeply") }
      if end.isReached { return isTooLong ? nil : kept }
      guard next == window.count else { break }
    } while try refill()
    guard end.mayEndHere else {
      let isTorn = try peek() == nil
      throw failure(
        end.isOpenText
          ? "a quote is not closed"
          : isTorn ? "the document ends too early" : "a value is expected here")
    }
    return isTooLong ? nil : kept
  }

  /// The value that these bytes are, which began at this place.
  func parse(
    _ bytes: [UInt8], at place: (line: Int, column: Int)
  ) throws(ImportFailure) -> JSONValue {
    var reader = JSONReader(bytes)
    do throws(JSONReader.Failure) {
      let value = try reader.value()
      guard reader.isAtEnd else {
        throw JSONReader.Failure(offset: reader.position, what: "a value is expected here")
      }
      return value
    } catch {
      let before = bytes.prefix(error.offset)
      let breaks = before.count { $0 == 0x0A }
      let column = before.reversed().prefix { $0 != 0x0A }.count
      throw .badJSON(
        name, line: place.line + breaks, column: column + (breaks == 0 ? place.column : 1),
        what: error.what)
    }
  }

  func failure(_ what: String) -> ImportFailure {
    .badJSON(name, line: line, column: column, what: what)
  }

  /// To the line behind this one; `false` when there is none.
  mutating func toNextLine() throws(ImportFailure) -> Bool {
    repeat {
      let end = window[position...].firstIndex(of: 0x0A)
      advance(to: end.map { $0 + 1 } ?? window.count)
      if end != nil { return true }
    } while try refill()
    return false
  }
}

/// Bytes.
extension JSONStream {
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0D || byte == 0x09 || (byte == 0x0A && !endsWithLine)
  }

  private mutating func take(_ byte: UInt8) throws(ImportFailure) -> Bool {
    guard try peek() == byte else { return false }
    advance(to: position + 1)
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(ImportFailure) {
    guard try take(byte) else { throw failure(what) }
  }

  /// What of the window belongs to the value.
  private func passed(by end: inout JSONEnd) -> ArraySlice<UInt8> {
    var rest = window[position...]
    if endsWithLine { rest = rest.prefix { $0 != 0x0A } }
    let count = rest.withUnsafeBufferPointer { end.pass($0) }
    return rest.prefix(count)
  }

  /// Keeps count of lines.
  private mutating func advance(to end: Int) {
    window[position..<end].withUnsafeBufferPointer { bytes in
      for byte in bytes {
        column += 1
        if byte == 0x0A { (line, column) = (line + 1, 1) }
      }
    }
    position = end
  }

  private mutating func refill() throws(ImportFailure) -> Bool {
    guard !isAtEnd else { return false }
    window = try input.next()
    position = 0
    isAtEnd = window.isEmpty
    return !isAtEnd
  }
}

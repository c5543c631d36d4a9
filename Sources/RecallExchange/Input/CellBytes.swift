/// Cells as bytes, for what can be told of them without making text: most cells are plain ASCII, and
/// most readers never look at them as anything else.
enum CellBytes {
  /// Without spaces, tabs and line feeds at either end.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    bytes.withUnsafeBufferPointer { cell in
      var (first, last) = (0, cell.count)
      while first < last, isBlank(cell[first]) { first += 1 }
      while last > first, isBlank(cell[last - 1]) { last -= 1 }
      (start, end) = (start + first, start + last)
    }
    return bytes[start..<end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A
  }

  /// The cell as text, when it is printable ASCII throughout: then there is nothing to clean.
  static func printable(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.withUnsafeBufferPointer { cell in
      for byte in cell where !(0x20...0x7E).contains(byte) { return nil }
      return String(decoding: cell, as: UTF8.self)
    }
  }

  /// The number that digits from one place to another make.
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int
  ) -> Int? {
    guard from < to, to - from <= 15 else { return nil }
    var number = 0
    for index in from..<to {
      guard case 0x30...0x39 = bytes[index] else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }
}

/// What was read from a cell before: most columns hold the same few words in every row. Keeps a
/// fixed number of them, and no long ones.
struct CellMemory<Value> {
  private static var places: Int { 256 }
  private static var longest: Int { 96 }

  private var cells: [[UInt8]] = Array(repeating: [], count: places)
  private var values: [Value?] = Array(repeating: nil, count: places)

  /// The value of this cell, made by `read` when it is not known.
  mutating func value(
    _ cell: ArraySlice<UInt8>, _ read: (ArraySlice<UInt8>) -> Value
  ) -> Value {
    if let known = known(cell) { return known }
    let value = read(cell)
    learn(cell, value)
    return value
  }

  func known(_ cell: ArraySlice<UInt8>) -> Value? {
    let place = Self.place(of: cell)
    guard let value = values[place], Self.same(cells[place], cell) else { return nil }
    return value
  }

  mutating func learn(_ cell: ArraySlice<UInt8>, _ value: Value) {
    guard cell.count <= Self.longest else { return }
    let place = Self.place(of: cell)
    cells[place] = Array(cell)
    values[place] = value
  }

  private static func same(_ left: [UInt8], _ right: ArraySlice<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        for index in left.indices where left[index] != right[index] { return false }
        return true
      }
    }
  }

  /// FNV-1a.
  private static func place(of cell: ArraySlice<UInt8>) -> Int {
    cell.withUnsafeBufferPointer { bytes in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & UInt64(places - 1))
    }
  }
}

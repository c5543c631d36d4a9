/// Records of a CSV file one after the other (RFC 4180), in constant memory.
///
/// A record that cannot be taken apart comes back with its fault, and reading goes on at the line
/// after the one it began in: one stray quote never swallows the rows behind it.
struct CSVReader {
  /// A record longer than this is broken quoting, not data.
  static let longestRecord = 65_536
  /// So many broken records are no accident; going on would be guessing.
  static let mostFaults = 1_000

  private var input: InputBytes
  private let name: String
  let delimiter: UInt8
  private var window: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  private var faults = 0

  /// `head`: bytes already taken from the input; the delimiter is looked for in the first line.
  init(_ input: InputBytes, head: [UInt8] = [], name: String) throws(ImportFailure) {
    self.input = input
    self.name = name
    window = head
    while !window.contains(where: { $0 == 0x0A || $0 == 0x0D }), window.count < Self.longestRecord {
      let more = try self.input.next()
      if more.isEmpty { break }
      window += more
    }
    let directive = CSVDelimiter.directive(window)
    delimiter = directive?.delimiter ?? CSVDelimiter.guess(window)
    if let directive {
      position = directive.length
      line = 2
    }
  }

  /// The next record that is not blank; `nil` at the end.
  mutating func next() throws(ImportFailure) -> CSVRow? {
    while let row = try record() {
      if row.fault != nil {
        faults += 1
        if faults > Self.mostFaults { throw .brokenQuoting(name, line: row.line) }
        return row
      }
      if !row.isBlank { return row }
    }
    return nil
  }

  private mutating func record() throws(ImportFailure) -> CSVRow? {
    compact()
    guard try peek() != nil else { return nil }
    let start = (position: position, line: line)
    var row = CSVRow(line: line)
    while true {
      guard position - start.position <= Self.longestRecord else {
        return try recover(&row, .tooLong, from: start)
      }
      guard let byte = try peek() else {
        row.endField()
        return row
      }
      position += 1
      switch byte {
      case delimiter: row.endField()
      case 0x0A, 0x0D:
        try endLine(byte)
        row.endField()
        return row
      case 0x22 where row.isInFirstByteOfField:
        guard try quoted(into: &row, from: start.position) else {
          return try recover(&row, .quoting, from: start)
        }
      default: row.append(byte)
      }
    }
  }

  /// From behind the opening quote to the end of the field; `false` when it is not one.
  private mutating func quoted(
    into row: inout CSVRow, from start: Int
  ) throws(ImportFailure) -> Bool {
    while let byte = try peek() {
      guard position - start <= Self.longestRecord else { return false }
      position += 1
      switch byte {
      case 0x22:
        if try peek() == 0x22 {
          position += 1
          row.append(0x22)
        } else {
          return try closes()
        }
      case 0x0A, 0x0D:
        try endLine(byte)
        row.append(0x0A)
      default: row.append(byte)
      }
    }
    return false
  }

  /// After a closing quote stands a delimiter, the end of the line, or spaces before them.
  private mutating func closes() throws(ImportFailure) -> Bool {
    while try peek() == 0x20 { position += 1 }
    let next = try peek()
    return next == nil || next == delimiter || next == 0x0A || next == 0x0D
  }

  /// Back to the line behind the one where the broken record began.
  private mutating func recover(
    _ row: inout CSVRow, _ fault: CSVRow.Fault, from start: (position: Int, line: Int)
  ) throws(ImportFailure) -> CSVRow {
    position = start.position
    line = start.line
    row = CSVRow(line: start.line)
    row.fault = fault
    while let byte = try peek() {
      position += 1
      if byte == 0x0A || byte == 0x0D {
        try endLine(byte)
        break
      }
      if position - start.position > Self.longestRecord { compactFar(start.position) }
    }
    return row
  }

  private mutating func endLine(_ byte: UInt8) throws(ImportFailure) {
    if byte == 0x0D, try peek() == 0x0A { position += 1 }
    line += 1
  }

  private mutating func peek() throws(ImportFailure) -> UInt8? {
    if position < window.count { return window[position] }
    if isAtEnd { return nil }
    let more = try input.next()
    if more.isEmpty {
      isAtEnd = true
      return nil
    }
    window += more
    return window[position]
  }

  /// Forgets what was read, between records only.
  private mutating func compact() {
    guard position > 262_144 || position == window.count else { return }
    window.removeFirst(position)
    position = 0
  }

  /// A line without an end is skipped without being kept.
  private mutating func compactFar(_ start: Int) {
    guard position > 1_048_576 else { return }
    window.removeFirst(position)
    position = 0
  }
}

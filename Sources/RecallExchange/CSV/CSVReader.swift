/// Records of a CSV file one after the other (RFC 4180), in constant memory.
///
/// A record that cannot be taken apart comes back with its fault, and reading goes on at the line
/// after the one it began in: one stray quote never swallows the rows behind it.
struct CSVReader {
  /// A record longer than this is broken quoting, not data.
  static let longestRecord = 65_536
  private var input: InputBytes
  private let name: String
  let delimiter: UInt8
  private var window: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  /// Columns of the header, once it is read: what looks like several rows in one is told by it.
  var width: Int?

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
    var row = CSVRow(line: line)
    return try next(into: &row) ? row : nil
  }

  /// The same into the memory of the record before; `false` at the end.
  mutating func next(into row: inout CSVRow) throws(ImportFailure) -> Bool {
    while try record(into: &row) {
      if row.fault != nil || !row.isBlank { return true }
    }
    return false
  }

  private mutating func record(into row: inout CSVRow) throws(ImportFailure) -> Bool {
    while true {
      if position == window.count, isAtEnd { return false }
      row.begin(line: line)
      switch window.withUnsafeBufferPointer({ scan($0, into: &row) }) {
      case .record(let end, let lines):
        position = end
        line += lines
        return true
      case .unfinished: try refill()
      case .fault(let fault):
        row.fault = fault
        try skipLine()
        return true
      }
    }
  }

  private mutating func refill() throws(ImportFailure) {
    let more = try input.next()
    isAtEnd = more.isEmpty
    if position == window.count {
      window = more
    } else if !isAtEnd {
      window.removeSubrange(0..<position)
      window += more
    } else {
      return
    }
    position = 0
  }

  /// To the line behind the one where the broken record began, without keeping what is skipped.
  private mutating func skipLine() throws(ImportFailure) {
    line += 1
    while true {
      while position < window.count {
        let byte = window[position]
        position += 1
        if byte == 0x0A { return }
        guard byte == 0x0D else { continue }
        if position == window.count { try refill() }
        if position < window.count, window[position] == 0x0A { position += 1 }
        return
      }
      if isAtEnd { return }
      try refill()
    }
  }
}

/// Where the next record ends, and its fields: one pass over bytes that lie still.
extension CSVReader {
  private enum Scan {
    case record(end: Int, lines: Int)
    /// More bytes are needed to tell.
    case unfinished
    case fault(CSVRow.Fault)
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, into row: inout CSVRow) -> Scan {
    let start = position
    var at = start
    var lines = 0
    while true {
      if at < bytes.count, bytes[at] == 0x22 {
        if let other = quoted(bytes, &at, &lines, into: &row) { return other }
      } else {
        let first = at
        while at < bytes.count, !endsField(bytes[at]) { at += 1 }
        row.addField(first - start, at - start)
      }
      guard at - start <= Self.longestRecord else { return .fault(.tooLong) }
      guard at < bytes.count else {
        row.isUnterminated = isAtEnd
        return isAtEnd ? whole(bytes, start, at, lines, into: &row) : .unfinished
      }
      let byte = bytes[at]
      at += 1
      if byte == delimiter { continue }
      if byte == 0x0D {
        guard at < bytes.count || isAtEnd else { return .unfinished }
        if at < bytes.count, bytes[at] == 0x0A { at += 1 }
      }
      return whole(bytes, start, at, lines + 1, into: &row)
    }
  }

  /// From an opening quote to behind its field; `nil` when that is where the field ends.
  private func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ lines: inout Int, into row: inout CSVRow
  ) -> Scan? {
    let first = at + 1
    var isEscaped = false
    at = first
    while at < bytes.count {
      guard at - position <= Self.longestRecord else { return .fault(.endless) }
      switch bytes[at] {
      case 0x22 where at + 1 < bytes.count && bytes[at + 1] == 0x22:
        isEscaped = true
        at += 2
      case 0x22:
        row.addField(first - position, at - position, isEscaped: isEscaped)
        return closed(bytes, &at)
      case 0x0A:
        lines += 1
        at += 1
      case 0x0D:
        isEscaped = true
        at += 1
        if at < bytes.count, bytes[at] != 0x0A { lines += 1 }
      default: at += 1
      }
    }
    return isAtEnd ? .fault(.quoting) : .unfinished
  }

  /// After a closing quote stands a delimiter, the end of the line, or spaces before them.
  private func closed(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Scan? {
    at += 1
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    if at == bytes.count { return isAtEnd ? nil : .unfinished }
    return endsField(bytes[at]) ? nil : .fault(.quoting)
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == 0x0A || byte == 0x0D
  }

  private func whole(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ lines: Int,
    into row: inout CSVRow
  ) -> Scan {
    let record = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if input.holdsZeros, record.contains(0) { return .fault(.zeros) }
    let ownEnds = row.isUnterminated ? 0 : 1
    if let width, lines > ownEnds, Self.isSeveralRows(record, width: width, delimiter) {
      return .fault(.quoting)
    }
    row.take(record)
    return .record(end: end, lines: lines)
  }

  /// Two stray quotes, with rows between them that would be one cell: every line of the record, quotes or
  /// not, has as many columns as the header.
  private static func isSeveralRows(
    _ record: UnsafeBufferPointer<UInt8>, width: Int, _ delimiter: UInt8
  ) -> Bool {
    guard width > 1 else { return false }
    var end = record.count
    while end > 0, record[end - 1] == 0x0A || record[end - 1] == 0x0D { end -= 1 }
    var (delimiters, before): (Int, UInt8) = (0, 0)
    for byte in record[..<end] {
      if byte == 0x0A || byte == 0x0D {
        let isSecondHalf = byte == 0x0A && before == 0x0D
        if !isSecondHalf {
          guard delimiters == width - 1 else { return false }
          delimiters = 0
        }
      } else if byte == delimiter {
        delimiters += 1
      }
      before = byte
    }
    return delimiters == width - 1
  }
}

/// One record of a CSV file: its bytes, where its fields lie in them, and where it begins.
struct CSVRow {
  enum Fault: Equatable {
    /// A quote that is never closed, or closed before more text.
    case quoting
    /// An opening quote with no end in sight.
    case endless
    case tooLong
    /// Zero bytes, as a torn file holds.
    case zeros
  }

  /// Line of the file, from 1, at which the record begins.
  var line: Int
  /// Set when the record cannot be taken apart.
  var fault: Fault?
  /// The file ends with it, and not with a line end.
  var isUnterminated = false
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// Fields with doubled quotes or line breaks, which are made plain when the record is whole.
  private var quoted: [Int] = []

  init(line: Int) { self.line = line }

  var count: Int { ends.count }

  func field(_ index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<ends[index]] }

  func text(_ index: Int) -> String { FieldText.decode(field(index)) }

  /// An empty line, or a line of nothing but delimiters.
  var isBlank: Bool {
    ends.indices.allSatisfy { field($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }
}

extension CSVRow {
  /// Forgets the record before, but not its memory.
  mutating func begin(line: Int) {
    self.line = line
    fault = nil
    isUnterminated = false
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if !quoted.isEmpty { quoted.removeAll(keepingCapacity: true) }
  }

  /// - Parameter isEscaped: holds doubled quotes or line breaks.
  mutating func addField(_ start: Int, _ end: Int, isEscaped: Bool = false) {
    if isEscaped { quoted.append(ends.count) }
    starts.append(start)
    ends.append(end)
  }

  /// The record is whole: its fields lie in these bytes.
  mutating func take(_ record: UnsafeBufferPointer<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: record)
    for field in quoted { undouble(field) }
  }

  /// Doubled quotes become one, every kind of line break a line feed.
  private mutating func undouble(_ field: Int) {
    var (read, write) = (starts[field], starts[field])
    while read < ends[field] {
      var byte = bytes[read]
      read += 1
      if byte == 0x22 { read += 1 }
      if byte == 0x0D {
        byte = 0x0A
        if read < ends[field], bytes[read] == 0x0A { read += 1 }
      }
      bytes[write] = byte
      write += 1
    }
    ends[field] = write
  }
}

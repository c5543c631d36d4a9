/// One record of a CSV file: its fields as bytes, and where it begins.
struct CSVRow {
  enum Fault: Equatable {
    /// A quote that is never closed, or closed before more text.
    case quoting
    case tooLong
  }

  /// Line of the file, from 1, at which the record begins.
  var line: Int
  fileprivate(set) var bytes: [UInt8] = []
  fileprivate(set) var ends: [Int] = []
  /// Set when the record cannot be taken apart.
  var fault: Fault?

  init(line: Int) { self.line = line }

  var count: Int { ends.count }

  func field(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  func text(_ index: Int) -> String { FieldText.decode(field(index)) }

  /// An empty line, or a line of nothing but delimiters.
  var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 } }
}

extension CSVRow {
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func endField() { ends.append(bytes.count) }
  var isInFirstByteOfField: Bool { bytes.count == (ends.last ?? 0) }
}

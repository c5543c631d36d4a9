/// The resources of a file, whatever holds them: one resource, a list, a Bundle of any type,
/// NDJSON line by line, or values one after the other.
struct FHIRSource {
  /// One JSON document is held in memory; NDJSON is not.
  static let largestDocument = 256 << 20

  /// What to do with one resource: its value, its full URL in a bundle, its line.
  typealias Take = (JSONValue, _ fullURL: String?, _ line: Int) -> Void

  private let name: String
  private var input: InputBytes
  private var buffer: [UInt8]
  private var line = 1

  init(_ input: InputBytes, head: [UInt8], name: String) {
    self.input = input
    self.name = name
    buffer = head
  }

  /// A line that is no JSON is one bad line of NDJSON; a document that is none is unreadable.
  mutating func each(
    _ take: Take, badLine: (ImportProblem) -> Void
  ) throws(ImportFailure) {
    if try firstLineIsWhole() {
      try eachLine(take, badLine)
    } else {
      while case let more = try input.next(), !more.isEmpty {
        buffer += more
        guard buffer.count <= Self.largestDocument else {
          throw .tooLarge(name, limit: Self.largestDocument)
        }
      }
      try document(buffer[...], firstLine: 1, take)
    }
  }

  /// NDJSON: the first line is a whole value, and there is another behind it.
  private mutating func firstLineIsWhole() throws(ImportFailure) -> Bool {
    while buffer.firstIndex(of: 0x0A) == nil {
      guard buffer.count <= Self.largestDocument else {
        throw .tooLarge(name, limit: Self.largestDocument)
      }
      let more = try input.next()
      if more.isEmpty { return false }
      buffer += more
    }
    guard let newline = buffer.firstIndex(of: 0x0A) else { return false }
    var reader = JSONReader(buffer, end: newline)
    guard (try? reader.skip()) != nil else { return false }
    return reader.isAtEnd
  }

  private mutating func eachLine(
    _ take: Take, _ badLine: (ImportProblem) -> Void
  ) throws(ImportFailure) {
    var isEnd = false
    while !isEnd || !buffer.isEmpty {
      var start = 0
      while let newline = buffer[start...].firstIndex(of: 0x0A) {
        resources(on: buffer[start..<newline], take, badLine)
        start = newline + 1
        line += 1
      }
      buffer.removeFirst(start)
      if isEnd {
        resources(on: buffer[...], take, badLine)
        buffer = []
        return
      }
      guard buffer.count <= Self.largestDocument else {
        throw .tooLarge(name, limit: Self.largestDocument)
      }
      let more = try input.next()
      isEnd = more.isEmpty
      buffer += more
    }
  }

  private func resources(
    on slice: ArraySlice<UInt8>, _ take: Take, _ badLine: (ImportProblem) -> Void
  ) {
    guard slice.contains(where: { $0 > 0x20 }) else { return }
    do {
      try document(slice, firstLine: line, take)
    } catch .badJSON(_, _, _, let what) {
      badLine(ImportProblem(line: line, problem: what))
    } catch {
      badLine(ImportProblem(line: line, problem: "the line is not readable"))
    }
  }

  private func document(
    _ slice: ArraySlice<UInt8>, firstLine: Int, _ take: Take
  ) throws(ImportFailure) {
    let bytes = Array(slice)
    var lines = LineCounter(bytes, first: firstLine)
    do {
      var reader = JSONReader(bytes)
      while !reader.isAtEnd { try value(&reader, &lines, take) }
    } catch {
      let place = lines.place(of: error.offset)
      throw .badJSON(name, line: place.line, column: place.column, what: error.what)
    }
  }

  private func value(
    _ reader: inout JSONReader, _ lines: inout LineCounter, _ take: Take
  ) throws(JSONReader.Failure) {
    let range = try reader.skip()
    var inner = JSONReader(reader.bytes, at: range.lowerBound, end: range.upperBound)
    if reader.bytes[range.lowerBound] == 0x5B {
      var counter = lines
      try inner.elements { element throws(JSONReader.Failure) in
        try value(&element, &counter, take)
      }
      lines = counter
    } else if let entries = try bundleEntries(range, reader.bytes) {
      try bundle(entries, reader.bytes, &lines, take)
    } else {
      take(try inner.value(), nil, lines.place(of: range.lowerBound).line)
    }
  }

  /// Where the entries of a Bundle lie; `nil` when the value is no Bundle.
  private func bundleEntries(
    _ range: Range<Int>, _ bytes: [UInt8]
  ) throws(JSONReader.Failure) -> Range<Int>? {
    guard bytes[range.lowerBound] == 0x7B else { return nil }
    var reader = JSONReader(bytes, at: range.lowerBound, end: range.upperBound)
    var isBundle = false
    var entries = range.upperBound..<range.upperBound
    try reader.members { name, reader throws(JSONReader.Failure) in
      switch name {
      case "resourceType": isBundle = try reader.value().string == "Bundle"
      case "entry": entries = try reader.skip()
      default: _ = try reader.skip()
      }
    }
    return isBundle ? entries : nil
  }

  private func bundle(
    _ entries: Range<Int>, _ bytes: [UInt8], _ lines: inout LineCounter, _ take: Take
  ) throws(JSONReader.Failure) {
    guard !entries.isEmpty, bytes[entries.lowerBound] == 0x5B else { return }
    var reader = JSONReader(bytes, at: entries.lowerBound, end: entries.upperBound)
    var counter = lines
    try reader.elements { element throws(JSONReader.Failure) in
      let start = element.position
      let entry = try element.value()
      let line = counter.place(of: start).line
      let fullURL = entry.text("fullUrl")
      guard let resource = entry["resource"] else { return }
      if resource.text("resourceType") == "Bundle" {
        for inner in resource.list("entry") {
          if let resource = inner["resource"] { take(resource, inner.text("fullUrl"), line) }
        }
      } else {
        take(resource, fullURL, line)
      }
    }
    lines = counter
  }
}

/// Lines and columns of growing offsets, counted once.
struct LineCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var line: Int
  private var lineStart = 0

  init(_ bytes: [UInt8], first: Int) {
    self.bytes = bytes
    line = first
  }

  mutating func place(of target: Int) -> (line: Int, column: Int) {
    var target = min(max(target, offset), bytes.count)
    while target < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[target]) { target += 1 }
    while offset < target {
      if bytes[offset] == 0x0A {
        line += 1
        lineStart = offset + 1
      }
      offset += 1
    }
    return (line, offset - lineStart + 1)
  }
}

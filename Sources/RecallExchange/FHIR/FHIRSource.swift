/// The resources of a file, whatever holds them: one resource, a list, a Bundle of any type (also in a
/// Bundle), NDJSON line by line, or values one after the other. No more than one resource is held.
struct FHIRSource {
  /// More bytes than this are no resource that a list is made of, but a scan or a recording in it.
  static let largestResource = 32 << 20
  /// Bytes looked at to tell NDJSON from a document.
  private static let look = 1 << 20

  /// What to do with one resource: its full URL in a bundle, its line.
  typealias Take = (FHIRResource, _ fullURL: String?, _ line: Int) throws(ImportFailure) -> Void

  private var input: InputBytes
  private let name: String
  private var head: [UInt8]
  private let largest: Int

  init(
    _ input: InputBytes, head: [UInt8], name: String, largest: Int = FHIRSource.largestResource
  ) {
    (self.input, self.head, self.name, self.largest) = (input, head, name, largest)
  }

  /// A line that is no JSON is one bad line of NDJSON; a document that is none is unreadable.
  mutating func each(
    _ take: @escaping Take, bad: @escaping (ImportProblem) -> Void,
    bundle: @escaping () -> Void = {}
  ) throws(ImportFailure) {
    let walk = FHIRWalk(take: take, bad: bad, bundle: bundle, largest: largest)
    let isByLine = try firstLineIsWhole()
    var stream = JSONStream(input, head: head, name: name)
    guard isByLine else { return try walk.values(&stream) }
    stream.endsWithLine = true
    repeat { try walk.line(&stream) } while try stream.toNextLine()
  }

  /// NDJSON: the first line is a whole value.
  private mutating func firstLineIsWhole() throws(ImportFailure) -> Bool {
    while !head.contains(0x0A), head.count < Self.look {
      let more = try input.next()
      if more.isEmpty { return false }
      head += more
    }
    guard let newline = head.firstIndex(of: 0x0A) else { return false }
    var reader = JSONReader(head, end: newline)
    guard (try? reader.skip()) != nil else { return false }
    return reader.isAtEnd
  }
}

/// Goes through JSON and hands on the resources in it.
private struct FHIRWalk {
  let take: FHIRSource.Take
  let bad: (ImportProblem) -> Void
  /// Told of every Bundle, whatever is in it.
  let bundle: () -> Void
  let largest: Int

  /// One line of NDJSON.
  func line(_ stream: inout JSONStream) throws(ImportFailure) {
    let line = stream.line
    do throws(ImportFailure) { try values(&stream) } catch {
      guard case .badJSON(_, _, _, let what) = error else { throw error }
      bad(ImportProblem(line: line, problem: what))
    }
  }

  func values(_ stream: inout JSONStream) throws(ImportFailure) {
    while try stream.peek() != nil { try value(&stream, depth: 0) }
  }

  private func value(_ stream: inout JSONStream, depth: Int) throws(ImportFailure) {
    guard depth < JSONReader.deepest else {
      throw stream.failure("the document is nested too deeply")
    }
    let line = stream.line
    if try stream.peek() == 0x5B {
      try stream.elements { stream throws(ImportFailure) in
        try value(&stream, depth: depth + 1)
      }
    } else if let resource = try resource(&stream, depth: depth) {
      try hand(resource, nil, line)
    }
  }

  /// A resource; of a Bundle its entries are handed on as they come, and `nil` is the answer.
  private func resource(
    _ stream: inout JSONStream, depth: Int
  ) throws(ImportFailure) -> FHIRResource? {
    guard depth < JSONReader.deepest else {
      throw stream.failure("the document is nested too deeply")
    }
    var resource = FHIRResource()
    guard try stream.peek() == 0x7B else {
      try stream.skip()
      return resource
    }
    try stream.members { name, stream throws(ImportFailure) in
      if name == "entry", try stream.peek() == 0x5B {
        try stream.elements { stream throws(ImportFailure) in
          try entry(&stream, depth: depth + 1)
        }
      } else if resource.isIgnored || resource.isTooLarge {
        try stream.skip()
      } else {
        try member(name, of: &resource, &stream)
      }
    }
    guard resource.type == "Bundle" else { return resource }
    bundle()
    return nil
  }

  private func member(
    _ name: String, of resource: inout FHIRResource, _ stream: inout JSONStream
  ) throws(ImportFailure) {
    _ = try stream.peek()
    let place = (stream.line, stream.column)
    let room = largest - resource.bytes.count
    guard let text = try stream.bytes(most: room) else {
      resource.isTooLarge = true
      return
    }
    resource.add(name, try stream.parse(text, at: place), text)
  }

  private func entry(_ stream: inout JSONStream, depth: Int) throws(ImportFailure) {
    guard try stream.peek() == 0x7B else { return try stream.skip() }
    let line = stream.line
    var url: String?
    var found: FHIRResource?
    try stream.members { name, stream throws(ImportFailure) in
      switch name {
      case "fullUrl": url = try stream.value().string
      case "resource": found = try resource(&stream, depth: depth + 1)
      default: try stream.skip()
      }
    }
    if let found { try hand(found, url, line) }
  }

  private func hand(
    _ resource: FHIRResource, _ url: String?, _ line: Int
  ) throws(ImportFailure) {
    guard !resource.isTooLarge else {
      let problem = "the resource is larger than \(largest >> 20) MiB and is left out"
      return bad(ImportProblem(line: line, problem: problem))
    }
    try take(resource, url, line)
  }
}

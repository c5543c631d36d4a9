/// The keys of a `console.yaml` by its lines, without parsing it: whether another one has more is asked at
/// every start of the program.
struct ConsoleKeys {
  private let file: SourceFile
  private let lines: Set<ArraySlice<UInt8>>

  init(_ file: SourceFile) {
    self.file = file
    lines = Self.lines(of: file.bytes)
  }

  /// A key of this one is not in the other; for a file in another layout too many may seem to be missing.
  func hasMore(than other: SourceFile) -> Bool {
    file.bytes != other.bytes && !lines.isSubset(of: Self.lines(of: other.bytes))
  }

  /// Of each line that is indented by two, what stands before the first colon.
  private static func lines(of bytes: [UInt8]) -> Set<ArraySlice<UInt8>> {
    let (space, hash, colon) = (UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: ":"))
    return bytes.split(separator: UInt8(ascii: "\n")).reduce(into: []) { keys, line in
      guard line.count > 3, line.prefix(2).allSatisfy({ $0 == space }) else { return }
      let rest = line.dropFirst(2)
      guard let first = rest.first, first != space, first != hash,
        let end = rest.firstIndex(of: colon)
      else { return }
      keys.insert(rest[..<end])
    }
  }
}

/// What stands on one line of a plain file: a key, text, what braces and brackets hold.
extension PlainYaml {
  /// A plain name with its colon; behind it a space, or nothing more on the line.
  mutating func key() -> String? {
    let start = at
    guard let first = byte, Self.isLetterOrDigit(first) else { return nil }
    while let byte, Self.isOfName(byte) { at += 1 }
    let end = at
    guard end - start <= 128, isNext(":") else { return nil }
    at += 1
    guard byte == nil || isNext(" ") || isNext("\n") else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  mutating func inline(_ depth: Int) -> YamlNode? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): enclosed(depth)
    default: words()
    }
  }

  /// Text that goes to the end of the line, or to a comment.
  private mutating func words() -> YamlNode? {
    let start = at
    guard let first = byte, Self.beginsWords(first) else { return nil }
    while let byte, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "#"), bytes[at - 1] == UInt8(ascii: " ") { break }
      if byte == UInt8(ascii: ":"),
        at + 1 == bytes.count || isNext(" ", after: 1)
          || isNext("\n", after: 1)
      {
        return nil
      }
      at += 1
    }
    return plain(from: start)
  }

  /// What was passed since, without the spaces at its end.
  private mutating func plain(from start: Int) -> YamlNode {
    while bytes[at - 1] == UInt8(ascii: " ") { at -= 1 }
    let words = String(decoding: bytes[start..<at], as: UTF8.self)
    return node(.text(words, quoted: false), at: start)
  }

  private mutating func enclosed(_ depth: Int) -> YamlNode? {
    guard depth <= Self.deepest else { return nil }
    switch byte {
    case UInt8(ascii: "\""): return quotedText()
    case UInt8(ascii: "{"): return braces(depth)
    case UInt8(ascii: "["): return brackets(depth)
    default: return wordsInside()
    }
  }

  private mutating func quotedText() -> YamlNode? {
    let start = at
    at += 1
    var (text, from): ([UInt8], Int) = ([], at)
    while let byte, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") {
        text += bytes[from..<at]
        at += 1
        return node(.text(String(decoding: text, as: UTF8.self), quoted: true), at: start)
      }
      if byte == UInt8(ascii: "\\") {
        guard isNext("\"", after: 1) || isNext("\\", after: 1) else { return nil }
        text += bytes[from..<at]
        at += 1
        from = at
      }
      at += 1
    }
    return nil
  }

  /// Text between brackets or braces: letters, digits, spaces and little else.
  private mutating func wordsInside() -> YamlNode? {
    let start = at
    guard let first = byte, Self.beginsWords(first) else { return nil }
    at += 1
    while let byte, Self.isOfName(byte) || Self.isInside(byte) { at += 1 }
    return plain(from: start)
  }

  private mutating func braces(_ depth: Int) -> YamlNode? {
    let start = at
    var (entries, known): ([YamlEntry], Set<String>) = ([], [])
    let isWhole = members(until: "}") { reading in
      let place = reading.at
      guard let key = reading.key(), known.insert(key).inserted, reading.isNext(" ") else {
        return false
      }
      reading.skipSpaces()
      guard let value = reading.enclosed(depth + 1) else { return false }
      entries.append(YamlEntry(key: key, place: reading.text.place(offset: place), value: value))
      return true
    }
    return isWhole ? node(.mapping(entries), at: start) : nil
  }

  private mutating func brackets(_ depth: Int) -> YamlNode? {
    let start = at
    var items: [YamlNode] = []
    let isWhole = members(until: "]") { reading in
      guard let item = reading.enclosed(depth + 1) else { return false }
      items.append(item)
      return true
    }
    return isWhole ? node(.list(items), at: start) : nil
  }

  /// What stands between commas, up to the sign that closes it.
  private mutating func members(
    until end: Unicode.Scalar, _ member: (inout PlainYaml) -> Bool
  ) -> Bool {
    at += 1
    skipSpaces()
    if isNext(end) {
      at += 1
      return true
    }
    while member(&self) {
      skipSpaces()
      let isLast = isNext(end)
      guard isLast || isNext(",") else { return false }
      at += 1
      if isLast { return true }
      guard isNext(" ") else { return false }
      skipSpaces()
    }
    return false
  }

  // MARK: Characters

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  private static func isInside(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "/") || byte >= 0x80
  }

  private static func beginsWords(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "(")
      || byte >= 0x80
  }
}

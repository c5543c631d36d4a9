import RecallDomain

/// Names as they are compared and searched: folded, and the parts of a double name apart.
enum FoldedName {
  static func of(_ text: String) -> String {
    let folded = Folded.text(text)
    guard folded.utf8.contains(UInt8(ascii: "-")) else { return folded }
    var words: [UInt8] = []
    words.reserveCapacity(folded.utf8.count)
    for byte in folded.utf8 {
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "-") {
        words.append(byte)
      } else if let last = words.last, last != UInt8(ascii: " ") {
        words.append(UInt8(ascii: " "))
      }
    }
    if words.last == UInt8(ascii: " ") { words.removeLast() }
    return String(decoding: words, as: UTF8.self)
  }
}

import RecallDomain

/// Names as they are compared and searched: folded, and the parts of a double name apart.
enum FoldedName {
  static func of(_ text: String) -> String {
    let folded = Folded.text(text)
    guard folded.utf8.contains(UInt8(ascii: "-")) else { return folded }
    return folded.split { $0 == " " || $0 == "-" }.joined(separator: " ")
  }
}

/// Stamps translations as read against the present source: inserts or replaces their `of:` lines and
/// leaves every other byte of the file as it is, comments and layout included.
package enum LocaleStamp {
  /// `source`: what the file of the same name says in the source language. `ids`: the texts to
  /// stamp; `nil` for all. A text without a source stays as it is; the names of those that could not
  /// be stamped come with the file.
  package static func stamp(
    _ file: SourceFile, source: LocaleFile, only ids: Set<String>? = nil
  ) -> Stamped {
    let read = YamlReader.read(file)
    guard let root = read.root, case .mapping(let sections) = root.content else {
      return Stamped(file: file, stamped: [], notStamped: [])
    }
    var editor = LineEditor(file)
    var (stamped, notStamped): ([String], [String]) = ([], [])
    // From the end, so that what is put in never moves what is still to be done.
    for (entry, hash) in translations(in: sections, of: source).reversed()
    where ids?.contains(entry.key) ?? true {
      let done = editor.stamp(entry, with: hash)
      if done { stamped.insert(entry.key, at: 0) } else { notStamped.insert(entry.key, at: 0) }
    }
    return Stamped(file: editor.file, stamped: stamped, notStamped: notStamped)
  }

  /// Texts that have a source, each with its hash, in the order of the file.
  private static func translations(
    in sections: [YamlEntry], of source: LocaleFile
  ) -> [(entry: YamlEntry, hash: String)] {
    LocaleText.Kind.allCases.flatMap { kind -> [(entry: YamlEntry, hash: String)] in
      guard let node = sections.first(where: { $0.key == "\(kind.rawValue)s" })?.value,
        case .mapping(let entries) = node.content
      else { return [] }
      return entries.compactMap { entry in
        source.phrases(kind)[entry.key].map { (entry, TranslationHash.of($0)) }
      }
    }.sorted { $0.entry.place < $1.entry.place }
  }

  package struct Stamped: Hashable, Sendable {
    package let file: SourceFile
    package let stamped: [String]
    package let notStamped: [String]
  }
}

/// Edits of single places of a file, by the places its reader gave.
private struct LineEditor {
  private let path: String
  private let hasMark: Bool
  private let ending: String
  private var lines: [Substring]
  /// Original line number → what is put in before it.
  private var inserted: [Int: String] = [:]

  init(_ file: SourceFile) {
    path = file.path
    hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = String(decoding: hasMark ? file.bytes.dropFirst(3) : file.bytes[...], as: UTF8.self)
    ending = text.utf8.contains(0x0D) ? "\r\n" : "\n"
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  var file: SourceFile {
    var text = hasMark ? "\u{FEFF}" : ""
    for (index, line) in lines.enumerated() {
      if let before = inserted[index + 1] { text += before }
      text += line
      if index + 1 < lines.count { text += "\n" }
    }
    return SourceFile(path: path, bytes: Array(text.utf8))
  }

  /// Replaces the value of `of`, or puts a first key `of` into the mapping.
  mutating func stamp(_ entry: YamlEntry, with hash: String) -> Bool {
    guard case .mapping(let keys) = entry.value.content, let first = keys.first else {
      return false
    }
    if let of = keys.first(where: { $0.key == "of" }) {
      return replace(of.value, with: hash)
    }
    if first.place.line == entry.place.line { return insert(before: first, inline: hash) }
    let indent = String(repeating: " ", count: first.place.column - 1)
    inserted[first.place.line, default: ""] += "\(indent)of: \"\(hash)\"\(ending)"
    return true
  }

  private mutating func replace(_ value: YamlNode, with hash: String) -> Bool {
    guard case .text(let old, let isQuoted) = value.content,
      old.utf8.allSatisfy({ $0 >= 0x30 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return false }
    let index = value.place.line - 1
    let scalars = lines[index].unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: value.place.column - 1)
    let length = old.unicodeScalars.count + (isQuoted ? 2 : 0)
    guard let end = scalars.index(start, offsetBy: length, limitedBy: scalars.endIndex) else {
      return false
    }
    let (head, tail) = (String(scalars[..<start]), String(scalars[end...]))
    lines[index] = Substring("\(head)\"\(hash)\"\(tail)")
    return true
  }

  /// `{ text: "…" }` on the line of its key.
  private mutating func insert(before key: YamlEntry, inline hash: String) -> Bool {
    let index = key.place.line - 1
    let scalars = lines[index].unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: key.place.column - 1)
    let (head, tail) = (String(scalars[..<start]), String(scalars[start...]))
    lines[index] = Substring("\(head)of: \"\(hash)\", \(tail)")
    return true
  }
}

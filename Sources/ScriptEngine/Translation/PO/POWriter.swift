/// Writes a catalogue as `msgcat` would: comments, `msgctxt`, `msgid`, `msgstr`, an empty line
/// between entries. Long texts stay on one line, so that a changed word is one changed line.
package enum POWriter {
  package static func text(_ file: POFile) -> String {
    ([header(file)] + file.entries.map(entry)).map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private static func header(_ file: POFile) -> [String] {
    let fields = file.header.map { "\($0.name): \($0.value)\n" }.joined()
    return file.comments.flatMap { comment("#", $0) } + ["msgid \"\""]
      + keyword("msgstr", fields, mark: "")
  }

  private static func entry(_ entry: POEntry) -> [String] {
    var lines = entry.comments.flatMap { comment("#", $0) }
    lines += entry.extracted.flatMap { comment("#.", $0) }
    if !entry.references.isEmpty { lines.append("#: " + entry.references.joined(separator: " ")) }
    if !entry.flags.isEmpty { lines.append("#, " + entry.flags.joined(separator: ", ")) }
    if let previous = entry.previousID { lines += keyword("msgid", previous, mark: "#| ") }
    if let previous = entry.previousPlural {
      lines += keyword("msgid_plural", previous, mark: "#| ")
    }
    if let context = entry.context { lines += keyword("msgctxt", context, mark: "") }
    lines += keyword("msgid", entry.id, mark: "")
    guard let plural = entry.plural else {
      return lines + keyword("msgstr", entry.strings.first ?? "", mark: "")
    }
    lines += keyword("msgid_plural", plural, mark: "")
    for (index, string) in entry.strings.enumerated() {
      lines += keyword("msgstr[\(index)]", string, mark: "")
    }
    return lines
  }

  private static func comment(_ mark: String, _ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.isEmpty ? mark : "\(mark) \($0)"
    }
  }

  private static func keyword(_ name: String, _ text: String, mark: String) -> [String] {
    let lines = POString.quotedLines(text)
    return ["\(mark)\(name) \(lines[0])"] + lines.dropFirst().map { mark + $0 }
  }
}

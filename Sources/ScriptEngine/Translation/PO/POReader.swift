/// Reads a `.po` file as `msgfmt` reads it: UTF-8, comments of every kind, texts over several lines,
/// plurals, previous texts; entries that are obsolete (`#~`) are passed over.
package enum POReader {
  /// Bytes; a whole clinic in one language is a tenth of this.
  static let largestFile = 8 << 20

  /// Every problem with its place; `nil` when the file cannot be read as a whole.
  package static func read(_ source: SourceFile) -> (file: POFile?, findings: [Finding]) {
    var findings = Findings()
    let start = SourcePlace(file: source.path, line: 1, column: 1)
    guard source.bytes.count <= largestFile else {
      findings.format(start, "file is larger than 8 MiB")
      return (nil, findings.all)
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      findings.format(start, "file is not valid utf-8: save the catalogue as utf-8")
      return (nil, findings.all)
    }
    var reading = POReading(path: source.path)
    for (index, line) in lines(of: text).enumerated() { reading.read(line, number: index + 1) }
    reading.endEntry()
    if let problem = reading.problem {
      findings.append([problem])
      return (nil, findings.all)
    }
    return (reading.file, findings.all)
  }

  private static func lines(of text: String) -> [Substring] {
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

/// One pass over the lines of a catalogue.
private struct POReading {
  /// Where the next quoted line belongs.
  private enum Part {
    case context, id, plural
    case string(Int)
    case previousContext, previousID, previousPlural
  }

  private static let quote = UInt8(ascii: "\"")

  let path: String
  private(set) var file = POFile()
  /// The first line that is none of the format's; nothing after it is read.
  private(set) var problem: Finding?
  private var entry = POEntry(context: nil, id: "", strings: [])
  private var part: Part?
  /// The entry has its `msgid`.
  private var hasID = false
  private var hasHeader = false

  init(path: String) { self.path = path }

  mutating func read(_ line: Substring, number: Int) {
    guard problem == nil else { return }
    let line = line.drop { $0 == " " || $0 == "\t" }
    if line.isEmpty {
      if hasID, case .string = part { endEntry() }
    } else if line.hasPrefix("#") {
      if case .string = part { endEntry() }
      comment(line.dropFirst(), number)
    } else {
      text(line, number, previous: false)
    }
  }

  private mutating func comment(_ line: Substring, _ number: Int) {
    let rest = line.dropFirst().drop { $0 == " " }
    switch line.first {
    case "~": return
    case ".": entry.extracted.append(String(rest))
    case ":": entry.references += rest.split(separator: " ").map(String.init)
    case ",", "=":
      entry.flags += rest.split(separator: ",").map { flag in
        String(flag.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    case "|": text(rest, number, previous: true)
    default: entry.comments.append(String(line.first == " " ? line.dropFirst() : line))
    }
  }

  /// `msgid "…"`, or one more line of the text above.
  private mutating func text(_ line: Substring, _ number: Int, previous: Bool) {
    guard let quote = line.utf8.firstIndex(of: Self.quote) else {
      return fail(number, "line is no part of a catalogue: \(quoted(line))")
    }
    let name = line[..<quote].filter { $0 != " " && $0 != "\t" }
    let end = line.utf8.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? quote
    guard end > quote, line.utf8[end] == Self.quote,
      let read = POString.unescaped(line[line.utf8.index(after: quote)..<end])
    else { return fail(number, "text has a quote without its partner, or an unknown escape") }
    if !name.isEmpty { begin(name, number, previous: previous) }
    append(read, number)
  }

  private mutating func begin(_ name: String, _ number: Int, previous: Bool) {
    if previous {
      switch name {
      case "msgctxt": part = .previousContext
      case "msgid": (part, entry.previousID) = (.previousID, "")
      case "msgid_plural": (part, entry.previousPlural) = (.previousPlural, "")
      default: fail(number, "keyword \(quoted(name)) is not known in a previous text")
      }
      return
    }
    if name == "msgctxt" || name == "msgid", case .string = part { endEntry() }
    switch name {
    case "msgctxt" where !hasID: (part, entry.context) = (.context, "")
    case "msgid" where !hasID: (part, hasID, entry.line) = (.id, true, number)
    case "msgid_plural" where hasID: (part, entry.plural) = (.plural, "")
    case "msgstr" where hasID: string(0, number)
    case let name where hasID && name.hasPrefix("msgstr[") && name.hasSuffix("]"):
      string(Int(name.dropFirst(7).dropLast()) ?? -1, number)
    default: fail(number, "keyword \(quoted(name)) is not expected here")
    }
  }

  private mutating func string(_ index: Int, _ number: Int) {
    guard index == entry.strings.count else {
      return fail(number, "the forms of msgstr must be numbered 0, 1, 2 …, each once")
    }
    entry.strings.append("")
    part = .string(index)
  }

  private mutating func append(_ text: String, _ number: Int) {
    switch part {
    case .context: entry.context?.append(text)
    case .id: entry.id.append(text)
    case .plural: entry.plural?.append(text)
    case .string(let index): entry.strings[index].append(text)
    case .previousID: entry.previousID?.append(text)
    case .previousPlural: entry.previousPlural?.append(text)
    case .previousContext: return
    case nil: fail(number, "a text stands here without \"msgid\" or \"msgstr\" before it")
    }
  }

  /// The entry with the empty `msgid` and no context is the header.
  mutating func endEntry() {
    defer {
      entry = POEntry(context: nil, id: "", strings: [])
      (part, hasID) = (nil, false)
    }
    guard hasID, problem == nil else { return }
    guard !entry.strings.isEmpty else { return fail(entry.line, "entry has no \"msgstr\"") }
    guard entry.plural != nil || entry.strings.count == 1 else {
      return fail(entry.line, "entry has several \"msgstr\" and no \"msgid_plural\"")
    }
    guard entry.id.isEmpty, entry.context == nil else { return file.entries.append(entry) }
    if hasHeader { return fail(entry.line, "the catalogue has a second header") }
    hasHeader = true
    file.comments = entry.comments
    file.header = entry.strings[0].split(separator: "\n").map { line in
      let name = line.prefix { $0 != ":" }
      return POFile.Field(
        String(name), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
    }
  }

  private mutating func fail(_ line: Int, _ message: String) {
    guard problem == nil else { return }
    problem = Finding(
      rule: .format, place: SourcePlace(file: path, line: line, column: 1), message: message)
  }
}

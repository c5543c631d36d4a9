import Foundation
import RecallDomain

@testable import RecallExchange
@testable import RecallReports
@testable import ScriptEngine

extension FuzzEntry {
  /// Text of a record on its way to a terminal, a page, a cell, a document and a script file.
  static let text = FuzzEntry(name: "text") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    try TextEntry.terminal(text)
    try TextEntry.page(text)
    try TextEntry.cell(text)
    try TextEntry.json(text)
    try TextEntry.yaml(text)
  }
}

enum TextEntry {
  static func terminal(_ text: String) throws {
    let clean = TerminalText.clean(text)
    try promise(isHarmless(clean), "cleaned text holds no control character")
    try promise(TerminalText.clean(clean) == clean, "cleaning what is clean changes nothing")
    for width in [1, 17, 80] {
      let lines = TerminalText.wrap(clean, width: width)
      try promise(
        lines.allSatisfy { TerminalText.width($0) <= width || $0.count == 1 },
        "a wrapped line is no wider than its room")
      try promise(
        lines.joined().filter { $0 != " " } == clean.filter { $0 != " " && !$0.isNewline },
        "wrapping loses nothing")
      try promise(
        TerminalText.width(TerminalText.truncate(clean, to: width)) <= width,
        "what is cut fits its room")
    }
  }

  /// By scalar, as a browser reads it.
  static func page(_ text: String) throws {
    for page in [HTMLText.escaped(text), PictureSVG.escaped(text)] {
      try promise(
        !page.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) },
        "no text is markup")
      try promise(isHarmless(page), "a page holds no control character")
      let ends = page.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)
      try promise(
        ends.dropFirst().allSatisfy { end in
          ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { end.starts(with: $0.unicodeScalars) }
        }, "every ampersand begins an entity")
    }
    let back = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    let plain = back.reduce(Array(HTMLText.escaped(text).unicodeScalars)) { page, pair in
      Array(
        page.split(separator: Array(pair.0.unicodeScalars), omittingEmptySubsequences: false)
          .joined(separator: Array(pair.1.unicodeScalars)))
    }
    try promise(
      plain == Array(TerminalText.clean(text).unicodeScalars), "a page says what the text says")
    for quoted in [PictureDOT.quoted([text]), PictureMermaid.quoted([text])] {
      let inside = quoted.unicodeScalars.dropFirst().dropLast()
      var isOpen = true
      var isEscaped = false
      for scalar in inside {
        if scalar == "\"", !isEscaped { isOpen = false }
        isEscaped = scalar == "\\" && !isEscaped
      }
      try promise(isOpen && !isEscaped, "no label of a picture leaves its quotes")
    }
  }

  /// The cell goes out beside others, and comes back.
  static func cell(_ text: String) throws {
    let clean = TerminalText.clean(text)
    let line = "a,b,c,d\r\na,\(GuardedCell.text(clean)),\(GuardedCell.text(text)),b\r\n"
    var reader = try CSVReader(
      try InputBytes(ByteSource(bytes: Array(line.utf8)), name: "cell"), name: "cell")
    guard try reader.next() != nil, let row = try reader.next() else {
      throw BrokenPromise(description: "a row comes back")
    }
    try promise(row.fault == nil && row.count == 4, "no cell reaches into another")
    for cell in [1, 2] {
      let first = row.text(cell).unicodeScalars.first { $0 != " " && $0 != "\u{3000}" }
      try promise(
        first.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true,
        "no cell begins a formula")
    }
    try promise(
      Array(GuardedCell.unguarded(row.field(1))) == Array(clean.utf8),
      "a cell comes back as it went out")
  }

  static func json(_ text: String) throws {
    let document = RecallReports.JSONValue.object([.init(text, .string(text))]).document
    try reads(document, text)
    // Control characters are no characters of a FHIR string: they go out as spaces.
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.value < 0x20 && !"\n\r\t".unicodeScalars.contains($0) ? " " : $0
        }))
    try reads(FHIRValue.object([(text, .text(text))]).json, plain)
  }

  private static func reads(_ document: String, _ text: String) throws {
    try promise(
      isHarmless(document, exceptLineEnds: true), "a document holds no control character")
    guard
      let read = try? JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: String]
    else { throw BrokenPromise(description: "what we write is JSON") }
    try promise(
      read.count == 1 && read.first.map { same($0.key, text) && same($0.value, text) } == true,
      "JSON says what the text says")
    var reader = JSONReader(Array(document.utf8))
    guard case .object(let members) = try reader.value(), case .string(let own)? = members[text]
    else { throw BrokenPromise(description: "our own reader reads what we write") }
    try promise(same(own, text), "our own reader reads the same words")
  }

  static func yaml(_ text: String) throws {
    let file = "\(YamlQuoting.key(text)): \(YamlQuoting.quoted(text))\n"
    // What no YAML file may hold, and what needs a key. Brackets are counted in quotes too, so that so
    // many open ones are refused before the parser sees them.
    guard !text.isEmpty, file.utf8.count < 900,
      text.utf8.count(where: { [0x5B, 0x7B].contains($0) }) <= YamlGuard.deepest
    else { return }
    let read = YamlReader.read(SourceFile(path: "a.yaml", bytes: Array(file.utf8)))
    guard !text.unicodeScalars.contains(where: isSeenByNobody) else {
      return try promise(!read.findings.isEmpty, "what nobody sees is refused in a YAML file")
    }
    guard case .mapping(let entries)? = read.root?.content, let entry = entries.first,
      case .text(let value, _) = entry.value.content
    else { throw BrokenPromise(description: "what we write is YAML that we read") }
    try promise(
      same(entry.key, text) && same(value, text), "YAML says what the text says")
  }

  private static func isSeenByNobody(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x200C, 0x200D: false
    case 0..<0x20: true
    default: HiddenScalar.isOne(scalar)
    }
  }

  /// Strings are equal to Swift when they only look the same; here every scalar counts.
  static func same(_ one: String, _ other: String) -> Bool {
    one.unicodeScalars.elementsEqual(other.unicodeScalars)
  }
}

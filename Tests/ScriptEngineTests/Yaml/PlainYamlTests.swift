import RecallDomain
import ScriptEngine
import Testing

/// What is read without the parser is read as the parser would.
@Suite("Plain YAML") struct PlainYamlTests {
  @Test("every file that comes with the program is plain, and says what the parser makes of it")
  func shipped() throws {
    var files = try ShippedFolder.files()
    files.append(
      SourceFile(path: "clinic.yaml", bytes: Array(try ShippedFolder.text("clinic.yaml").utf8)))
    for file in files {
      let (isPlain, isSame) = (
        YamlReader.isPlain(file), YamlReader.read(file) == YamlReader.parsed(file)
      )
      #expect(isPlain, "\(file.path)")
      #expect(isSame, "\(file.path)")
    }
  }

  @Test(
    "what is written otherwise is left to the parser",
    arguments: [
      "", "# nothing\n", "text\n", "a\n", " a: b\n", "a:\n", "a: b: c\n", "a: b:\n", "a: 'b'\n",
      "a: |\n  b\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "<<: { a: b }\n", "a: b\n  c\n",
      "a: \"b\n  c\"\n", "a: \"\\n\"\n", "a: \"b\" c\n", "a: \"b\"# c\n", "a: [b, c\n",
      "a: [b, c,]\n", "a: [b: c]\n", "a: { b }\n", "a: {b:c}\n", "a: { b: c, b: d }\n",
      "a: b\na: c\n",
      "a: b\n c: d\n", "a:\n  b: c\n d: e\n", "a:\n- b\n  c\n", "- - a\n", "-\n  a: b\n",
      "- a:\n- b\n", "---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: b\r\n", "a:\tb\n",
      "\"a\": b\n", "? a\n: b\n", "a b: c\n", "a: - b\n", "a: b\u{2028}c: d\n", "a: b\u{85}\n",
      "a: b\n- c\n", "a: \u{202E}b\n", "a: \u{FFFE}\n",
    ])
  func others(_ text: String) {
    #expect(!YamlReader.isPlain(source(text)))
  }

  @Test(
    "lists and mappings in each other have the parser's places",
    arguments: [
      "a:\n- b\n- c: d\n  e:\n  - f\ng: h", "- a: b\n\n  # c\n  d: [ e , \"f\" ]\n-   g\n",
      "a:   # b\n    c: d   # e\nf: {}  # g\nh: []", "\u{FEFF}a: é # b\ncé: 1\n",
      "a: é {b} & c # d\n",
      "a: { b: { c: [d e, é] }, f: \"\\\"\\\\\" }\nb: x#y http://z/?a=1\n",
    ])
  func places(_ text: String) {
    let file = source(text)
    #expect(YamlReader.read(file) == YamlReader.parsed(file))
  }

  @Test("a file with any slip in it is read as the parser reads it, or left to it")
  func slips() throws {
    let files = try ShippedFolder.files().filter { $0.bytes.count < 4_000 }
    var dice = SeededNumbers(seed: 19)
    var plain = 0
    for round in 0..<2_000 {
      let file = files[round % files.count]
      let slipped = SourceFile(path: file.path, bytes: slip(file.bytes, &dice))
      guard YamlReader.isPlain(slipped) else { continue }
      plain += 1
      #expect(
        YamlReader.read(slipped) == YamlReader.parsed(slipped),
        "\(String(decoding: slipped.bytes, as: UTF8.self))")
    }
    #expect(plain > 200)
  }

  /// A few places of it cut, doubled, moved or replaced with signs that mean something.
  private func slip(_ bytes: [UInt8], _ dice: inout SeededNumbers) -> [UInt8] {
    let signs = [
      "\n", " ", "  ", "\n  ", "- ", ": ", ":", " #", "#", "\"", "'", "{", "}", "[", "]", ", ", ",",
      "&", "*", "!", "|", ">", "?", "%", "@", "\t", "\\", "é", "\u{A0}", "---\n", "a: b\n", "\n\n",
      ".",
    ]
    let whole = bytes.prefix(Int.random(in: 200...1_200, using: &dice))
    var slipped = Array(whole[...(whole.lastIndex(of: UInt8(ascii: "\n")) ?? whole.endIndex - 1)])
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let place = Int.random(in: 0..<max(1, slipped.count), using: &dice)
      let end = min(slipped.count, place + Int.random(in: 0...3, using: &dice))
      slipped.replaceSubrange(
        place..<end, with: Array(signs.randomElement(using: &dice)!.utf8))
    }
    return slipped
  }
}

import RecallDomain
import ScriptEngine
import Testing

/// A file of these words.
func source(_ text: String, path: String = "scripts/a.yaml") -> SourceFile {
  SourceFile(path: path, bytes: Array(text.utf8))
}

/// `line:column message`, so that a test quotes what a person reads.
func said(_ findings: [Finding]) -> [String] {
  findings.map { "\($0.place.line):\($0.place.column) \($0.message)" }
}

@Suite("Strict YAML") struct YamlReaderTests {
  func refusal(_ text: String) -> [String] {
    let read = YamlReader.read(source(text))
    #expect(read.root == nil)
    #expect(read.findings.allSatisfy { $0.rule == .format && $0.severity == .error })
    return said(read.findings)
  }

  @Test("scalars are the text they look like, with their places")
  func scalars() throws {
    let read = YamlReader.read(source("a: no\nb: 010\nc: [12:30, '~', null]\nd:\n"))
    var findings = Findings()
    let root = try #require(read.root?.mapping("file", &findings))
    #expect(root.entries.map(\.key) == ["a", "b", "c", "d"])
    #expect(root["a"]?.content == .text("no", quoted: false))
    #expect(root["b"]?.content == .text("010", quoted: false))
    #expect(
      root["c"]?.list("c", &findings)?.map { $0.text("item", &findings) } == ["12:30", "~", "null"])
    #expect(root["c"]?.place.description == "scripts/a.yaml:3:4")
    #expect(root["d"]?.isNothing == true)
    #expect(findings.isEmpty)
  }

  @Test(
    "what an escape stands for is refused like the character itself",
    arguments: [
      (#""\e]0;x\a""#, "001B"), (#""\u202e""#, "202E"), (#""\u200b""#, "200B"),
      (#""\x9b31m""#, "009B"), ("\u{2066}x", "2066"), (#""\U000E0041""#, "E0041"),
      (#""\0""#, "0000"),
    ])
  func escapes(_ written: String, _ code: String) {
    let sentence = "control or invisible character U+\(code) is not allowed in text"
    #expect(refusal("a: \(written)") == ["1:4 \(sentence)"])
    #expect(refusal("- { \(written): b }") == ["1:5 \(sentence)"])
  }

  @Test("line ends, tabs and the joiners of a script stay what they are")
  func joiners() throws {
    let root = try #require(
      YamlReader.read(source("a: \"x\\n\\ty\"\nb: \"می\u{200C}خواهم\"\n")).root)
    var findings = Findings()
    let file = try #require(root.mapping("file", &findings))
    #expect(file["a"]?.content == .text("x\n\ty", quoted: true))
    #expect(file["b"]?.content == .text("می\u{200C}خواهم", quoted: true))
  }

  @Test("columns count characters, not bytes and not scalars")
  func columns() throws {
    let text = "{ \u{1F1F2}\u{1F1FD}e\u{301}: a, b: [x, y] }"
    let root = try #require(YamlReader.read(source(text)).root)
    guard case .mapping(let entries) = root.content else { return }
    #expect(entries[1].place.column == 10)
  }

  @Test("a byte order mark and Windows line ends are read past")
  func windows() throws {
    let read = YamlReader.read(
      SourceFile(path: "a", bytes: [0xEF, 0xBB, 0xBF] + Array("a: b\r\nc: !x d\r\n".utf8)))
    #expect(said(read.findings) == ["2:4 tag \"!x\" is not allowed: every value is text first"])
  }

  @Test("anchors, aliases, tags and merge keys are refused, used or not")
  func properties() {
    #expect(
      refusal("a: &x b\n")
        == ["1:4 anchor \"&x\" is not allowed: write the value out where it is needed"])
    #expect(refusal("a: *x\n") == ["1:4 aliases are not allowed: write the value out"])
    #expect(
      refusal("a: &x [1]\nb: *x\n")
        == ["1:4 anchor \"&x\" is not allowed: write the value out where it is needed"])
    #expect(refusal("a: !!str b\n").first?.contains("tag \"!!str\"") == true)
    #expect(refusal("a: !!str \"b\"\n").first?.contains("tag \"!!str\"") == true)
    #expect(refusal("a: ! b\n").first?.contains("tag \"!\"") == true)
    #expect(refusal("a: !foo\n  b: c\n").first?.contains("tag \"!foo\"") == true)
    #expect(refusal("!foo a: c\n").first?.contains("tag \"!foo\"") == true)
    #expect(refusal("a:\n  <<: {b: c}\n").first?.contains("merge key") == true)
  }

  @Test("what only looks like them is text")
  func lookalikes() {
    let text = """
      a: "&x *y !z"
      b: 'M&S *'
      c: |
        *bold*
        &amp;
        !important
      d: Q&A * !
      e: "<<"
      """
    #expect(YamlReader.read(source(text)).findings == [])
  }

  @Test("a key written twice is refused at its second place")
  func duplicates() {
    #expect(
      refusal("a:\n  b: 1\n  c: 2\n  b: 3\n")
        == ["4:3 key \"b\" is written twice, first at scripts/a.yaml:2:3"])
    #expect(
      refusal("a: { b: 1, c: 2, b: 3 }\n")
        == ["1:18 key \"b\" is written twice, first at scripts/a.yaml:1:6"])
    #expect(refusal("1: a\n\"1\": b\n").first?.contains("written twice") == true)
    #expect(refusal("yes: a\n'yes': b\n").first?.hasPrefix("2:1 ") == true)
  }

  @Test(
    "the second place is found in whichever spelling, and nowhere beyond its mapping",
    arguments: [
      ("a:\n  b: 1\n  \"b\": 2\nc:\n  b: 3\n", "3:3"),
      ("a:\n  b: 1\n  \"\\x62\": 2\nc:\n  b: 3\n", "3:3"),
      ("a:\n  b: 1\n  \"\\u0062\" : 2\nc:\n  b: 3\n", "3:3"),
      ("a:\n  b: 1\n  ? b\n  : 2\nc:\n  b: 3\n", "3:3"),
      ("a: { b: 1, \"\\x62\": 2 }\nc: { b: 3 }\n", "1:12"),
      ("a: {\n  b: 1,\n  'b': 2 }\nc: { b: 3 }\n", "3:3"),
    ])
  func spellings(text: String, place: String) {
    #expect(
      refusal(text).map { $0.hasPrefix("\(place) key \"b\" is written twice, first at") } == [true])
  }

  @Test("one document a file, and something in it")
  func documents() {
    #expect(
      refusal("a: b\n---\nc: d\n") == ["2:1 a file holds one document, and here another begins"])
    #expect(refusal("") == ["1:1 file holds nothing"])
    #expect(refusal("# only\n# comments\n") == ["1:1 file holds nothing"])
    #expect(refusal("---\n") == ["1:1 file holds nothing"])
    #expect(YamlReader.read(source("---\na: b\n")).findings == [])
  }

  @Test("keys are text")
  func keys() {
    #expect(refusal("[a]: b\n") == ["1:1 a key must be text, not a list"])
    #expect(refusal("? {a: b}\n: c\n") == ["1:3 a key must be text, not a mapping"])
    #expect(refusal(": c\n").count == 1)
  }

  @Test("a torn or crooked file is one finding with its place")
  func torn() {
    #expect(refusal("a:\n  b: \"unfinished\n").count == 1)
    #expect(refusal("a:\n\tb: c\n").count == 1)
    #expect(refusal("a: b: c\n").first?.hasPrefix("1:5 ") == true)
    #expect(refusal("a: [b, c\n").count == 1)
    #expect(refusal("a: {\n").count == 1)
    #expect(refusal("a: b\n c: d\n").count == 1)
  }

  @Test("binary and broken text is refused")
  func binary() {
    let nul = YamlReader.read(SourceFile(path: "x", bytes: Array("a: b\nc: \0\n".utf8)))
    #expect(
      said(nul.findings) == ["2:4 control character is not allowed: this is no text file"])
    let broken = YamlReader.read(
      SourceFile(path: "x", bytes: Array("a: ñ".utf8) + [0xFF] + Array("\n".utf8)))
    #expect(said(broken.findings) == ["1:5 file is not valid utf-8"])
  }

  @Test("a file over 1 MiB is refused, one of exactly 1 MiB is read")
  func size() {
    let head = Array("a: b\n#".utf8)
    let fits = head + Array(repeating: UInt8(ascii: "x"), count: (1 << 20) - head.count)
    #expect(YamlReader.read(SourceFile(path: "x", bytes: fits)).findings == [])
    let large = YamlReader.read(SourceFile(path: "x", bytes: fits + [UInt8(ascii: "x")]))
    #expect(said(large.findings) == ["1:1 file is larger than 1 MiB"])
  }

  @Test("a billion laughs are refused without a smile")
  func bomb() {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...20 {
      let uses = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    text += "? *a20\n: x\n"
    #expect(refusal(text).first?.contains("anchors and aliases are not allowed") == true)
  }

  @Test("deep nesting is refused")
  func depth() {
    for text in [
      String(repeating: "[", count: 500_000), String(repeating: "{", count: 5000),
      String(repeating: "{a: ", count: 100) + String(repeating: "}", count: 100),
      (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      String(repeating: "- ", count: 900) + "x", String(repeating: "? ", count: 900) + "x",
    ] {
      #expect(YamlReader.read(source(text)).root == nil)
    }
    for sign in ["- ", "? "] {
      let deep = refusal(String(repeating: sign, count: 5000) + "x")
      #expect(deep.first?.hasSuffix(" nested more than 32 levels deep") == true)
    }
  }

  @Test("no bytes make it trap")
  func fuzz() {
    var random = SeededNumbers(seed: 7)
    let valid = Array("a: [b, {c: \"d\"}]\ne:\n  - f: 'g'\n  - |\n    h\ni: &j k\nl: *j\n".utf8)
    for _ in 0..<3000 {
      var bytes = valid
      for _ in 0..<(random.next() % 4 + 1) {
        let index = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: index)
        default:
          bytes.insert(
            Array("&*!{}[]:-?|>'\"#%\n\t ".utf8).randomElement(using: &random)!, at: index)
        }
      }
      let read = YamlReader.read(SourceFile(path: "x", bytes: bytes))
      #expect((read.root == nil) == !read.findings.isEmpty)
    }
  }
}

import ScriptEngine
import Testing

@Suite("Strict reading of a tree") struct YamlCursorTests {
  func root(_ text: String) throws -> YamlNode {
    try #require(YamlReader.read(source(text)).root)
  }

  @Test("an unknown key says what was probably meant")
  func unknownKey() throws {
    var findings = Findings()
    let node = try root("sya: a\nzebra: b\n")
    _ = node.mapping("node \"opening\"", keys: ["say", "route"], required: ["say"], &findings)
    #expect(
      said(findings.all) == [
        "1:1 key \"sya\" is not known in node \"opening\"; did you mean \"say\"?",
        "2:1 key \"zebra\" is not known in node \"opening\"",
        "1:1 node \"opening\" needs a key \"say\"",
      ])
  }

  @Test("a wrong kind of value is named")
  func kinds() throws {
    var findings = Findings()
    #expect(try root("[a]").mapping("file", &findings) == nil)
    #expect(try root("[a]").text("key \"id\"", &findings) == nil)
    #expect(try root("a").list("key \"use\"", &findings) == nil)
    #expect(try root("''").text("key \"id\"", &findings) == nil)
    #expect(try root("yes").flag("key \"strict\"", &findings) == nil)
    #expect(try root("010").wholeNumber("key \"tries\"", in: 1...9, &findings) == nil)
    #expect(
      findings.all.map(\.message) == [
        "file must be a mapping, not a list", "key \"id\" must be text, not a list",
        "key \"use\" must be a list, not text", "key \"id\" is empty",
        "key \"strict\" must be true or false, not \"yes\"",
        "key \"tries\" must be a whole number from 1 to 9, not \"010\"",
      ])
  }

  @Test(
    "a near name is offered, a far one is not",
    arguments: [
      ("sya", "say"), ("third-party", "third_party"), ("Say", "say"), ("clincal", "clinical"),
    ])
  func near(_ name: String, _ meant: String) {
    let known = ["say", "route", "third_party", "clinical"]
    #expect(DidYouMean.nearest(to: name, among: known) == meant)
    #expect(DidYouMean.nearest(to: "xylophone", among: known) == nil)
  }

  @Test("a quoted value is one short line")
  func quoting() {
    #expect(quoted("a\nb\u{202E}c") == "\"a b c\"")
    #expect(quoted(String(repeating: "x", count: 100)).count == 63)
  }
}

import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Gettext catalogues, read and written")
struct POFileTests {
  private func read(_ text: String) -> (file: POFile?, findings: [Finding]) {
    POReader.read(SourceFile(path: "x.po", bytes: Array(text.utf8)))
  }

  @Test("everything a catalogue can say comes back as it was written")
  func roundTrip() throws {
    var entry = POEntry(
      context: "a/lines/b", id: "one\n\"two\"\\ \t\r end", plural: "many\n",
      strings: ["uno\u{7}1", "é ñ “”\n\nx"])
    entry.comments = ["mine", ""]
    entry.extracted = ["Said slowly."]
    entry.references = ["locales/en/a.yaml:3", "scripts/a.yaml:9"]
    entry.flags = ["fuzzy", "python-brace-format", "range: 0..5"]
    (entry.previousID, entry.previousPlural) = ("before", "befores\nand more")
    let file = POFile(
      header: [POFile.Field("Language", "es"), POFile.Field("X-Empty", "")], comments: ["Title"],
      entries: [entry, POEntry(context: nil, id: "plain", strings: [""])])
    var back = try #require(read(POWriter.text(file)).file)
    #expect(back.entries.map { $0.line > 0 } == [true, true])
    for index in back.entries.indices { back.entries[index].line = 0 }
    #expect(back == file)
  }

  @Test("any text survives the quotes", arguments: 0..<200)
  func anyText(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let alphabet = Array("ab\"\\\n\r\tñé́{}~0197n\u{1}\u{7F}\u{85}\u{2028}🙂 ".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int(numbers.next() % 40) {
      text.append(alphabet[Int(numbers.next() % UInt64(alphabet.count))])
    }
    let entry = POEntry(
      context: "c" + String(text), id: "x" + String(text), strings: [String(text)])
    let back = try #require(read(POWriter.text(POFile(entries: [entry]))).file?.entries.first)
    #expect(back.context == entry.context)
    #expect(back.id == entry.id)
    #expect(back.strings == entry.strings)
  }

  @Test("what tools of translators write is read: wrapped lines, obsolete entries, no empty lines")
  func others() throws {
    let file = try #require(
      read(
        """
        # Somebody
        msgid ""
        msgstr ""
        "Language: es\\n"
        "Plural-Forms: nplurals=2; "
        "plural=(n != 1);\\n"

        #, fuzzy, c-format
        #| msgctxt "a/lines/b"
        #| msgid ""
        #| "old "
        #| "text"
        msgctxt "a/lines/b"
        msgid ""
        "Good "
        "morning"
        msgstr "Buen \\303\\261 \\x41"
        msgctxt "a/lines/c"
        msgid "x"
        msgstr "y"
        #~ msgid "gone"
        #~ msgstr "ido"
        """
      ).file)
    #expect(file[field: "plural-forms"] == "nplurals=2; plural=(n != 1);")
    #expect(file.entries.map(\.id) == ["Good morning", "x"])
    #expect(file.entries[0].previousID == "old text")
    #expect(file.entries[0].isFuzzy)
    #expect(file.entries[0].strings == ["Buen ñ A"])
    #expect(file.entries[0].line == 14)
  }

  @Test(
    "what is no catalogue is refused with its line",
    arguments: [
      ("hello", 1), ("msgid \"a\"\nmsgstr \"b", 2), ("msgid \"a\"\nmsgstr \"b\\q\"", 2),
      ("msgid \"a\"\nmsgstr[1] \"b\"", 2), ("msgstr \"b\"", 1), ("\"b\"", 1),
      ("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"\"", 3), ("msgid \"a\"\n", 1),
      ("msgid \"a\"\nmsgstr \"b \" c\"", 2),
      ("msgid \"\"\nmsgstr \"\"\n\nmsgid \"\"\nmsgstr \"\"", 4),
    ])
  func refused(_ text: String, _ line: Int) {
    let (file, findings) = read(text)
    #expect(file == nil)
    #expect(findings.map(\.place.line) == [line])
  }

  @Test("bytes that are no utf-8 are refused")
  func latin() {
    let (file, findings) = POReader.read(SourceFile(path: "x.po", bytes: [0x22, 0xE9]))
    #expect(file == nil)
    #expect(findings.first?.message.contains("utf-8") == true)
  }
}

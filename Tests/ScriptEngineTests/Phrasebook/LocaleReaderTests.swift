import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Reading locale files strictly")
struct LocaleReaderTests {
  private func read(_ body: String, path: String = "locales/en/visit.yaml") -> (
    file: LocaleFile?, told: [String]
  ) {
    let text = "recall-locale: 1\nlocale: en\n" + body
    let read = LocaleReader.read(
      [SourceFile(path: path, bytes: Array(text.utf8))], languages: ["en"])
    let name = String(path.split(separator: "/")[2].dropLast(5))
    return (
      read.locales["en"]?.files[name],
      read.findings.map { "\($0.rule.rawValue) \($0.place.line):\($0.place.column) \($0.message)" }
    )
  }

  @Test("a line is text with a note, or forms of a count")
  func lines() throws {
    let (file, told) = read(
      """
      lines:
        a.b: { text: " {caller}  ", note: "n" }
        c: { count: weeks_overdue, one: "1", other: "2", without: "0" }
      """)
    #expect(told == [])
    let plain = try #require(file?.lines["a.b"])
    #expect(plain.body == .plain(Template(" {caller}  ")) && plain.note == "n" && plain.of == nil)
    #expect(plain.place == SourcePlace(file: "locales/en/visit.yaml", line: 4, column: 3))
    #expect(
      file?.lines["c"]?.body
        == .counted(
          .weeksOverdue, forms: [.one: Template("1"), .other: Template("2")],
          without: Template("0")))
  }

  @Test(
    "what a file may not hold is refused at its place",
    arguments: [
      ("lnes: {}", "format 3:1 key \"lnes\" is not known in locale file; did you mean \"lines\"?"),
      (
        "lines: { a: { txt: x } }",
        "format 3:15 key \"txt\" is not known in line \"a\"; did you mean \"text\"?"
      ),
      ("lines: { a: x }", "format 3:13 line \"a\" must be a mapping, not text"),
      ("lines: { a: { note: x } }", "format 3:13 line \"a\" needs \"text\""),
      ("lines: { a: { text: x, one: y } }", "format 3:24 line \"a\" has both \"text\" and \"one\""),
      ("lines: { a: { one: x } }", "format 3:13 line \"a\" needs \"text\" or \"count\""),
      (
        "lines: { a: { count: weeks, other: x } }",
        "reference 3:22 count \"weeks\" of line \"a\" is no count"
      ),
      (
        "lines: { a: { count: provider, other: x } }",
        "reference 3:22 count \"provider\" of line \"a\" is no count"
      ),
      (
        "lines: { A.b: { text: x } }",
        "format 3:10 line \"A.b\" is no id: parts of a-z, 0-9 and _, joined by dots"
      ),
      ("lines: { a: { text: \"  \" } }", "format 3:21 text of line \"a\" is empty"),
      (
        "lines: { a: { text: x, of: abc } }",
        "format 3:28 of: in line \"a\" must be 12 hex digits, not \"abc\""
      ),
      (
        "reasons: { default: { text: \"{provider}\" } }",
        "format 3:12 reason \"default\" may not hold \"{provider}\": nothing is filled in here"
      ),
      (
        "reasons: { default: { other: x } }",
        "format 3:23 key \"other\" is not known in reason \"default\""
      ),
      ("labels: { a: [x] }", "format 3:14 label \"a\" must be text, not a list"),
      (
        "lines: { a: { text: x }, a: { text: y } }",
        "format 3:26 key \"a\" is written twice, first at locales/en/visit.yaml:3:10"
      ),
    ])
  func refused(body: String, told: String) {
    #expect(read(body).told.contains(told), "\(read(body).told)")
  }

  @Test("the locale of a file is that of its folder")
  func folder() {
    let text = "recall-locale: 2\nlocale: es\n"
    let read = LocaleReader.read(
      [SourceFile(path: "locales/en/x.yaml", bytes: Array(text.utf8))], languages: ["en"])
    #expect(
      read.findings.map(\.message) == [
        "recall-locale must be 1, not \"2\"", "locale \"es\" is not that of its folder, \"en\"",
      ])
  }

  @Test("other folders, languages and file kinds are passed over, a .yml is told")
  func passedOver() {
    let files = ["locales/fr/x.yaml", "locales/en/a/b.yaml", "scripts/x.yaml", "locales/x.yaml"]
    let read = LocaleReader.read(
      files.map { SourceFile(path: $0, bytes: [0]) }, languages: ["en"])
    #expect(read.findings.isEmpty && read.locales["en"]?.files.isEmpty == true)
    let yml = LocaleReader.read(
      [SourceFile(path: "locales/en/x.yml", bytes: [])], languages: ["en"])
    #expect(yml.findings.count == 1)
  }

  @Test("the facts of a language are read whole")
  func language() throws {
    let (file, told) = read(
      """
      greetings: { 0: "Morning", 12: "Day" }
      date: "EEEE d"
      date_year: "d y"
      time: "H 'o''clock'"
      at: "at"
      at_one: "by"
      days: { today: "today", tomorrow: "tomorrow" }
      parts: { morning: "in the morning" }
      syllables_per_second: 4.5
      without: { provider: "your doctor", portal: "our page" }
      avoid: [ { phrase: "you must", instead: "you may" }, { phrase: "hurry" } ]
      protected_words: [biopsy]
      red_flags: [chest pain]
      register: { formal: usted, refuse: [tú] }
      understands: { yes: [yes, y], no: n }
      opt_out: { email: [reply STOP, to unsubscribe], portal: in the settings }
      """, path: "locales/en/language.yaml")
    #expect(told == [])
    let language = try #require(file?.language)
    #expect(language.greetings == [0: "Morning", 12: "Day"])
    #expect(language.timePattern == "H 'o''clock'" && language.atOne == "by")
    #expect(language.days == [.today: "today", .tomorrow: "tomorrow"])
    #expect(language.without == [.provider: "your doctor", .portal: "our page"])
    #expect(language.avoid.map(\.instead) == ["you may", nil])
    #expect(language.avoid[0].place.line == 13)
    #expect(language.understands == ["yes": ["yes", "y"], "no": ["n"]])
    #expect(
      language.optOut == [
        "email": ["reply STOP", "to unsubscribe"], "portal": ["in the settings"],
      ])
    #expect(language.register?.refuse == ["tú"] && language.syllablesPerSecond == 4.5)
  }

  @Test(
    "a language's facts are refused where they cannot be",
    arguments: [
      ("greetings: { 24: x }", "greeting \"24\" must begin at an hour from 0 to 23"),
      ("greetings: {}", "greetings are empty"),
      ("opt_out: { sms: [ALTO] }", "key \"sms\" is not known in opt_out"),
      (
        "greetings: { 0: \"Hi {caller}\" }",
        "greeting \"0\" may not hold braces: nothing is filled in here"
      ),
      ("date: \"'el EEEE\"", "pattern \"date\" has a quote without its partner"),
      ("time: \"'at'\"", "pattern \"time\" needs an hour"),
      (
        "syllables_per_second: fast",
        "syllables_per_second must be a number from 1 to 20, not \"fast\""
      ),
      ("without: { reason: x }", "fact \"reason\" in without is none that may be missing"),
      ("parts: { noon: x }", "key \"noon\" is not known in parts"),
      ("avoid: [ { instead: x } ]", "avoid needs a key \"phrase\""),
      ("register: { formal: x }", "register needs a key \"refuse\""),
      ("lines: {}", "key \"lines\" is not known in locale file"),
    ])
  func badLanguage(body: String, message: String) {
    let told = read(body, path: "locales/en/language.yaml").told
    #expect(told.contains { $0.contains(message) }, "\(told)")
  }

  @Test("console texts are plain or by plural form, and labels stand beside them")
  func console() throws {
    let (file, told) = read(
      """
      lines:
        hello: "hello {name}"
        saved: { text: "saved", note: "never translated" }
        ready: { one: "{count} patient", other: "{count} patients" }
      labels: { queue.clinical: Clinical }
      """, path: "locales/en/console.yaml")
    #expect(told == [])
    let folder = LocaleFolder(locale: "en", files: ["console": try #require(file)])
    let phrases = folder.staffPhrases()
    #expect(phrases.text("hello", ["name": "Ana"]) == "hello Ana")
    #expect(phrases.text("ready", count: 1) == "1 patient")
    #expect(phrases.label("queue.clinical") == "Clinical")
    let bad = read("lines: { a: { one: x } }", path: "locales/en/console.yaml").told
    #expect(bad == ["format 3:13 line \"a\" needs \"text\", or plural forms with \"other\""])
  }
}

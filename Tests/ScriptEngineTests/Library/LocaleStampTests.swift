import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Stamping translations")
struct LocaleStampTests {
  private let english = """
    recall-locale: 1
    locale: en
    lines:
      a: { text: "Hello" }
      b: { count: weeks_overdue, one: "1", other: "2", without: "0" }
      c: { text: "Bye" }
    reasons: { default: { text: "r" }, other: { text: "s" } }
    """
  private var source: LocaleFile {
    LocaleReader.read(
      [SourceFile(path: "locales/en/x.yaml", bytes: Array(english.utf8))], languages: ["en"]
    ).locales["en"]!.files["x"]!
  }

  private func stamp(_ text: String, only: Set<String>? = nil) -> (text: String, done: [String]) {
    let stamped = LocaleStamp.stamp(
      SourceFile(path: "locales/es/x.yaml", bytes: Array(text.utf8)), source: source, only: only)
    return (String(decoding: stamped.file.bytes, as: UTF8.self), stamped.stamped)
  }

  @Test("the hash is the first 12 digits of the SHA-256 of the text as parsed")
  func hash() {
    #expect(TranslationHash.of("abc") == "ba7816bf8f01")
    #expect(TranslationHash.of("Good. Let us go on where we were.") == "80db2f6eb64c")
    #expect(
      TranslationHash.of(
        BookFixture.counted(.weeksOverdue, [.other: "2", .one: "1"], without: "0"))
        == TranslationHash.of("1\n2\n0"))
  }

  @Test("of: is put in or replaced, and not another byte changes")
  func layout() {
    let (a, b, r) = (
      TranslationHash.of("Hello"), TranslationHash.of("1\n2\n0"), TranslationHash.of("r")
    )
    let s = TranslationHash.of("s")
    let (text, done) = stamp(
      """
      # comentario
      recall-locale: 1
      locale: es
      lines:
        a:   # aquí
          text: "Hola, señora"   # así
          of: 'abcabcabcabc'   # viejo
        b:
          count: weeks_overdue
          one: "1"
          other: "2"
          without: "0"
        nothing: { text: "x" }

      reasons: { default: { text: "ñ" }, other: { text: "t", of: "abcabcabcabc" } }
      """)
    #expect(
      text == """
        # comentario
        recall-locale: 1
        locale: es
        lines:
          a:   # aquí
            text: "Hola, señora"   # así
            of: "\(a)"   # viejo
          b:
            of: "\(b)"
            count: weeks_overdue
            one: "1"
            other: "2"
            without: "0"
          nothing: { text: "x" }

        reasons: { default: { of: "\(r)", text: "ñ" }, other: { text: "t", of: "\(s)" } }
        """)
    #expect(done == ["a", "b", "default", "other"])
    #expect(stamp(text).text == text)
  }

  @Test("only the lines named are stamped, and line ends stay as they are")
  func some() {
    let file = "lines:\r\n  a:\r\n    text: \"x\"\r\n  c:\r\n    text: \"y\"\r\n"
    let hash = TranslationHash.of("Bye")
    #expect(
      stamp(file, only: ["c"]).text
        == "lines:\r\n  a:\r\n    text: \"x\"\r\n  c:\r\n    of: \"\(hash)\"\r\n    text: \"y\"\r\n"
    )
  }

  @Test("a file that cannot be read stays as it is")
  func broken() {
    #expect(stamp("lines: [").text == "lines: [")
    #expect(stamp("lines: [").done == [])
  }
}

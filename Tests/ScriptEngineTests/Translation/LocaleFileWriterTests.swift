import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Writing translations into files that people wrote")
struct LocaleFileWriterTests {
  private let english = """
    recall-locale: 1
    locale: en
    lines:
      a: { text: "Hello" }
      b: { text: "Between" }
      c: { count: weeks_overdue, one: "one", other: "{weeks_overdue}", without: "some" }
      d: { text: "Bye" }
    labels:
      yes: "yes"
      no: "no"
    reasons: { default: { text: "r" }, middle: { text: "m" }, other: { text: "s" } }
    """

  private func source(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }

  private var folder: LocaleFolder {
    LocaleReader.read([source("locales/en/x.yaml", english)], languages: ["en"]).locales["en"]!
  }

  private func change(
    _ section: TextAddress.Section, _ key: String, _ after: Wording, of: String? = "abcdefabcdef"
  ) -> CatalogueImport.Change {
    CatalogueImport.Change(
      address: TextAddress(file: "x", section: section, key: key), kind: .changed, before: nil,
      after: after, isStale: false, of: section == .labels ? nil : of)
  }

  private func write(
    _ text: String?, _ changes: [CatalogueImport.Change]
  ) -> (text: String?, findings: [Finding]) {
    let files = text.map { [source("locales/es/x.yaml", $0)] } ?? []
    let written = LocaleFileWriter(source: folder, locale: "es", files: files).write(changes)
    return (written.files.first.map { String(decoding: $0.bytes, as: UTF8.self) }, written.findings)
  }

  @Test("values change where they stand; comments, quotes and layout of the rest stay")
  func layout() {
    let (text, _) = write(
      """
      # arriba
      recall-locale: 1
      locale: es

      lines:   # líneas
        a:
          text: 'Hola, ''señora'''   # así
          of: '000000000000'
        d: { of: "000000000000", text: Adiós }   # fin

      labels: { yes: sí, no: "no" }
      # abajo
      """,
      [
        change(.lines, "a", .plain("Buenos \"días\"")), change(.lines, "d", .plain("Hasta luego")),
        change(.labels, "yes", .plain("sí: claro")),
      ])
    #expect(
      text == """
        # arriba
        recall-locale: 1
        locale: es

        lines:   # líneas
          a:
            text: "Buenos \\"días\\""   # así
            of: "abcdefabcdef"
          d: { of: "abcdefabcdef", text: "Hasta luego" }   # fin

        labels: { yes: "sí: claro", no: "no" }
        # abajo
        """)
  }

  @Test("new texts stand where the source has them")
  func order() {
    let (text, _) = write(
      """
      recall-locale: 1
      locale: es
      lines:
        b:   # en medio
          text: "Entre"   # sigue

        # la despedida
        d: { text: "Adiós" }
      reasons: { default: { text: "r" }, other: { text: "s" } }
      """,
      [
        change(.lines, "a", .plain("Hola")),
        change(
          .lines, "c",
          .counted(
            by: "weeks_overdue", forms: [.one: "una", .other: "{weeks_overdue}"], without: "varias")
        ),
        change(.reasons, "middle", .plain("m")), change(.labels, "no", .plain("no")),
      ])
    #expect(
      text == """
        recall-locale: 1
        locale: es
        lines:
          a:
            of: "abcdefabcdef"
            text: "Hola"
          b:   # en medio
            text: "Entre"   # sigue
          c:
            of: "abcdefabcdef"
            count: weeks_overdue
            one: "una"
            other: "{weeks_overdue}"
            without: "varias"

          # la despedida
          d: { text: "Adiós" }
        reasons: { default: { text: "r" }, middle: { of: "abcdefabcdef", text: "m" }, other: { text: "s" } }

        labels:
          no: "no"

        """)
  }

  @Test("a language that lacks a form gets it, and a hash it lacked")
  func forms() {
    let (text, _) = write(
      """
      recall-locale: 1
      locale: es
      lines:
        a:
          text: "Hola"
        c: { count: weeks_overdue, other: "{weeks_overdue}", without: "varias" }
      """,
      [
        change(.lines, "a", .plain("Hola")),
        change(
          .lines, "c",
          .counted(
            by: "weeks_overdue", forms: [.one: "una", .other: "{weeks_overdue}"], without: "varias")
        ),
      ])
    #expect(text?.contains("  a:\n    of: \"abcdefabcdef\"\n    text: \"Hola\"") == true)
    #expect(
      text?.contains(
        "  c: { of: \"abcdefabcdef\", count: weeks_overdue, one: \"una\", "
          + "other: \"{weeks_overdue}\", without: \"varias\" }") == true)
  }

  @Test("line ends and a byte-order mark stay as they are")
  func ends() {
    let file = "\u{FEFF}recall-locale: 1\r\nlocale: es\r\nlines:\r\n  b:\r\n    text: \"x\"\r\n"
    let (text, _) = write(
      file, [change(.lines, "a", .plain("Hola")), change(.lines, "b", .plain("y"), of: nil)])
    #expect(
      text
        == "\u{FEFF}recall-locale: 1\r\nlocale: es\r\nlines:\r\n  a:\r\n    of: \"abcdefabcdef\"\r\n"
        + "    text: \"Hola\"\r\n  b:\r\n    text: \"y\"\r\n")
  }

  @Test("a text written over several lines is left alone, with a finding, and so is its file")
  func folded() {
    let (text, findings) = write(
      """
      recall-locale: 1
      locale: es
      lines:
        a:
          text: >-
            Hola
            señora
        d: { text: "Adiós" }
      """, [change(.lines, "a", .plain("Hola")), change(.lines, "d", .plain("Chao"))])
    #expect(text == nil)
    #expect(findings.map(\.place.file) == ["locales/es/x.yaml"])
  }

  @Test("hidden characters are written so that they can be seen")
  func hidden() {
    let (text, _) = write(nil, [change(.lines, "a", .plain("a\u{A0}b\u{200D}c\\"))])
    #expect(text?.contains(#"text: "a\u00a0b\u200dc\\""#) == true)
    // What nobody sees, and what turns the writing round, no reader takes: nor is it written.
    let (refused, findings) = write(nil, [change(.lines, "a", .plain("a\u{200F}b\u{2028}"))])
    #expect(refused == nil && !findings.isEmpty)
  }

  @Test("a new file has its sections and texts in the order of the source")
  func new() {
    let (text, _) = write(
      nil,
      [
        change(.reasons, "default", .plain("r")), change(.labels, "yes", .plain("sí")),
        change(.lines, "d", .plain("Adiós")), change(.lines, "a", .plain("Hola")),
      ])
    #expect(
      text == """
        recall-locale: 1
        locale: es

        lines:
          a:
            of: "abcdefabcdef"
            text: "Hola"
          d:
            of: "abcdefabcdef"
            text: "Adiós"

        labels:
          yes: "sí"

        reasons:
          default: { of: "abcdefabcdef", text: "r" }

        """)
  }
}

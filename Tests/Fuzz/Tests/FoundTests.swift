import RecallDomain
import Testing

@testable import RecallExchange
@testable import RecallReports
@testable import RecallStorage
@testable import ScriptEngine

/// What hostile input has shown to be wrong, each as a sentence.
@Suite("found with hostile input")
struct FoundTests {
  /// A quote and an accent on it are one character to Swift, and two to whoever reads the file.
  private static let marked = "x\"\u{301}y<\u{338}z'\u{327}&\u{301}"

  @Test("a quote under an accent does not end an attribute of a page or a picture")
  func page() {
    for text in [HTMLText.escaped(Self.marked), PictureSVG.escaped(Self.marked)] {
      #expect(text == "x&quot;\u{301}y&lt;\u{338}z&#39;\u{327}&amp;\u{301}")
    }
    #expect(PictureDOT.quoted(["a\"\u{301}b"]) == "\"a\\\"\u{301}b\"")
  }

  @Test("a quote under an accent does not end a cell, and a sign under one begins no formula")
  func cell() {
    #expect(GuardedCell.text("a\"\u{301},b") == "\"a\"\"\u{301},b\"")
    #expect(CSVCell.text("a\"\u{301},b") == "\"a\"\"\u{301},b\"")
    #expect(CSVCell.text("=\u{301}1+1") == "'=\u{301}1+1")
    #expect(CSVCell.text("a,\u{301}b") == "\"a,\u{301}b\"")
  }

  @Test("the guard of a formula is taken away again, however far behind the sign stands")
  func guarded() {
    let cell = String(repeating: "'", count: 200) + "=1"
    let read = GuardedCell.unguarded(Array(GuardedCell.text(cell).utf8)[...])
    #expect(String(decoding: read, as: UTF8.self) == cell)
  }

  @Test("what turns text round, or is a tag that nobody sees, stands in no document as itself")
  func hidden() {
    let text = "a\u{061C}\u{2061}\u{E0041}b"
    let written = #""a\u061c\u2061\udb40\udc41b""#
    #expect(RecallReports.JSONValue.string(text).document == written)
    #expect(FHIRValue.text(text).json == written)
  }

  @Test("a quote under an accent does not end a name in a statement")
  func name() { #expect(SQLName.quoted("a\"\u{301}b") == "\"a\"\"\u{301}b\"") }
}

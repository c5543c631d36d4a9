import Foundation
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
    #expect(GuardedCell.text("=\u{301}1+1") == "'=\u{301}1+1")
    #expect(GuardedCell.text("a,\u{301}b") == "\"a,\u{301}b\"")
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

  @Test("a file that breaks off without a line end is told at a place that it has")
  func brokenOff() throws {
    let read = YamlReader.read(SourceFile(path: "clinic.yaml", bytes: Array("a: [b,\nc".utf8)))
    let place = try #require(read.findings.first).place
    #expect(place.line == 2 && place.column == 2)
  }

  @Test("a kept call with a zone or a time that is none is refused, and does not end the program")
  func keptHours() throws {
    let hours = QueueHours(queues: [:], calling: CallingHours(), zone: "America/New_York")
    let kept = String(decoding: try JSONEncoder().encode(hours), as: UTF8.self)
    for (was, now) in [("New_York", "New[York"), ("\"minutes\":540", "\"minutes\":5400")] {
      let broken = Data(kept.replacing(was, with: now).utf8)
      #expect(broken != Data(kept.utf8))
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(QueueHours.self, from: broken)
      }
    }
  }

  @Test("a trunk zero before the country makes no number of any length at home")
  func trunk() {
    #expect(PhoneNumber.parse("+(0)1 617 555").isEmpty)
    #expect(PhoneNumber.parse("+44 (0)20 7946 0958").map(\.number) == ["+442079460958"])
  }

  @Test("a catalogue's forms without a plural are refused, not lost")
  func forms() {
    let text = "msgid \"a\"\nmsgstr \"b\"\nmsgstr[1] \"c\"\n"
    let read = POReader.read(SourceFile(path: "es.po", bytes: Array(text.utf8)))
    #expect(read.file == nil && read.findings.first?.message.contains("msgid_plural") == true)
  }

  @Test("a quote under an accent does not end a name in a statement")
  func name() { #expect(SQLName.quoted("a\"\u{301}b") == "\"a\"\"\u{301}b\"") }
}

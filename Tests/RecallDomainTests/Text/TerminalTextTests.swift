import Testing

@testable import RecallDomain

@Suite("Text on a terminal")
struct TerminalTextTests {
  @Test("control characters, escape sequences and bidi controls never reach a terminal")
  func cleans() {
    let cases: [(String, String)] = [
      ("Rosa Delgado", "Rosa Delgado"),
      ("Rosa\u{1B}[31;1m Delgado\u{1B}[0m", "Rosa Delgado"),
      ("Rosa\u{1B}]0;owned\u{07}!", "Rosa!"),
      ("Rosa\u{1B}]8;;http://x\u{1B}\\link", "Rosalink"),
      ("Rosa\u{1B}]no end", "Rosano end"),
      ("Rosa\u{9B}2JDelgado", "RosaDelgado"),
      ("a\u{01}b\u{02}c\u{7F}d\u{85}e", "abcd e"),
      ("one\r\ntwo\nthree\tfour\u{2028}five", "one two three four five"),
      ("Rosa\u{202E}odagleD\u{2066}x\u{2069}\u{200F}", "RosaodagleDx"),
      ("Ro\u{200B}sa\u{FEFF}\u{AD}\u{E0041}", "Rosa"),
      ("José", "José"), ("Jose\u{301}", "Jose\u{301}"), ("\u{1B}", ""), ("\u{1B}(B", ""),
      ("\u{E000}", "\u{FFFD}"),
    ]
    for (text, expected) in cases { #expect(TerminalText.clean(text) == expected) }
    #expect(TerminalText.clean("می\u{200C}خواهم") == "می\u{200C}خواهم")
    #expect(
      TerminalText.clean("a" + String(repeating: "\u{301}", count: 90)).unicodeScalars.count < 9)
  }

  @Test("cleaning what is clean changes nothing, whatever the bytes were")
  func cleaningIsIdempotent() {
    var seed: UInt64 = 7
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<12 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let value = UInt32(truncatingIfNeeded: seed >> 40) % (seed & 1 == 0 ? 0xA0 : 0x3000)
        text.append(Unicode.Scalar(value) ?? "?")
      }
      let once = TerminalText.clean(String(text))
      #expect(TerminalText.clean(once) == once)
      #expect(
        once.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }
  }

  @Test("combining marks take no column, East Asian characters take two")
  func measures() {
    #expect(TerminalText.width("Rosa") == 4)
    #expect(TerminalText.width("Jose\u{301}") == 4)
    #expect(TerminalText.width("李小龙") == 6)
    #expect(TerminalText.width("김") == 2)
    #expect(TerminalText.width("❝…❞") == 3)
  }

  @Test("words wrap at spaces, under their own indent, and long ones are cut")
  func wraps() {
    #expect(
      TerminalText.wrap("the quick brown fox", width: 12, indent: "  ", first: "> ")
        == ["> the quick", "  brown fox"])
    #expect(TerminalText.wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TerminalText.wrap("", width: 4) == [""])
    #expect(TerminalText.wrap("李小龙李", width: 4) == ["李小", "龙李"])
    for line in TerminalText.wrap(
      String(repeating: "palabra ", count: 40), width: 20, indent: "   ")
    { #expect(TerminalText.width(line) <= 20) }
  }

  @Test("what is cut ends in an ellipsis and never overruns")
  func truncates() {
    #expect(TerminalText.truncate("Rosa Delgado", to: 6) == "Rosa…")
    #expect(TerminalText.truncate("Rosa", to: 4) == "Rosa")
    #expect(TerminalText.truncate("李小龙", to: 4) == "李…")
    #expect(TerminalText.truncate("Rosa", to: 0) == "")
  }

  @Test("folding forgets case, accents, compatibility forms and spare space")
  func folds() {
    #expect(Folded.text("  JOSÉ \t Muñoz\u{200B} ") == "jose munoz")
    #expect(Folded.text("Jose\u{301}") == Folded.text("JOSÉ"))
    #expect(Folded.text("ＲＯＳＡ ﬁ") == "rosa fi")
    #expect(Folded.text("Łukasz Øystein Straße") == "lukasz oystein strasse")
    #expect(Folded.text("") == "")
  }
}

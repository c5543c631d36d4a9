import RecallDomain
import Testing

@Suite("Characters as they are typed") struct TypedCharactersTests {
  @Test(
    "controls, bidi controls and what is drawn as nothing never reach the line",
    arguments: [
      "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{AD}",
      "\u{1160}",
      "\u{3164}", "\u{FEFF}", "\u{E0041}", "\u{2028}", "\u{E000}", "\u{FFFF}",
    ] as [Unicode.Scalar])
  func nothing(_ scalar: Unicode.Scalar) { #expect(TerminalText.kind(of: scalar) == .nothing) }

  @Test("letters of every script do, and marks count as marks")
  func letters() {
    for scalar in "ñÉ李ا한ก👍\u{200D}".unicodeScalars {
      #expect(TerminalText.kind(of: scalar) == .character, "\(scalar.value)")
    }
    #expect(TerminalText.kind(of: "\u{301}") == .mark)
  }

  @Test("words say something when they hold a letter or a digit of any script")
  func says() {
    for text in ["a", "7", "¿qué?", "李", "٣"] { #expect(TerminalText.says(text), "\(text)") }
    for text in ["", " ", "…", "--", "\u{301}\u{301}", "“”"] {
      #expect(!TerminalText.says(text), "\(text)")
    }
  }

  @Test("a word of a million letters is cut into lines, each letter measured once")
  func longWord() {
    let lines = TerminalText.wrap(
      String(repeating: "ñ", count: 1_000_000), width: 79, indent: "    ")
    #expect(lines.count == (1_000_000 + 74) / 75)
    #expect(lines.dropLast().allSatisfy { TerminalText.width($0) == 79 })
  }

  @Test("a wide character that does not fit begins a line, and no line stays empty")
  func wide() {
    #expect(TerminalText.wrap("a李李", width: 4) == ["a李", "李"])
    #expect(TerminalText.wrap("李李", width: 1) == ["李", "李"])
    #expect(
      TerminalText.wrap("to abcdef", width: 4, indent: " ", first: "") == ["to", " abc", " def"])
  }
}

import Testing

/// The picture by which the kill loop reads: it must show what a terminal shows.
@Suite("the picture of a terminal")
struct TerminalPictureTests {
  private func drawn(_ text: String, columns: Int = 20) -> TerminalPicture {
    var picture = TerminalPicture(columns: columns)
    picture.draw(Array(text.utf8))
    return picture
  }

  @Test("letters in the middle of a line, words taken back, and what stood there before")
  func edited() {
    #expect(drawn("dial> nxt\u{1B}[2D\u{1B}[1@e").text() == "dial> next")
    #expect(drawn("dial> next\u{08}\u{08}\u{1B}[K").text() == "dial> ne")
    #expect(drawn("dial> next\rsave> ").text() == "save> next")
    #expect(drawn("❝ Sí ❞\r\n\r\nok").text() == "❝ Sí ❞\n\nok")
  }

  @Test("a hint behind the prompt is no part of what stands before the cursor")
  func hint() {
    let picture = drawn("reason> \u{1B}7  read as March 4\u{1B}8", columns: 40)
    #expect(picture.beforeCursor == "reason> ")
    #expect(picture.text() == "reason>   read as March 4")
  }

  @Test("a long line goes on in the next row; an erased screen holds nothing, nor its scrollback")
  func rows() {
    #expect(drawn("abcdef", columns: 4).text() == "abcd\nef")
    let erased = drawn("Rose Delaney\r\n\u{1B}[H\u{1B}[2J\u{1B}[3Jrecall> ")
    #expect(erased.text() == "recall> ")
    #expect(erased.erasures == 1 && erased.newlines == 1)
  }

  @Test("colours and what a sequence leaves unfinished are not drawn")
  func sequences() {
    #expect(drawn("\u{1B}[1mbold\u{1B}[0m\u{1B}[?2004l").text() == "bold")
    var picture = drawn("a\u{1B}[")
    picture.draw(Array("1mb".utf8))
    #expect(picture.text() == "ab")
  }
}

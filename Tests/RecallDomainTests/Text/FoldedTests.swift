import RecallDomain
import Testing

@Suite("Folded text")
struct FoldedTests {
  @Test("case, accents and spaces do not tell names apart")
  func namesAreAlike() {
    #expect(Folded.text("  JOSÉ  Muñoz ") == "jose munoz")
    #expect(Folded.text("Straße") == "strasse")
    #expect(Folded.text("Łukasz O’Neill") == "lukasz o'neill")
  }

  @Test("a letter is folded the same whatever stands beside it")
  func latinLettersFoldAlike() {
    for value in UInt32(0)...0xFF {
      let letter = String(Unicode.Scalar(value)!)
      // Beside "ł", which is not of Latin-1, every letter is looked up in Unicode's own tables.
      let beside = Folded.text("é\(letter)ł\(letter)é")
      #expect(Folded.text("é\(letter)l\(letter)é") == beside, "U+\(String(value, radix: 16))")
    }
  }
}

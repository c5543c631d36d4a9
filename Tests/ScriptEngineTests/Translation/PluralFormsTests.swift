import Testing

@testable import ScriptEngine

@Suite("Plural forms of a catalogue")
struct PluralFormsTests {
  private static let languages = PluralTable.families.keys.sorted()

  @Test("the header of each language says what its CLDR rule says", arguments: languages)
  func header(_ language: String) throws {
    let forms = PluralForms(language: language)
    let expression = try #require(PluralExpression(PluralRules.expression(for: language)))
    for number in 0...2_000 {
      let category = PluralRules.category(of: number, in: language)
      #expect(expression.form(of: number) == forms.index(of: category), "\(language) \(number)")
    }
    #expect(PluralForms(header: forms.header, language: language)?.categories == forms.categories)
  }

  @Test("a tool's own order of the forms is understood")
  func otherOrder() throws {
    let latvian = try #require(
      PluralForms(
        header: "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
        language: "lv"))
    // That header has a form for 0 alone; CLDR's `zero` is also that of 10 to 20.
    #expect(latvian.index(of: .one) == 0)
    let arabic = try #require(
      PluralForms(
        header:
          "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
          + "n%100>=11 ? 4 : 5",
        language: "ar"))
    #expect(arabic.categories == PluralCategory.allCases)
    let french = try #require(PluralForms(header: "nplurals=2; plural=n>1", language: "fr"))
    #expect(french.categories == [.one, .other])
  }

  @Test(
    "a header that is none, or a trap, is refused",
    arguments: [
      "", "nplurals=2", "nplurals=2; plural=", "nplurals=9; plural=n", "nplurals=2; plural=n",
      "nplurals=2; plural=n+m", "nplurals=2; plural=(n!=1", "nplurals=2; plural=n ? 1",
      "nplurals=-1; plural=0", "nplurals=2; plural=99999999999999999999999 == n",
    ])
  func broken(_ header: String) {
    #expect(PluralForms(header: header, language: "es") == nil)
  }

  @Test("hostile expressions neither trap nor run long")
  func hostile() {
    #expect(PluralExpression("n/0")?.form(of: 1) == 0)
    #expect(PluralExpression("n%0")?.form(of: 1) == 0)
    #expect(PluralExpression("9223372036854775807*n+n")?.form(of: 7) != nil)
    #expect(PluralExpression("(0-9223372036854775807-1)/(0-1)") != nil)
    #expect(PluralExpression("(0-9223372036854775807-1)/(0-1)")?.form(of: 1) != nil)
    #expect(PluralExpression(String(repeating: "(", count: 900) + "n") == nil)
    #expect(PluralExpression(String(repeating: "!", count: 900) + "n") == nil)
    #expect(PluralExpression(String(repeating: "n?", count: 450) + "n") == nil)
    #expect(PluralExpression(String(repeating: "n+", count: 5_000) + "n") == nil)
    #expect(PluralExpression(String(repeating: "n+", count: 499) + "n")?.form(of: 1) == 500)
  }
}

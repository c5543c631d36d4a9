import Testing

@testable import ScriptEngine

@Suite("Plural rules")
struct PluralRulesTests {
  @Test("English and Spanish tell one from many, and Spanish whole millions too")
  func englishAndSpanish() {
    for locale in ["en", "es", "en-US", "es-MX", "es_419"] {
      #expect(
        [0, 1, 2, 5, 21, 520].map { PluralRules.category(of: $0, in: locale) }
          == [.other, .one, .other, .other, .other, .other])
    }
    #expect(PluralRules.category(of: 1_000_000, in: "es") == .many)
    #expect(PluralRules.category(of: 2_000_000, in: "es") == .many)
    #expect(PluralRules.category(of: 1_000_001, in: "es") == .other)
    #expect(PluralRules.category(of: 1_000_000, in: "en") == .other)
  }

  @Test(
    "weeks from 1 to 520 reach exactly these forms",
    arguments: [
      ("en", "one other"), ("es", "one other"), ("fr", "one other"), ("pt", "one other"),
      ("vi", "other"), ("zh-Hans", "other"), ("xx", "other"), ("ru", "one few many"),
      ("uk", "one few many"), ("pl", "one few many"), ("cs", "one few other"),
      ("ar", "one two few many other"), ("he", "one two other"), ("lt", "one few other"),
      ("lv", "zero one other"), ("sl", "one two few other"), ("ro", "one few other"),
      ("ga", "one two few many other"), ("cy", "one two few many other"),
    ])
  func reachable(locale: String, forms: String) {
    let expected = Set(forms.split(separator: " ").map { PluralCategory(rawValue: String($0))! })
    #expect(PluralRules.reachable(in: locale, range: 1...520) == expected)
    #expect(Set(PluralRules.required(in: locale, range: 1...520)) == expected.union([.other]))
  }

  @Test("a range that is short reaches less")
  func shortRanges() {
    #expect(PluralRules.reachable(in: "es", range: 2...9) == [.other])
    #expect(PluralRules.reachable(in: "ru", range: 5...19) == [.many])
    #expect(PluralRules.reachable(in: "es", range: 1...1_000_000) == [.one, .many, .other])
  }

  @Test(
    "samples of CLDR",
    arguments: [
      ("ru", 21, "one"), ("ru", 11, "many"), ("ru", 22, "few"), ("ru", 112, "many"),
      ("pl", 21, "many"), ("pl", 22, "few"), ("pl", 1, "one"), ("ar", 0, "zero"),
      ("ar", 103, "few"), ("ar", 111, "many"), ("ar", 100, "other"), ("fr", 0, "one"),
      ("pt", 0, "one"), ("pt-PT", 0, "other"), ("hi", 0, "one"), ("lv", 21, "one"),
      ("lv", 111, "zero"), ("sl", 101, "one"), ("fil", 4, "other"), ("fil", 5, "one"),
      ("en", -1, "one"),
    ])
  func samples(locale: String, number: Int, form: String) {
    #expect(PluralRules.category(of: number, in: locale).rawValue == form)
  }
}

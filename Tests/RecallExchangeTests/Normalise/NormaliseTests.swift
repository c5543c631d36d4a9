import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Normalising what exports hold")
struct NormaliseTests {
  let today = ImportSetting.today

  @Test("dates in all the forms of real exports")
  func dates() {
    let expected = ExportDate.Reading.date(CivilDate(iso: "2026-11-24")!)
    for text in [
      "2026-11-24", "11/24/2026", "11-24-2026", "11.24.2026", "20261124", "11242026", "46350",
      "46350.5", "Nov 24, 2026", "24 de noviembre de 2026", "2026-11-24 10:05:47",
      "2026-11-24T00:00:00Z", "11/24/2026 12:00:00 AM", " 2026-11-24 ", "2026/11/24", "24-Nov-2026",
    ] { #expect(ExportDate.read(text) == expected, "\(text)") }
    for text in [
      "", "0001-01-01", "00/00/0000", "0000-00-00", "1900-01-01", "1/1/1900", "1/0/1900",
      "12/30/1899", "N/A", "9999-12-31", "01/01/0001", "0001-01-01 00:00:00",
    ] { #expect(ExportDate.read(text) == .none, "\(text)") }
    for text in ["13/04/2026", "2/30/2026", "soon", "123", "2026", "1234567", "=1+1", "11/24"] {
      #expect(ExportDate.read(text) == .unreadable, "\(text)")
    }
  }

  @Test("a two-digit year is this century's for a due date, and of one century for a birth date")
  func shortYears() {
    #expect(DateUse.other("11/24/26") == .date(CivilDate(iso: "2026-11-24")!))
    #expect(DateUse.other("24-Nov-26") == .date(CivilDate(iso: "2026-11-24")!))
    #expect(DateUse.birth("3/4/61", today: today) == .date(CivilDate(iso: "1961-03-04")!))
    #expect(DateUse.birth("3/4/05", today: today) == .date(CivilDate(iso: "2005-03-04")!))
    for text in ["3/4/15", "13/1/1990", "2031-01-01", "1880-01-01"] {
      guard case .problem = DateUse.birth(text, today: today) else {
        Issue.record("\(text) should be a problem")
        continue
      }
    }
  }

  @Test("languages by tag, code and name in English and Spanish")
  func languages() {
    for (text, tag) in [
      ("es", "es"), ("ES", "es"), ("spa", "es"), ("SPA", "es"), ("español", "es"),
      ("Spanish; Castilian", "es"), ("Spanish - interpreter needed", "es"), ("es-MX", "es-MX"),
      ("en_us", "en-US"), ("zh-hans", "zh-Hans"), ("ru-RU", "ru-RU"), ("Inglés", "en"),
      ("Haitian Creole", "ht"), ("vietnamita", "vi"), ("ASL", "ase"), ("Chinese (Mandarin)", "cmn"),
      ("Chinese (Cantonese)", "yue"), ("Chinese (Simplified)", "zh"), ("français", "fr"),
      ("中文", "zh"), ("русский", "ru"), ("Kreyol", "ht"), ("Brazilian Portuguese", "pt"),
      ("Spanish only", "es"), ("Spanish speaking", "es"), ("Sp", "es"), ("es;en", "es"),
    ] { #expect(LanguageName.read(text) == .tag(tag), "\(text)") }
    #expect(LanguageName.read("unknown") == .unsaid)
    #expect(LanguageName.read("Klingon!") == .unreadable)
    #expect(LanguageName.cell("No") == .unreadable)
    #expect(LanguageName.cell("no - English") == .unreadable)
    #expect(LanguageName.read("no") == .tag("no") && LanguageName.cell("Norwegian") == .tag("no"))
  }

  @Test("yes and no in both languages")
  func yesNo() {
    for word in ["Y", "YES", "true", "1", "Sí", "x"] { #expect(YesNo.read(word) == .yes) }
    for word in ["n", "No", "FALSE", "0"] { #expect(YesNo.read(word) == .no) }
    for word in ["", "unknown", "N/A"] { #expect(YesNo.read(word) == .unsaid) }
    #expect(YesNo.read("only at work") == .unreadable)
  }

  @Test("names are split and calmed, and kept as they are otherwise")
  func names() {
    let split = { (name: String, language: String?) in
      let parts = PersonName.split(name, language: language)
      return [parts.first, parts.last]
    }
    #expect(split("DELGADO RUIZ, ROSA M", nil) == ["Rosa M", "Delgado Ruiz"])
    #expect(split("Rosa Delgado Ruiz", "es-MX") == ["Rosa", "Delgado Ruiz"])
    #expect(split("Mary Ann Smith", "en") == ["Mary Ann", "Smith"])
    #expect(split("María de la Cruz", nil) == ["María", "de la Cruz"])
    #expect(split("Smith, Jr, John", nil) == ["John", "Smith"])
    #expect(split("Madonna", nil) == ["", "Madonna"])
    #expect(PersonName.tidy("DE LA CRUZ") == "de la Cruz")
    #expect(PersonName.tidy("O'BRIEN-SMITH III") == "O'Brien-Smith III")
    #expect(PersonName.tidy("Corkery305") == "Corkery305")
    #expect(PersonName.tidy("de Jesús414") == "de Jesús414")
    #expect(PersonName.tidy("Jose\u{301}").unicodeScalars.count == 4)
    #expect(PersonName.tidy("=HYPERLINK(\"x\")") == "=HYPERLINK(\"x\")")
    #expect(PersonName.tidy("Ro\u{1B}[31msa\u{202E}") == "Rosa")
  }

  @Test("states, postal codes and zones")
  func places() {
    #expect(PlaceName.state("Massachusetts") == "MA")
    #expect(PlaceName.state("ma") == "MA")
    #expect(PlaceName.state("Vic") == nil)
    #expect(PlaceName.postalCode("2139") == "02139")
    #expect(PlaceName.postalCode("02139-4307") == "02139-4307")
    #expect(PlaceName.postalCode("21394307") == "02139-4307")
    #expect(PlaceName.postalCode("k1a 0b1") == "K1A 0B1")
    #expect(PlaceName.postalCode("12") == nil)
    #expect(PlaceName.zone("America/Chicago") == "America/Chicago")
    #expect(PlaceName.zone("Eastern Standard Time") == "America/New_York")
    #expect(PlaceName.zone("Mars/Olympus") == nil)
    #expect(EmailAddress.read("rosa@example.org") == "rosa@example.org")
    #expect(EmailAddress.read("rosa at example") == nil)
  }
}

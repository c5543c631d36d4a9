import Testing

@testable import RecallDomain

@Suite("How long a text is as an SMS")
struct SMSTextTests {
  @Test("160 letters of GSM-7 are one message, 161 are two of 153")
  func gsm() {
    let whole = SMSText(String(repeating: "a", count: 160))
    #expect(whole.encoding == .gsm7)
    #expect(whole.parts == 1)
    #expect(SMSText(String(repeating: "a", count: 161)).parts == 2)
    #expect(SMSText(String(repeating: "a", count: 306)).parts == 2)
    #expect(SMSText(String(repeating: "a", count: 307)).parts == 3)
  }

  @Test("one letter outside it leaves room for 70, then 67 each")
  func ucs2() {
    let whole = SMSText("í" + String(repeating: "a", count: 69))
    #expect(whole.encoding == .ucs2)
    #expect(whole.parts == 1)
    #expect(whole.foreign == ["í"])
    #expect(SMSText("í" + String(repeating: "a", count: 70)).parts == 2)
    #expect(SMSText("í" + String(repeating: "a", count: 134)).parts == 3)
    #expect(SMSText("👍").length == 2)
  }

  @Test("é, ñ, ü, à and ¿ are in it; á, í, ó, ú and typographic quotes are not")
  func alphabet() {
    #expect(SMSText("¿Qué? ñ ü à è ì ò ù Ñ ¡").encoding == .gsm7)
    for letter in ["á", "í", "ó", "ú", "’", "“", "–", "Á"] {
      #expect(SMSText(letter).encoding == .ucs2, "\(letter)")
    }
  }

  @Test("letters of the extension table take two places")
  func extended() {
    #expect(SMSText("[€]").length == 6)
    #expect(SMSText(String(repeating: "€", count: 81)).parts == 2)
  }

  @Test("a name that is filled in loses the accents that there is no room for, and no others")
  func plain() {
    #expect(SMSText.plain("Clínica Ñandú de José") == "Clinica Ñandu de José")
    #expect(SMSText.plain("Rosa’s – “Lakeside”") == "Rosa's - \"Lakeside\"")
    #expect(SMSText.plain("诊所") == "诊所")
  }
}
